import { sql } from 'kysely';
import type { Tx } from './database.ts';
import type { Schema } from './schema.ts';

/**
 * Writes many rows in one statement with one JSON parameter; on a key that exists the given columns take the new values.
 * Rows are plain objects of column values: jsonb columns as values, times as ISO text. Columns left out of the rows keep their defaults
 * only if no row names them, so all rows of a call name the same columns.
 */
export async function upsertRows<T extends keyof Schema & string>(
  tx: Tx,
  table: T,
  rows: readonly Readonly<Partial<Record<keyof Schema[T] & string, unknown>>>[],
  key: readonly (keyof Schema[T] & string)[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const updates = columns.filter((column) => !(key as readonly string[]).includes(column));
  const onConflict =
    updates.length === 0
      ? sql`nothing`
      : sql`update set ${sql.join(updates.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`))}`;
  await sql`insert into ${sql.table(table)} (${list})
    select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::text::jsonb)
    on conflict (${sql.join(key.map((column) => sql.ref(column)))}) do ${onConflict}`.execute(tx);
}
