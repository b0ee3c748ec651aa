import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/** Looks until the check passes, and gives what it gave. Generous: it says that something happens, not how fast. */
export async function eventually<T>(check: () => Promise<T> | T, withinMs = 60_000): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await delay(LOOK_EVERY_MS);
  }
}

/** A promise from outside, for loads that run until a test says stop. */
export interface Load<T> {
  stop(): Promise<T>;
}

/** Repeats the work, one at a time, until stopped; what it throws is thrown by `stop`. */
export function repeat<T>(work: (round: number) => Promise<T>, pauseMs = 0): Load<readonly T[]> {
  let stopped = false;
  const results: T[] = [];
  const running = (async () => {
    for (let round = 0; !stopped; round += 1) {
      results.push(await work(round));
      if (pauseMs > 0) await delay(pauseMs);
    }
  })();
  running.catch(() => {});
  return {
    async stop() {
      stopped = true;
      await running;
      return results;
    },
  };
}
