import { type RawBuilder, sql } from 'kysely';

/**
 * For `where('id', '=', anyOf(ids))`: a list of any length as one parameter that both drivers send alike. The planner sees how long it is
 * and probes the index for each, also in tables nobody has analysed.
 */
export const anyOf = (values: readonly string[]): RawBuilder<string> =>
  sql<string>`any(${arrayLiteral(values)}::text::text[])`;

const arrayLiteral = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll(/[\\"]/g, '\\$&')}"`).join(',')}}`;
