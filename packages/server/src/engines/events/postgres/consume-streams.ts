import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedEvent } from '@kirana/core';
import type { Database } from '../../../database/database.ts';
import type { Following } from '../../../events/event-log.ts';
import { type Backoff, backoffMs } from '../backoff.ts';
import { createBell } from '../bell.ts';
import { handleApart } from '../handle-apart.ts';
import { fromStreamKey, streamKey } from '../stream-place.ts';
import type { HeadWatch } from './head-watch.ts';
import { readAfter } from './log-rows.ts';
import {
  type ClaimedStream,
  claimStreams,
  extendLeases,
  type FinishedStream,
  finishStreams,
  type Lease,
  readPending,
} from './offset-rows.ts';

const STREAMS_AT_ONCE = 64;
const LIMITS = { perStream: 200, total: 500 };
const PENDING_AT_ONCE = 1_000;

export interface ConsumeOptions {
  readonly database: Database;
  readonly watch: HeadWatch;
  readonly onTrouble: (error: unknown) => void;
  readonly pollMs: number;
  /** A worker that died holds its streams for so long. */
  readonly leaseMs: number;
  /** How long a first event waits for others. */
  readonly lingerMs: number;
  /** Between tries of a stream whose events could not be handled. */
  readonly backoff: Backoff;
}

interface Round {
  readonly claimed: readonly ClaimedStream[];
  readonly events: readonly LoggedEvent[];
  readonly unfinished: ReadonlySet<string>;
}

/**
 * One worker of a consumer. Claims streams by a lease row, reads, handles without holding a transaction, moves the places and lets go.
 * A worker that stalls longer than its lease may handle events that another one handles too: at least once.
 */
export function consumeStreams(
  consumer: string,
  handle: (events: readonly LoggedEvent[]) => Promise<void>,
  { database, watch, onTrouble, pollMs, leaseMs, lingerMs, backoff }: ConsumeOptions,
): Following {
  const lease: Lease = { consumer, worker: randomUUID(), forMs: leaseMs };
  const bell = createBell();
  const dirty = new Set<string>();
  const failures = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  let sweep = true;
  let sweptAt = 0;
  const stopping = new AbortController();
  let stopped = false;

  const leaveWatch = watch.join({
    onHint(key) {
      dirty.add(key);
      bell.ring();
    },
    onGrown() {
      sweep = true;
      bell.ring();
    },
  });

  /** Looks at all streams, at most once a poll: what no hint told, what others held, what waited after a failure. */
  async function findPending(): Promise<void> {
    if (!sweep || Date.now() - sweptAt < pollMs) return;
    sweep = false;
    sweptAt = Date.now();
    const pending = await database
      .system((tx) => readPending(tx, consumer, PENDING_AT_ONCE))
      .catch((error) => {
        sweep = true;
        throw error;
      });
    if (pending.length > 0) sweep = true;
    for (const stream of pending) if (!stream.leased) dirty.add(streamKey(stream));
  }

  async function claim(keys: readonly string[]): Promise<Round> {
    return database.system(async (tx) => {
      const claimed = await claimStreams(tx, lease, keys.map(fromStreamKey));
      const { events, unfinished } = await readAfter(tx, claimed, LIMITS);
      return { claimed, events, unfinished: new Set(unfinished.map(streamKey)) };
    });
  }

  async function handleRound({ claimed, events, unfinished }: Round): Promise<FinishedStream[]> {
    const extending = setInterval(() => {
      database.system((tx) => extendLeases(tx, lease)).catch(onTrouble);
    }, leaseMs / 3);
    try {
      const { failed, reached } = await handleApart(events, handle, onTrouble);
      return claimed.map(({ tenantId, stream, sequence, head }) => {
        const key = streamKey({ tenantId, stream });
        if (failed.has(key)) {
          const count = (failures.get(key) ?? 0) + 1;
          failures.set(key, count);
          return { tenantId, stream, sequence, pauseMs: backoffMs(backoff, count) };
        }
        failures.delete(key);
        // nothing to read although the stream is longer: retention removed it
        const end = reached.get(key) ?? (unfinished.has(key) ? sequence : head);
        return { tenantId, stream, sequence: end, pauseMs: 0 };
      });
    } finally {
      clearInterval(extending);
    }
  }

  function comeBack(key: string, afterMs: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      dirty.add(key);
      bell.ring();
    }, afterMs + 5);
    timers.add(timer);
  }

  async function round(): Promise<void> {
    const keys = [...dirty].slice(0, STREAMS_AT_ONCE);
    for (const key of keys) dirty.delete(key);
    const claimed = await claim(keys);
    if (claimed.claimed.length < keys.length) sweep = true;
    if (claimed.claimed.length === 0) return;
    const finished = await handleRound(claimed);
    await database.system((tx) => finishStreams(tx, lease, finished));
    for (const key of claimed.unfinished) dirty.add(key);
    for (const stream of finished) if (stream.pauseMs > 0) comeBack(streamKey(stream), stream.pauseMs);
  }

  const working = (async () => {
    let troubles = 0;
    while (!stopped) {
      try {
        await findPending();
        if (dirty.size === 0) await bell.wait(sweep ? pollMs : undefined);
        else {
          if (lingerMs > 0) await sleep(lingerMs, undefined, { signal: stopping.signal }).catch(() => {});
          await round();
        }
        troubles = 0;
      } catch (error) {
        sweep = true;
        onTrouble(error);
        troubles += 1;
        await bell.wait(backoffMs({ firstMs: 100, mostMs: 5_000 }, troubles));
      }
    }
  })();

  return {
    async stop() {
      stopped = true;
      stopping.abort();
      leaveWatch();
      for (const timer of timers) clearTimeout(timer);
      bell.ring();
      await working;
    },
  };
}
