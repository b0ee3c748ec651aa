import type { Database } from '../../../database/database.ts';
import { EVENTS_CHANNEL, readHint } from '../../../events/event-rows.ts';
import { createBell } from '../bell.ts';
import { streamKey } from '../stream-place.ts';
import { readBucketSums } from './log-rows.ts';

export interface HeadWatcher {
  /** One stream, by its key, has probably grown to this sequence. */
  onHint(streamKey: string, sequence: number): void;
  /** Streams in these buckets have grown for sure. */
  onGrown(buckets: readonly number[]): void;
}

export interface HeadWatch {
  /** Starts telling; whoever joins and then reads the heads misses nothing. */
  join(watcher: HeadWatcher): () => void;
  close(): Promise<void>;
}

export interface HeadWatchOptions {
  readonly database: Database;
  readonly pollMs: number;
  /** False when something else brings the events and this is only the net below it. */
  readonly hints?: boolean;
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Tells which streams grew: by NOTIFY at once, and by a poll behind it, because a hint may be lost. The poll costs one sum over the
 * streams and no row each, so it stays cheap for many thousand of them.
 */
export async function watchHeads({ database, pollMs, hints = true, onTrouble }: HeadWatchOptions): Promise<HeadWatch> {
  const watchers = new Set<HeadWatcher>();
  const bell = createBell();
  let known = new Map<number, number>();
  let stopped = false;

  const onHint = (payload: string) => {
    const hint = readHint(payload);
    if (hint === undefined) bell.ring();
    else for (const watcher of watchers) watcher.onHint(streamKey(hint), hint.sequence);
  };
  const unlisten = hints ? await database.listen(EVENTS_CHANNEL, onHint) : async () => {};

  async function poll(): Promise<void> {
    const sums = await database.system(readBucketSums);
    const grown = sums.filter(({ bucket, total }) => known.get(bucket) !== total).map(({ bucket }) => bucket);
    known = new Map(sums.map(({ bucket, total }) => [bucket, total]));
    if (grown.length > 0) for (const watcher of watchers) watcher.onGrown(grown);
  }

  const polling = (async () => {
    while (!stopped) {
      await bell.wait(watchers.size === 0 ? undefined : pollMs);
      if (stopped || watchers.size === 0) continue;
      try {
        await poll();
      } catch (error) {
        onTrouble(error);
        await bell.wait(pollMs);
      }
    }
  })();

  return {
    join(watcher) {
      watchers.add(watcher);
      bell.ring();
      return () => void watchers.delete(watcher);
    },
    async close() {
      stopped = true;
      watchers.clear();
      bell.ring();
      await polling;
      await unlisten();
    },
  };
}
