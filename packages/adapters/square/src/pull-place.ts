import { AdapterError } from '@kirana/adapter';
import { z } from 'zod';
import { instantOf } from './field-values.ts';

export const PARTS = ['catalog', 'stock'] as const;
export type Part = (typeof PARTS)[number];

/** How far a finished pull of a part has come: Square's time, for which locations, and whether goods were measured. */
const Mark = z.object({ at: z.string(), locations: z.array(z.string()), measured: z.boolean() });
export type Mark = z.infer<typeof Mark>;

const Resume = z.object({ catalog: Mark.optional(), stock: Mark.optional() });
export type Resume = z.infer<typeof Resume>;

/** Where a pull stands: the next page, and how far each part has come by Square's clock. */
const Place = z.object({
  part: z.enum(PARTS),
  /** Which of the connection's locations. */
  location: z.int().nonnegative(),
  /** Square's own cursor; null: the first page. */
  page: z.string().nullable(),
  reached: z.object({ catalog: z.string().nullable(), stock: z.string().nullable() }),
});
export type Place = z.infer<typeof Place>;

function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The parts that a scope stands for, in the order they are pulled: counts find the items they are of. */
export function partsOf(scope: string | null): readonly Part[] {
  const parts = PARTS.filter((part) => scope === null || scope === part);
  if (parts.length === 0) throw new AdapterError('permanent', `there is no part "${scope}" to pull`);
  return parts;
}

/** @throws AdapterError('permanent') for a cursor that is not one of ours */
export function readPlace(cursor: string | null, first: Part): Place {
  if (cursor === null) return { part: first, location: 0, page: null, reached: { catalog: null, stock: null } };
  const place = parsed(Place, cursor);
  if (place === undefined) throw new AdapterError('permanent', 'the cursor of the pull cannot be read');
  return place;
}

/** What cannot be read is as if there had been no pull before. */
export const readResume = (since: string | null): Resume => (since === null ? undefined : parsed(Resume, since)) ?? {};

/** The time since when a location is to be asked; null: from the beginning, since the last pull did not have it, or read it otherwise. */
export function sinceAt(mark: Mark | undefined, location: string, measured: boolean): string | null {
  if (mark === undefined || mark.measured !== measured || !mark.locations.includes(location)) return null;
  return instantOf(mark.at) ?? null;
}
