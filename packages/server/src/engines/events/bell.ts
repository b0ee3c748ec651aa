export interface Bell {
  /** Wakes who waits; remembered when nobody does. */
  ring(): void;
  /** Resolves at the next ring, at once when it rang since the last wait, or after `forMs`. One waiter at a time. */
  wait(forMs?: number): Promise<void>;
}

/** How a worker's loop sleeps: until there is work, or for some time. */
export function createBell(): Bell {
  let rang = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rang = true;
      wake?.();
    },
    async wait(forMs) {
      if (!rang && forMs !== 0) {
        await new Promise<void>((resolve) => {
          const timer = forMs === undefined ? undefined : setTimeout(resolve, forMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = undefined;
      }
      rang = false;
    },
  };
}
