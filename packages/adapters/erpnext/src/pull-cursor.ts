import { AdapterError } from '@kirana/adapter';
import { z } from 'zod';
import type { Marks } from './pull-steps.ts';

const MarksText = z.object({
  modified: z.record(z.string(), z.string().nullable()),
  day: z.iso.date(),
  asked: z.string(),
});

const CursorText = z.object({
  marks: MarksText,
  location: z.int().nonnegative(),
  step: z.int().nonnegative(),
  after: z.tuple([z.string(), z.string()]).nullable(),
});

/** Where a pull stands: what it is up to, and after which row of that. */
export type Cursor = z.output<typeof CursorText>;

function read<T>(schema: z.ZodType<T>, text: string, what: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AdapterError('permanent', `${what} cannot be read: pull everything anew`, { cause });
  }
}

export const readCursor = (text: string): Cursor => read(CursorText, text, 'the cursor of the pull');

export const readMarks = (text: string): Marks => read(MarksText, text, 'the mark of the last pull');
