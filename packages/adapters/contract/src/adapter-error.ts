/**
 * What kind of failure it is decides what happens next: `config` and `auth` hold the connection, `rate_limited` and `transient` are
 * tried again, `permanent`, `schema` and `bug` go to the dead letters.
 */
export type AdapterErrorKind = 'config' | 'auth' | 'rate_limited' | 'transient' | 'permanent' | 'schema' | 'bug';

/** The only error an adapter throws on purpose; anything else is taken for `bug`. */
export class AdapterError extends Error {
  readonly kind: AdapterErrorKind;
  readonly retryAfterMs: number | undefined;
  /** JSON pointer of what could not be understood. */
  readonly path: string | undefined;

  constructor(
    kind: AdapterErrorKind,
    message: string,
    options: { retryAfterMs?: number; path?: string; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'AdapterError';
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
    this.path = options.path;
  }
}
