import { type RawBuilder, sql } from 'kysely';

/**
 * For `where('id', '=', anyOf(ids))`: a list of any length as one parameter that both drivers send alike. The planner sees how long it is
 * and probes the index for each, also in tables nobody has analysed.
 */
export const anyOf = (values: readonly string[]): RawBuilder<string> =>
  sql<string>`any(${arrayLiteral(values)}::text::text[])`;

/**
 * Rows to look up one by one: `from ${eachOf(ids)} cross join lateral (select … where id = each.key limit 1) found`. Sorted, so that two
 * transactions lock in one order. A plain `= any(…)` read whole tables where there are no statistics, and PGlite never gathers any by itself.
 */
export const eachOf = (values: readonly string[]): RawBuilder<unknown> =>
  sql`(select key collate "C" as key from unnest(${arrayLiteral([...new Set(values)].sort())}::text::text[]) as list(key)) each`;

const arrayLiteral = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll(/[\\"]/g, '\\$&')}"`).join(',')}}`;
