import { median } from './percentiles.ts';

export interface Compared<T> {
  readonly value: number;
  readonly baseline: number;
  /** The median of the ratios of each round, not the ratio of the medians: both of a round saw the same machine. */
  readonly ratio: number;
  readonly ours: readonly T[];
  readonly theirs: readonly T[];
}

/** Baseline and ours in turns, because the machine is never quiet. One turn of each is not counted. */
export async function alternate<T>(
  rounds: number,
  runs: { readonly baseline: () => Promise<T>; readonly ours: () => Promise<T> },
  figureOf: (result: T) => number,
): Promise<Compared<T>> {
  await runs.baseline();
  await runs.ours();
  const theirs: T[] = [];
  const ours: T[] = [];
  for (let round = 0; round < rounds; round += 1) {
    theirs.push(await runs.baseline());
    ours.push(await runs.ours());
  }
  const [mine, other] = [ours.map(figureOf), theirs.map(figureOf)];
  return {
    value: median(mine),
    baseline: median(other),
    ratio: median(mine.map((value, round) => value / (other[round] ?? Number.NaN))),
    ours,
    theirs,
  };
}
