import { type Kysely, sql } from 'kysely';

/** What retention looks for: the oldest of what grows with every order, without reading the rest. */
const INDEXES = [
  'create index effects_by_time on stock_effects (recorded_at)',
  'create index acknowledgements_by_time on stock_acknowledgements (acknowledged_at)',
  `create index reservations_ended on reservations (ended_at) where status <> 'held'`,
] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of INDEXES) await sql.raw(statement).execute(db);
}
