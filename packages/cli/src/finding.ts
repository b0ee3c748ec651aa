import { KiranaApiError } from '@kirana/sdk';
import { failureOf } from './failure.ts';

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  /** False: something is broken, or waits for a person. */
  readonly ok: boolean;
  readonly detail: string;
  /** What to do about it; empty when all is well. */
  readonly next: string;
}

export const fine = (name: string, detail: string): Finding => ({ name, ok: true, detail, next: '' });
export const bad = (name: string, detail: string, next: string): Finding => ({ name, ok: false, detail, next });

/** What went wrong while looking is the finding. */
export async function looked(name: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    const { message, next } = failureOf(error);
    return bad(name, message, next);
  }
}

/** As `looked`, for what only admins may see: another key is no fault. */
export const lookedAsAdmin = (name: string, look: () => Promise<Finding>): Promise<Finding> =>
  looked(name, async () => {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof KiranaApiError && error.status === 403)) throw error;
      return fine(name, 'not looked at: that takes an admin key');
    }
  });

/** A doctor does not wait: no retries. */
export const once = { retries: 0, timeoutMs: 10_000 };

/** Counting stops here: more is "200 or more". */
export const MOST_COUNTED = 200;

export const countText = (count: number): string => (count < MOST_COUNTED ? String(count) : `${count} or more`);

/** "2 PRICE_SUSPICIOUS, 1 SNAPSHOT_SUSPICIOUS", the most frequent first. */
export function tally(words: readonly string[]): string {
  const counts = [...Map.groupBy(words, (word) => word)].map(([word, all]) => ({ word, count: all.length }));
  return counts
    .sort((left, right) => right.count - left.count)
    .map(({ word, count }) => `${count} ${word}`)
    .join(', ');
}
