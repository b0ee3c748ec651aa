import { type Kysely, sql } from 'kysely';
import { LEDGER_GUARDS } from './0002-ledger/ledger-guards.ts';
import { LEDGER_TABLES } from './0002-ledger/ledger-tables.ts';

/**
 * The ledger of stock: entries that are only ever added, positions that are their sum, what is held, what providers reported. The guards
 * are part of it: a position that promises more than there is cannot be stored, whoever writes it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...LEDGER_TABLES, ...LEDGER_GUARDS]) await sql.raw(statement).execute(db);
}
