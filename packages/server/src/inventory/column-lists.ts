import { type RawBuilder, sql } from 'kysely';

/**
 * A column of many rows as one parameter, for `unnest`. The text of a statement stays the same however many rows there are, so that it is
 * prepared once; arrays are read faster than JSON.
 */
const literal = (parts: readonly string[]): string => `{${parts.join(',')}}`;

const quoted = (value: string | null): string =>
  value === null ? 'null' : `"${/[\\"]/.test(value) ? value.replaceAll(/[\\"]/g, '\\$&') : value}"`;

export const texts = (values: readonly (string | null)[]): RawBuilder<unknown> =>
  sql`${literal(values.map(quoted))}::text::text[]`;

export const numbers = (values: readonly (number | null)[]): RawBuilder<unknown> =>
  sql`${literal(values.map((value) => (value === null ? 'null' : String(value))))}::text::bigint[]`;

/** Values as JSON text: `::jsonb` where they are used. */
export const jsons = (values: readonly unknown[]): RawBuilder<unknown> =>
  texts(values.map((value) => (value === null ? null : JSON.stringify(value))));

/** Milliseconds as they are computed with, out of a column of time. */
export const msOf = (column: string): RawBuilder<number> =>
  sql<number>`(extract(epoch from ${sql.ref(column)}) * 1000)::int8`;

/** A column of time out of milliseconds. Dividing is exact to the microsecond; multiplying with 0.001 is not. */
export const timeOf = (ms: string): RawBuilder<Date> => sql<Date>`to_timestamp(${sql.ref(ms)} / 1000::float8)`;
