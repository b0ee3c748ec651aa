import { AdapterError } from '@kirana/adapter';
import { type Context, searchRead } from './json2.ts';

/** What a pull reads, each with a mark of its own. */
export type Part = 'category' | 'tax' | 'product' | 'stock';

/** From when on changes of a part are to be asked for, in UTC and whole seconds as Odoo writes times. */
export type Marks = Readonly<Partial<Record<Part, string>>>;

const PARTS: readonly string[] = ['category', 'tax', 'product', 'stock'] satisfies readonly Part[];
const TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;
const BEGINNING = '1970-01-01 00:00:00';

/** Milliseconds of a naive time in UTC; microseconds, which webhooks have, are cut off. */
const msOf = (time: string): number => Date.parse(`${time.slice(0, 19).replace(' ', 'T')}Z`);

const timeOf = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/**
 * Where the next pull begins when the newest row was written at `newest` and Odoo's clock says `answeredAtMs`. Rows carry the time at which
 * their transaction began and are seen once it ends: as long as one may still be running the next pull reaches back by the overlap.
 */
export function markAfter(newest: string | undefined, answeredAtMs: number, overlapSeconds: number): string {
  const newestMs = newest === undefined ? Number.NaN : msOf(newest);
  if (Number.isNaN(newestMs)) return BEGINNING;
  const overlapMs = overlapSeconds * 1_000;
  const settled = answeredAtMs - newestMs > overlapMs;
  return timeOf(settled ? newestMs + 1_000 : Math.max(0, newestMs - overlapMs));
}

/** Taken before the first row is read: what changes while the pull runs is after it. */
export async function takeMark(context: Context, model: string): Promise<string> {
  const { rows, answeredAtMs } = await searchRead(context, model, {
    domain: [],
    fields: ['write_date'],
    order: 'write_date desc',
    limit: 1,
    archived: true,
  });
  const newest = rows[0]?.write_date;
  return markAfter(typeof newest === 'string' ? newest : undefined, answeredAtMs, context.settings.overlapSeconds);
}

export const isMarks = (value: unknown): value is Marks =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(([part, time]) => PARTS.includes(part) && typeof time === 'string' && TIME.test(time));

/** @throws AdapterError('permanent') for what this adapter did not write */
export function readMarks(text: string): Marks {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (!isMarks(value)) throw new AdapterError('permanent', 'this is no place where a pull of Odoo ended');
  return value;
}
