import { AdapterError } from '@kirana/adapter';
import { isMarks, type Marks } from './marks.ts';

/** Where a pull stands: in which step, at which of its places, and after which record. */
export interface PullCursor {
  readonly step: number;
  readonly place: number;
  readonly after: number;
  /** Where the next pull begins, as far as it is known. */
  readonly marks: Marks;
}

export const START: PullCursor = { step: 0, place: 0, after: 0, marks: {} };

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function isCursor(value: unknown): value is PullCursor {
  const { step, place, after, marks } = (value ?? {}) as Record<string, unknown>;
  return isCount(step) && isCount(place) && isCount(after) && isMarks(marks);
}

/** @throws AdapterError('permanent') for what this adapter did not write */
export function readCursor(text: string | null): PullCursor {
  if (text === null) return START;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (!isCursor(value)) throw new AdapterError('permanent', 'this is no cursor of a pull of Odoo');
  return value;
}
