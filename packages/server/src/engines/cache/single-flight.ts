export type SingleFlight<T> = (key: string, make: () => Promise<T>) => Promise<T>;

/**
 * Gives a function that shares one running promise per key: whoever asks while it runs gets the same outcome, failures too.
 * Put into the key what the asker must not get older than (the version): who joins gets what was read before it asked.
 */
export function createSingleFlight<T>(): SingleFlight<T> {
  const running = new Map<string, Promise<T>>();
  return (key, make) => {
    const joined = running.get(key);
    if (joined !== undefined) return joined;
    // started in a microtask, so that a `make` that throws at once is a rejection like any other
    const started = Promise.resolve()
      .then(make)
      .finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
}
