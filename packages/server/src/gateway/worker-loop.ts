import { randomUUID } from 'node:crypto';

export interface WorkerLoop {
  /** There may be work: look now instead of at the next poll. */
  wake(): void;
  /** Starts nothing new and waits for the work in hand. */
  close(): Promise<void>;
}

/**
 * Calls `step` again as long as it finds work, and otherwise after a poll or a wake; a step that knows when there will be work gives the
 * milliseconds until then. A step that throws is reported and tried again later.
 */
export function startWorkerLoop(options: {
  readonly pollMs: number;
  readonly step: (signal: AbortSignal) => Promise<boolean | number>;
  readonly onError: (error: unknown) => void;
  /** Look for the first time after one poll or wake: when the rooms that `step` calls are open too. */
  readonly restFirst?: boolean;
}): WorkerLoop {
  const stop = new AbortController();
  let hinted = false;
  let alarm: (() => void) | undefined;

  const rest = (forMs = options.pollMs) =>
    new Promise<void>((resolve) => {
      if (hinted || stop.signal.aborted) return resolve();
      const timer = setTimeout(resolve, Math.min(forMs, options.pollMs));
      alarm = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async () => {
    if (options.restFirst === true) await rest();
    while (!stop.signal.aborted) {
      hinted = false;
      let restMs: number | undefined;
      try {
        const found = await options.step(stop.signal);
        if (found === true) continue;
        if (found !== false) restMs = found;
      } catch (error) {
        options.onError(error);
        hinted = false;
      }
      await rest(restMs);
    }
  };
  const running = run();

  const wake = () => {
    hinted = true;
    alarm?.();
  };
  return {
    wake,
    async close() {
      stop.abort();
      wake();
      await running;
    },
  };
}

/** When nothing is there, the other workers look this many times as rarely as the first. */
const RARER = 5;

/**
 * Several workers of one kind, so that a slow piece of work does not keep the others waiting. They begin after a poll or wake: when the rooms
 * that `step` calls are open too.
 */
export function startWorkerLoops(
  count: number,
  options: {
    readonly pollMs: number;
    /** `found`: there is work, there may be more for the others. */
    readonly step: (worker: string, found: () => void, signal: AbortSignal) => Promise<boolean>;
    readonly onError: (error: unknown) => void;
  },
): WorkerLoop {
  const wake = () => {
    for (const loop of loops) loop.wake();
  };
  const loops = Array.from({ length: count }, (_, index) => {
    const worker = randomUUID();
    return startWorkerLoop({
      restFirst: true,
      pollMs: index === 0 ? options.pollMs : options.pollMs * RARER,
      step: (signal) => options.step(worker, wake, signal),
      onError: options.onError,
    });
  });
  return {
    wake,
    close: async () => void (await Promise.all(loops.map((loop) => loop.close()))),
  };
}
