/** What to do with a full list from a provider: use it, or hold it for a person because it looks cut off. */
export type SnapshotVerdict = 'apply' | 'empty' | 'shrunken';

export interface SnapshotSizes {
  /** Items we know of from this provider at this store, not counting removed ones. */
  readonly previousCount: number;
  /** Items in the new list. */
  readonly count: number;
  /** Whether it claims to be the whole list. One that does not removes nothing, so there is nothing to guard. */
  readonly complete: boolean;
}

/** A full list with under 80 % of the items we know of is held, and so is an empty one, unless we know of none. */
export function judgeSnapshot({ previousCount, count, complete }: SnapshotSizes): SnapshotVerdict {
  if (!complete || previousCount === 0) return 'apply';
  if (count === 0) return 'empty';
  return count * 5 < previousCount * 4 ? 'shrunken' : 'apply';
}
