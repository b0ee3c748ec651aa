import { type Kysely, sql } from 'kysely';

/** A pull of a part, or of what changed since the last one; and where the next one of each part begins. */
const STATEMENTS = [
  `alter table syncs
  add column scope text,
  add column whole boolean not null default true,
  add column since text,
  add column resume text,
  add column completes jsonb`,
  `create table pull_marks (
  tenant_id text collate "C" not null,
  connection_id text collate "C" not null,
  scope text collate "C" not null,
  resume text not null,
  whole_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, connection_id, scope),
  foreign key (tenant_id, connection_id) references connections on delete cascade
)`,
] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
