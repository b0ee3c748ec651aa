import type { LoggedEvent } from '@kirana/core';
import type { Database } from '../../../database/database.ts';
import type { Following } from '../../../events/event-log.ts';
import { type Backoff, backoffMs } from '../backoff.ts';
import { createBell } from '../bell.ts';
import { createFanOut } from '../fan-out.ts';
import { fromStreamKey, type StreamPlace, streamKey } from '../stream-place.ts';
import type { HeadWatch } from './head-watch.ts';
import { readAfter, readHeads } from './log-rows.ts';

const STREAMS_AT_ONCE = 200;
const LIMITS = { perStream: 500, total: 2_000 };
const BACKOFF: Backoff = { firstMs: 100, mostMs: 5_000 };

export interface StreamsTail {
  follow(onEvents: (events: readonly LoggedEvent[]) => void | Promise<void>): Promise<Following>;
  /** Events that came another way, in order per stream: those that come next are handed on; behind a gap the stream is read from the table. */
  offer(events: readonly LoggedEvent[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Reads the log once for all followers of this process. It knows the place reached in each stream, in memory, and reads only streams
 * that grew, in order.
 */
export function tailStreams(options: {
  readonly database: Database;
  readonly watch: HeadWatch;
  readonly onTrouble: (error: unknown) => void;
}): StreamsTail {
  const { database, watch, onTrouble } = options;
  const bell = createBell();
  const fanOut = createFanOut(onTrouble);
  const dirty = new Set<string>();
  const grown = new Set<number>();
  let places: Map<string, number> | undefined;
  let reading: Promise<void> | undefined;
  let leaveWatch = () => {};
  let stopped = false;

  const placeOf = (key: string): StreamPlace => ({ ...fromStreamKey(key), sequence: places?.get(key) ?? 0 });

  async function findGrown(): Promise<void> {
    const buckets = [...grown];
    if (buckets.length === 0) return;
    const heads = await database.system((tx) => readHeads(tx, buckets));
    for (const bucket of buckets) grown.delete(bucket);
    for (const head of heads) if (head.sequence > (places?.get(streamKey(head)) ?? 0)) dirty.add(streamKey(head));
  }

  async function readDirty(): Promise<void> {
    const keys = [...dirty].slice(0, STREAMS_AT_ONCE);
    // forgotten before reading: a hint that comes while we read must be looked at again
    for (const key of keys) dirty.delete(key);
    const { events, unfinished } = await database
      .system((tx) => readAfter(tx, keys.map(placeOf), LIMITS))
      .catch((error) => {
        for (const key of keys) dirty.add(key);
        throw error;
      });
    for (const place of unfinished) dirty.add(streamKey(place));
    const next = events.filter((event) => event.sequence > (places?.get(streamKey(event)) ?? 0));
    for (const event of next) places?.set(streamKey(event), event.sequence);
    await fanOut.deliver(next);
  }

  async function readOn(): Promise<void> {
    let failures = 0;
    while (!stopped) {
      try {
        await findGrown();
        if (dirty.size === 0) await bell.wait();
        else await readDirty();
        failures = 0;
      } catch (error) {
        onTrouble(error);
        failures += 1;
        await bell.wait(backoffMs(BACKOFF, failures));
      }
    }
  }

  function start(heads: readonly StreamPlace[]): void {
    places ??= new Map(heads.map((head) => [streamKey(head), head.sequence]));
    reading ??= readOn();
  }

  return {
    async follow(onEvents) {
      if (reading === undefined) {
        leaveWatch();
        leaveWatch = watch.join({
          onHint(key) {
            dirty.add(key);
            bell.ring();
          },
          onGrown(buckets) {
            for (const bucket of buckets) grown.add(bucket);
            bell.ring();
          },
        });
      }
      const joined = await fanOut.join(onEvents, async () => {
        const heads = await database.system((tx) => readHeads(tx));
        start(heads);
        return heads;
      });
      return { stop: () => joined.leave() };
    },
    async offer(events) {
      const next = events.filter((event) => {
        const key = streamKey(event);
        const place = places?.get(key) ?? 0;
        if (event.sequence === place + 1) {
          places?.set(key, event.sequence);
          return true;
        }
        if (event.sequence > place + 1) dirty.add(key);
        return false;
      });
      if (dirty.size > 0) bell.ring();
      await fanOut.deliver(next);
    },
    async close() {
      stopped = true;
      leaveWatch();
      bell.ring();
      await reading;
    },
  };
}
