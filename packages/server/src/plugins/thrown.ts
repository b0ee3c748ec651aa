import { AdapterError, type AdapterErrorKind } from '@kirana/adapter';

const KINDS: ReadonlySet<string> = new Set<AdapterErrorKind>([
  'config',
  'auth',
  'rate_limited',
  'transient',
  'permanent',
  'schema',
  'bug',
]);

/** What an adapter threw, as it can be sent from one process to another. */
export interface ThrownFacts {
  readonly kind: AdapterErrorKind;
  readonly message: string;
  readonly retryAfterMs?: number;
  readonly path?: string;
}

/** An AdapterError, also one of another copy of the contract: a package may bring its own. */
const isAdapterError = (thrown: unknown): thrown is AdapterError =>
  thrown instanceof AdapterError ||
  (thrown instanceof Error && thrown.name === 'AdapterError' && 'kind' in thrown && KINDS.has(String(thrown.kind)));

/** Whatever an adapter throws that is no AdapterError is a bug of its own. */
export function factsOfThrown(thrown: unknown): ThrownFacts {
  const message = (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 10_000);
  if (!isAdapterError(thrown)) return { kind: 'bug', message };
  const { kind, retryAfterMs, path } = thrown;
  return {
    kind,
    message,
    ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
    ...(typeof path === 'string' ? { path } : {}),
  };
}

export const errorOfFacts = ({ kind, message, ...options }: ThrownFacts, cause?: unknown): AdapterError =>
  new AdapterError(kind, message, { ...options, ...(cause === undefined ? {} : { cause }) });

export const asAdapterError = (thrown: unknown): AdapterError =>
  thrown instanceof AdapterError ? thrown : errorOfFacts(factsOfThrown(thrown), thrown);
