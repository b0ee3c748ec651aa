import { setImmediate as soon } from 'node:timers/promises';
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
/** Events on their way to followers; what comes beyond it is read from the table, when they have caught up. */
const MOST_ON_THE_WAY = 5_000;

export interface StreamsTail {
  follow(onEvents: (events: readonly LoggedEvent[]) => void | Promise<void>): Promise<Following>;
  /** Events that came another way, in order per stream: those that come next are handed on; behind a gap the stream is read from the table. */
  offer(events: readonly LoggedEvent[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Reads the log once for all followers of this process. It knows the place reached in each stream, in memory, and reads only streams
 * that grew, in order. What this process wrote itself is handed on after its commit, and is not read at all.
 */
export function tailStreams(options: {
  readonly database: Database;
  readonly watch: HeadWatch;
  readonly onTrouble: (error: unknown) => void;
}): StreamsTail {
  const { database, watch, onTrouble } = options;
  const bell = createBell();
  const fanOut = createFanOut(onTrouble);
  /** Streams to read, with the sequence they are known to have. */
  const dirty = new Map<string, number>();
  const grown = new Set<number>();
  let places: Map<string, number> | undefined;
  let reading: Promise<void> | undefined;
  let leaveWatch = () => {};
  let stopped = false;
  let onTheWay = 0;

  const markDirty = (key: string, sequence = Number.POSITIVE_INFINITY): void => {
    dirty.set(key, Math.max(sequence, dirty.get(key) ?? 0));
  };
  const placeOf = (key: string): StreamPlace => ({ ...fromStreamKey(key), sequence: places?.get(key) ?? 0 });

  async function findGrown(): Promise<void> {
    const buckets = [...grown];
    if (buckets.length === 0) return;
    const heads = await database.system((tx) => readHeads(tx, buckets));
    for (const bucket of buckets) grown.delete(bucket);
    for (const head of heads) markDirty(streamKey(head), head.sequence);
  }

  async function deliver(events: readonly LoggedEvent[]): Promise<void> {
    onTheWay += events.length;
    await fanOut.deliver(events);
    onTheWay -= events.length;
  }

  async function readDirty(): Promise<void> {
    // a hint of our own commit comes just before the events themselves
    await soon();
    const keys: string[] = [];
    for (const [key, sequence] of dirty) {
      if (keys.length === STREAMS_AT_ONCE) break;
      // forgotten before reading: a hint that comes while we read must be looked at again
      dirty.delete(key);
      if (sequence > (places?.get(key) ?? 0)) keys.push(key);
    }
    if (keys.length === 0) return;
    const { events, unfinished } = await database
      .system((tx) => readAfter(tx, keys.map(placeOf), LIMITS))
      .catch((error) => {
        for (const key of keys) markDirty(key);
        throw error;
      });
    for (const place of unfinished) markDirty(streamKey(place));
    const next = events.filter((event) => event.sequence > (places?.get(streamKey(event)) ?? 0));
    for (const event of next) places?.set(streamKey(event), event.sequence);
    await deliver(next);
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

  async function offer(events: readonly LoggedEvent[]): Promise<void> {
    if (places === undefined) return;
    const full = onTheWay > MOST_ON_THE_WAY;
    const next = events.filter((event) => {
      const key = streamKey(event);
      const place = places?.get(key) ?? 0;
      if (event.sequence === place + 1 && !full) {
        places?.set(key, event.sequence);
        return true;
      }
      if (event.sequence > place) markDirty(key, event.sequence);
      return false;
    });
    if (dirty.size > 0) bell.ring();
    await deliver(next);
  }
  const leaveWritten = database.onWritten((events) => void offer(events));

  return {
    async follow(onEvents) {
      if (reading === undefined) {
        leaveWatch();
        leaveWatch = watch.join({
          onHint(key, sequence) {
            markDirty(key, sequence);
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
    offer,
    async close() {
      stopped = true;
      leaveWatch();
      leaveWritten();
      bell.ring();
      await reading;
    },
  };
}
