/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Disorder {
  readonly seed: number;
  /** Share of messages that come twice. */
  readonly duplicates?: number;
  /** Share of messages that never come. */
  readonly lost?: number;
  /** Places a message may come too late by. */
  readonly late?: number;
}

/** Messages as a provider delivers them on a bad day: some twice, some late, some never. The same for the same seed. */
export function disorder<T>(messages: readonly T[], { seed, duplicates = 0, lost = 0, late = 0 }: Disorder): T[] {
  const random = seededRandom(seed);
  const placed = messages.flatMap((message, place) => {
    if (random() < lost) return [];
    const times = random() < duplicates ? 2 : 1;
    return Array.from({ length: times }, () => ({ message, at: place + random() * late }));
  });
  return placed.sort((a, b) => a.at - b.at).map(({ message }) => message);
}
