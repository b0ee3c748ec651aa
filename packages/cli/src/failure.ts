import {
  KiranaApiError,
  KiranaConnectionError,
  KiranaTimeoutError,
  type ProblemParam,
  type Reason,
  type Shortfall,
} from '@kirana/sdk';
import { EXIT, type ExitKind } from './exit-codes.ts';

/** An error as it is told: on stderr for people, under `error` with --json. */
export interface Failure {
  /** The server's code, or one of ours: USAGE, CONTEXT_MISSING, UNREACHABLE … */
  readonly code: string;
  readonly kind: ExitKind;
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly next: string;
  /** Empty when no server answered. */
  readonly requestId: string;
  /** Fields the server refused. */
  readonly problems?: readonly { readonly path: string; readonly message: string }[];
  /** The server's facts: ids, limits, what is short and why. */
  readonly params?: Readonly<Record<string, ProblemParam>>;
}

/** An error that this program foresees. */
export class CommandError extends Error {
  readonly failure: Failure;

  constructor(kind: ExitKind, code: string, message: string, next: string, options: { requestId?: string } = {}) {
    super(message);
    this.name = 'CommandError';
    this.failure = { code, kind, message, next, requestId: options.requestId ?? '' };
  }
}

const KIND_BY_STATUS: Readonly<Record<number, ExitKind>> = {
  400: 'usage',
  401: 'config',
  403: 'config',
  404: 'notFound',
  413: 'usage',
  415: 'usage',
  422: 'usage',
};

/** "itm_… 5 wanted, 2 left", "SWITCHED_OFF until=…". */
function partText(part: string | number | boolean | Shortfall | Reason): string {
  if (typeof part !== 'object') return String(part);
  if ('wanted' in part) return `${part.itemId} ${part.wanted} wanted, ${part.sellable} left`;
  return [part.code, ...Object.entries(part.params).map(([name, value]) => `${name}=${value}`)].join(' ');
}

const factText = (value: ProblemParam): string => [value].flat().map(partText).join(', ');

function fromServer(error: KiranaApiError): Failure {
  const facts = Object.entries(error.params).map(([name, value]) => `${name}: ${factText(value)}`);
  return {
    code: error.code,
    kind: error.code === 'NOT_A_PROBLEM' ? 'remote' : (KIND_BY_STATUS[error.status] ?? 'remote'),
    message: facts.length === 0 ? error.detail : `${error.detail} (${facts.join('; ')})`,
    next: error.next,
    requestId: error.requestId,
    ...(error.problems.length === 0 ? {} : { problems: error.problems }),
    ...(facts.length === 0 ? {} : { params: error.params }),
  };
}

/** What is wrong with the arguments, without the hint that the parser appends. */
const parserText = (error: Error): string => error.message.replace(/\s*See more help with --help$/, '');

const isFromParser = (error: Error): boolean => 'oclif' in error || 'parse' in error;

const causeText = (error: Error): string =>
  error.cause instanceof Error ? ` (${(error.cause as NodeJS.ErrnoException).code ?? error.cause.message})` : '';

/** Any thrown thing as what is told of it. What nobody foresaw is a bug. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CommandError) return error.failure;
  if (error instanceof KiranaApiError) return fromServer(error);
  if (error instanceof KiranaConnectionError || error instanceof KiranaTimeoutError) {
    const next = 'Check that the server runs and that the address is right: kirana doctor.';
    const code = error instanceof KiranaTimeoutError ? 'TIMEOUT' : 'UNREACHABLE';
    return { code, kind: 'remote', message: error.message + causeText(error), next, requestId: '' };
  }
  if (error instanceof Error && isFromParser(error)) {
    return { code: 'USAGE', kind: 'usage', message: parserText(error), next: 'See --help.', requestId: '' };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'BUG', kind: 'bug', message, next: 'Please report this with the command you ran.', requestId: '' };
}

/** The lines for people: what, where, what next. */
export function failureText(failure: Failure): string {
  const { code, message, next, requestId, problems = [] } = failure;
  return [
    `${code}: ${message}`,
    ...problems.map((problem) => `  ${problem.path || '/'}: ${problem.message}`),
    next,
    ...(requestId === '' ? [] : [`Request ${requestId}`]),
  ].join('\n');
}

export const exitCodeOf = (failure: Failure): number => EXIT[failure.kind].code;

export const interrupted = (): CommandError =>
  new CommandError('interrupted', 'INTERRUPTED', 'Stopped.', 'What was started on the server goes on there.');
