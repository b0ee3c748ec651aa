import { type Kysely, sql } from 'kysely';

/** What providers are asked to do, what they said to it, and which stock they have not been told of yet. */
const STATEMENTS = [
  `alter table connections
  add column sends_stock boolean not null default false,
  add column sends_store_status boolean not null default false`,
  `create table commands (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  connection_id text collate "C" not null,
  store_id text collate "C" not null,
  kind text not null,
  body jsonb not null,
  status text not null check (status in ('pending', 'taken', 'done', 'refused', 'failed')),
  reference text,
  code text,
  detail text,
  lines jsonb not null default '[]',
  attempts int not null default 0,
  next_attempt_at timestamptz,
  worker text,
  leased_until timestamptz,
  requested_by text not null,
  cause text collate "C",
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references connections on delete cascade
)`,
  `create index commands_open on commands (next_attempt_at) where status in ('pending', 'taken')`,
  `create index commands_of_connection on commands (tenant_id, connection_id, id)`,
  'create unique index commands_by_cause on commands (tenant_id, connection_id, cause) where cause is not null',
  `create index commands_by_reference on commands (tenant_id, connection_id, reference) where status = 'taken'`,
  `create table early_settlements (
  tenant_id text collate "C" not null,
  connection_id text collate "C" not null,
  reference text collate "C" not null,
  settlement jsonb not null,
  heard_at timestamptz not null,
  primary key (tenant_id, connection_id, reference),
  foreign key (tenant_id, connection_id) references connections on delete cascade
)`,
  `create table stock_to_send (
  tenant_id text collate "C" not null,
  connection_id text collate "C" not null,
  store_id text collate "C" not null,
  item_id text collate "C" not null,
  since timestamptz not null,
  primary key (tenant_id, connection_id, store_id, item_id),
  foreign key (tenant_id, connection_id) references connections on delete cascade
)`,
  'create index stock_to_send_since on stock_to_send (since)',
] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
