import { KiranaError } from '@kirana/core';
import type { Database } from '../../../database/database.ts';
import type { EventLog, Following } from '../../../events/event-log.ts';
import type { Backoff } from '../backoff.ts';
import { consumeStreams } from './consume-streams.ts';
import { tailStreams } from './follow-streams.ts';
import { watchHeads } from './head-watch.ts';

export interface PostgresEventLogOptions {
  readonly database: Database;
  /** For the log: a database that did not answer, a handler that threw. Work goes on by itself. */
  readonly onTrouble?: (error: unknown) => void;
  /** How long an event may take to be seen when its hint was lost. */
  readonly pollMs?: number;
  readonly leaseMs?: number;
  readonly backoff?: Backoff;
}

/** The event log in the database itself, PGlite or PostgreSQL: NOTIFY hints, a poll behind them, places in `consumer_offsets`. */
export async function openPostgresEventLog({
  database,
  onTrouble = () => {},
  pollMs = 1_000,
  leaseMs = 30_000,
  backoff = { firstMs: 250, mostMs: 30_000 },
}: PostgresEventLogOptions): Promise<EventLog> {
  const watch = await watchHeads({ database, pollMs, onTrouble });
  const tail = tailStreams({ database, watch, onTrouble });
  const consumers = new Set<Following>();
  return {
    follow: (onEvents) => tail.follow(onEvents),
    async consume(consumer, handle, { lingerMs = 0 } = {}) {
      const consuming = consumeStreams(consumer, handle, {
        database,
        watch,
        onTrouble,
        pollMs,
        leaseMs,
        backoff,
        lingerMs,
      });
      consumers.add(consuming);
      return {
        async stop() {
          consumers.delete(consuming);
          await consuming.stop();
        },
      };
    },
    async check() {
      try {
        await database.check();
      } catch (cause) {
        throw new KiranaError('EVENTS_UNAVAILABLE', {}, { cause });
      }
    },
    async close() {
      await Promise.all([...consumers].map((consuming) => consuming.stop()));
      await tail.close();
      await watch.close();
    },
  };
}
