import { AdapterError, type AdapterErrorKind } from '@kirana/adapter';
import type { ScriptedAnswer } from '@kirana/adapter/simulator';
import type { Provider } from './provider.ts';

/** An answer of the provider, and what an adapter has to make of it. */
export interface Failure {
  readonly what: string;
  readonly answers: readonly ScriptedAnswer[];
  readonly kinds: readonly AdapterErrorKind[];
  /** The wait the answer asks for. */
  readonly retryAfterMs?: number;
}

const json = { 'content-type': 'application/json' };
/** More than once: an adapter may look twice before it gives up. */
const always = (answer: ScriptedAnswer): readonly ScriptedAnswer[] => [answer, answer, answer];

export const UNAUTHORISED: readonly Failure[] = [401, 403].map((status) => ({
  what: `an answer of ${status}`,
  answers: always({ status, headers: json, body: '{}' }),
  kinds: ['auth'],
}));

export const RATE_LIMITED: Failure = {
  what: 'an answer of 429 with Retry-After: 7',
  answers: always({ status: 429, headers: { ...json, 'retry-after': '7' }, body: '{}' }),
  kinds: ['rate_limited'],
  retryAfterMs: 7_000,
};

export const OUTAGES: readonly Failure[] = [500, 502, 503].map((status) => ({
  what: `an answer of ${status}`,
  answers: always({ status, headers: { 'content-type': 'text/html' }, body: '<h1>Sorry</h1>' }),
  kinds: ['transient'],
}));

export const DROPPED: Failure = { what: 'a connection that breaks', answers: always('drop'), kinds: ['transient'] };

export const UNREADABLE: readonly Failure[] = [
  { what: 'a page of HTML', type: 'text/html', body: '<!doctype html><title>Down for maintenance</title>' },
  { what: 'half of a JSON text', type: 'application/json', body: '{"data": [{"id":' },
  { what: 'an empty body', type: 'application/json', body: '' },
].map(({ what, type, body }) => ({
  what: `200 with ${what}`,
  answers: always({ status: 200, headers: { 'content-type': type }, body }),
  kinds: ['schema', 'permanent', 'transient'],
}));

export const describeError = (error: unknown): string =>
  error instanceof AdapterError ? `AdapterError('${error.kind}')` : String(error).slice(0, 120);

/** What is wrong with how `work` took a failure. */
export async function takenWrong(
  provider: Provider,
  failure: Failure,
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  const { what, answers, kinds, retryAfterMs } = failure;
  const { settled, used } = await provider.scripted(answers, work);
  if (!used) return [`${what}: the provider was never asked`];
  if (settled.kind === 'returned') return [`${what} is taken for success`];
  const { error } = settled;
  const wanted = kinds.join(' or ');
  if (!(error instanceof AdapterError) || !kinds.includes(error.kind))
    return [`${what} is to be ${wanted}, and is ${describeError(error)}`];
  if (retryAfterMs !== undefined && error.retryAfterMs !== retryAfterMs) {
    return [`${what}: retryAfterMs is to be ${retryAfterMs}, and is ${error.retryAfterMs}`];
  }
  return [];
}

/** All texts of an error, and of what caused it. */
export function textsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return `${error.message}\n${error.cause === undefined ? '' : textsOf(error.cause)}`;
}
