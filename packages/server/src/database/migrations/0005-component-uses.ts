import { type Kysely, sql } from 'kysely';

/** From a part to what takes it: when its stock comes or goes, so does what is put together from it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index item_components_by_part on item_components (tenant_id, component_id)`.execute(db);
}
