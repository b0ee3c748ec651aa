import { KiranaError } from '@kirana/core';
import { z } from 'zod';

/** Query fields of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(1_000).optional().meta({ description: '`nextCursor` of the page before' }),
} as const;

/** The query of a list that has no filters. */
export const PageQuery = z.strictObject(pageQuery);
export type PageQuery = z.infer<typeof PageQuery>;

/** The answer of every list. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({ description: 'Null: this was the last page' }),
  });

/** A place in a list, as callers carry it: opaque to them. It names no tenant: whose rows are read, the key decides. */
export const writeCursor = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** NUL and halves of characters, as JSON escapes them. */
const UNSTORABLE = /\\u(0000|d[89a-f])/i;

/** @throws CURSOR_INVALID for anything that `writeCursor` did not make in this shape. */
export function readCursor<T extends z.ZodType>(schema: T, cursor: string | undefined): z.output<T> | undefined {
  if (cursor === undefined) return undefined;
  try {
    const text = Buffer.from(cursor, 'base64url').toString();
    if (UNSTORABLE.test(text)) throw new RangeError('a cursor of ours never holds this');
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new KiranaError('CURSOR_INVALID', {}, { cause });
  }
}

/** Lists in the order of their ids, which is the order in which things were made. */
const IdCursor = z.strictObject({ id: z.string().max(600) });

export const readIdCursor = (cursor: string | undefined): string | undefined => readCursor(IdCursor, cursor)?.id;

/** Makes a page of rows read with `limit + 1`: the one too many tells that there is more. */
export function idPage<Row, T>(rows: readonly Row[], limit: number, idOf: (row: Row) => string, show: (row: Row) => T) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(show),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor({ id: idOf(last) }) : null,
  };
}
