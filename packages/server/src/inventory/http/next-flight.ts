export type NextFlight<T> = (key: string, make: () => Promise<T>) => Promise<T>;

interface Flight<T> {
  readonly current: Promise<T>;
  next: Promise<T> | null;
}

/**
 * Gives a function that runs one `make` per key at a time, for all who wait. Who asks while one runs gets the outcome of the next, never of
 * the one under way: it may have read before the asker's own write was committed. Idle, it starts at once.
 */
export function createNextFlight<T>(): NextFlight<T> {
  const flights = new Map<string, Flight<T>>();

  function begin(key: string, make: () => Promise<T>): Promise<T> {
    const flight: Flight<T> = { current: make(), next: null };
    flights.set(key, flight);
    const landed = () => {
      if (flight.next === null && flights.get(key) === flight) flights.delete(key);
    };
    flight.current.then(landed, landed);
    return flight.current;
  }

  return (key, make) => {
    const flight = flights.get(key);
    if (flight === undefined) return begin(key, make);
    const go = () => begin(key, make);
    flight.next ??= flight.current.then(go, go);
    return flight.next;
  };
}
