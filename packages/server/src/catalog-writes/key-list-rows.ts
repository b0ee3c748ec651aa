import { type RawBuilder, sql } from 'kysely';

/** For `where('id', '=', anyOf(ids))`: a list of any length as one parameter that both drivers send alike. */
export const anyOf = (values: readonly string[]): RawBuilder<string> =>
  sql<string>`any(array(select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb)))`;
