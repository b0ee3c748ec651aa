import type { Gauge } from 'prom-client';
import type { Database } from '../database/database.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Route } from '../http/route.ts';
import type { Log } from '../observe/log.ts';
import { openLiveHub } from './live-hub.ts';
import { type LiveLimits, liveRoutes } from './live-routes.ts';

export interface LiveOptions extends LiveLimits {
  readonly heartbeatMs: number;
  /** Open streams of this process. */
  readonly mostStreams: number;
  /** Open streams of one key or token in this process. */
  readonly mostStreamsPerKey: number;
}

export const DEFAULT_LIVE_OPTIONS: LiveOptions = {
  heartbeatMs: 15_000,
  mostStreams: 5_000,
  mostStreamsPerKey: 500,
  retryMs: 2_000,
  mostMissed: 1_000,
  pace: { mostWaitingBytes: 1_048_576, mostWaitingEvents: 20_000, mostStuckMs: 10_000 },
  longestMs: 30 * 60_000,
};

export interface LiveDeps {
  readonly eventLog: EventLog;
  readonly database: Database;
  readonly log: Log;
  readonly metrics: { readonly liveClients: Pick<Gauge, 'set'> };
  readonly options?: Partial<LiveOptions>;
}

export interface Live {
  readonly routes: readonly Route[];
  /** Ends all streams; their clients resume elsewhere. */
  close(): Promise<void>;
}

/** The live streams of one process. */
export async function openLive({ eventLog, database, log, metrics, options }: LiveDeps): Promise<Live> {
  const limits = { ...DEFAULT_LIVE_OPTIONS, ...options };
  const hub = await openLiveHub({
    ...limits,
    eventLog,
    onCount: (streams) => metrics.liveClients.set(streams),
    onTrouble: (error) => log.warn({ err: error }, 'a live stream was ended'),
  });
  return { routes: liveRoutes({ database, hub, limits }), close: () => hub.close() };
}
