import { CleanText } from '@kirana/core';

/** What people call a thing of theirs. */
export const Name = CleanText.min(1).max(200);

/** Whole numbers that fit the database's 32 bits. */
export const MOST_INT = 2_000_000_000;
