import { type Kysely, sql } from 'kysely';
import { CATALOG_TABLES } from './0001-foundations/catalog-tables.ts';
import { EVENTS_TABLES } from './0001-foundations/events-tables.ts';
import { IDENTITY_TABLES } from './0001-foundations/identity-tables.ts';
import { RIVER_TABLES } from './0001-foundations/river-tables.ts';
import { SOURCES_TABLES } from './0001-foundations/sources-tables.ts';

/**
 * The canonical schema. Read it in the order of the list below: who (identity), where from (sources), what (catalog), how it came (deliveries), what we tell (events).
 * Ids are text in "C" order, so that TypeIDs sort by time; lists inside a row are jsonb. Every table has the tenant first in its key.
 */
/** Roles are of the whole cluster, so another database (or another migration running now) may have made them. */
const ROLES = `
do $$ begin
  begin create role kirana_tenant nologin; exception when duplicate_object or unique_violation then null; end;
  begin create role kirana_system nologin; exception when duplicate_object or unique_violation then null; end;
end $$;
grant kirana_tenant, kirana_system to current_user;
grant usage on schema public to kirana_tenant, kirana_system;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const part of [IDENTITY_TABLES, SOURCES_TABLES, CATALOG_TABLES, RIVER_TABLES, EVENTS_TABLES, ROLES])
    await runStatements(db, part);
}

/** PGlite prepares what it runs, and only one statement can be prepared at a time. No statement here has a semicolon inside, but the `do` block. */
async function runStatements(db: Kysely<unknown>, text: string): Promise<void> {
  const statements = text.split(/;\n(?=create|grant|do|\s*$)/).map((statement) => statement.trim());
  for (const statement of statements) if (statement !== '') await sql.raw(statement).execute(db);
}
