import { AdapterError } from '@kirana/adapter';

/** The process of an adapter died, was stopped for what it took, or is not up again. It passes, unless one and the same call does it every time. */
export class AdapterDown extends AdapterError {
  /** It happened during this very call. */
  readonly byThisCall: boolean;

  constructor(message: string, options: { byThisCall: boolean; retryAfterMs?: number }) {
    super('transient', message, options.retryAfterMs === undefined ? {} : { retryAfterMs: options.retryAfterMs });
    this.byThisCall = options.byThisCall;
  }
}
