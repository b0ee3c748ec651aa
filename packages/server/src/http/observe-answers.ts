import type { Log } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { Caller } from './route.ts';

export interface Answered {
  readonly requestId: string;
  /** The pattern, since a URL may hold a hook token. */
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly ms: number;
  readonly caller: Caller | undefined;
}

/** What is kept of every answer: its time among the figures, and a line for debugging. */
export function answerObserver({ metrics, log }: { readonly metrics: Metrics; readonly log: Log }) {
  return (answered: Answered): void => {
    const { route, method, status } = answered;
    metrics.httpSeconds.observe({ route, method, status }, answered.ms / 1000);
    if (!log.isLevelEnabled('debug')) return;
    const { caller, ...fields } = answered;
    log.debug({ ...fields, tenantId: caller?.tenantId, keyId: caller?.keyId }, 'answered');
  };
}
