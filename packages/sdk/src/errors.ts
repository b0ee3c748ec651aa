import type { components } from './generated/api.ts';

type Problem = components['schemas']['Problem'];

/** One fact of a problem: what is short and why not, among others. */
export type ProblemParam = NonNullable<Problem['params']>[string];

/** Every code the server can answer. A newer server may send codes that are not here yet: keep a default case. */
export type ErrorCode = Problem['code'];

/** One field that is wrong; `path` is a JSON pointer into { params, query, headers, body }. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** What every error of this package has. */
export class KiranaError extends Error {
  override readonly name: string = 'KiranaError';
  /** The key of the write that failed. Repeat the call with it: what was done already is not done twice. */
  readonly idempotencyKey: string | undefined;

  constructor(message: string, { cause, idempotencyKey }: { cause?: unknown; idempotencyKey?: string | undefined }) {
    super(message, cause === undefined ? {} : { cause });
    this.idempotencyKey = idempotencyKey;
  }
}

/** No whole answer came: the network failed, or something else than a Kirana server answered. A write may have been done. */
export class KiranaConnectionError extends KiranaError {
  override readonly name: string = 'KiranaConnectionError';
}

/** No whole answer came in time. A write may have been done. */
export class KiranaTimeoutError extends KiranaError {
  override readonly name: string = 'KiranaTimeoutError';
  readonly timeoutMs: number;

  constructor(message: string, options: { timeoutMs: number; idempotencyKey?: string | undefined }) {
    super(message, options);
    this.timeoutMs = options.timeoutMs;
  }
}

/** The server refused. Act on `code`; the texts are for people. */
export class KiranaApiError extends KiranaError {
  override readonly name: string = 'KiranaApiError';
  readonly status: number;
  /** `NOT_A_PROBLEM`: the answer is not one of ours, for example a proxy's. */
  readonly code: ErrorCode | 'NOT_A_PROBLEM';
  readonly detail: string;
  /** What to do about it, in one sentence. */
  readonly next: string;
  /** Whether the same call may succeed later without anybody changing anything; undefined when the answer is not one of ours. */
  readonly retryable: boolean | undefined;
  /** Empty when something before the server answered. */
  readonly requestId: string;
  /** The facts to act on: ids, limits, names; `shortfalls` of STOCK_INSUFFICIENT, `reasons` of NOT_ORDERABLE. */
  readonly params: Readonly<Record<string, ProblemParam>>;
  readonly problems: readonly FieldProblem[];
  /** How long the server asked to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(response: Response, body: unknown, idempotencyKey?: string) {
    const problem: Partial<Problem> = isProblem(body) ? body : {};
    const detail = problem.detail ?? `HTTP ${response.status} ${response.statusText}`.trim();
    super(detail, { idempotencyKey });
    this.status = response.status;
    this.code = problem.code ?? 'NOT_A_PROBLEM';
    this.detail = detail;
    this.next = problem.next ?? 'Check that the base URL leads to a Kirana server.';
    this.retryable = problem.retryable;
    this.requestId = problem.requestId ?? response.headers.get('x-request-id') ?? '';
    this.params = problem.params ?? {};
    this.problems = problem.problems ?? [];
    this.retryAfterMs = retryAfterMs(response.headers.get('retry-after'), Date.now());
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';

/** Retry-After as milliseconds from now: seconds or an HTTP date. */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  const delayMs = Number.isNaN(seconds) ? Date.parse(header) - nowMs : seconds * 1_000;
  return Number.isNaN(delayMs) ? undefined : Math.max(0, delayMs);
}
