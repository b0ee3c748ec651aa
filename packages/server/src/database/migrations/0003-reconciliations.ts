import { type Kysely, sql } from 'kysely';

/** What was laid beside the ledger and differed, and what a person made of it. */
const TABLES = [
  `create table stock_reconciliations (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  store_id text collate "C" not null,
  basis text not null check (basis in ('source', 'counts')),
  source text collate "C",
  complete boolean not null,
  counted_at timestamptz,
  max_share double precision not null,
  max_units bigint,
  compared bigint not null,
  changes bigint not null,
  units bigint not null,
  needs_approval jsonb not null,
  left_out jsonb not null,
  left_out_count bigint not null,
  status text not null check (status in ('agreed', 'proposed', 'approved', 'applied', 'rejected')),
  request_key text collate "C",
  hash text not null,
  created_at timestamptz not null,
  created_by text not null,
  decided_at timestamptz,
  decided_by text,
  finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, store_id) references stores on delete cascade
)`,
  `create unique index reconciliations_once on stock_reconciliations (tenant_id, request_key) where request_key is not null`,
  'create index reconciliations_of_store on stock_reconciliations (tenant_id, store_id, id)',
  `create table stock_reconciliation_counts (
  tenant_id text collate "C" not null,
  reconciliation_id text collate "C" not null,
  item_id text collate "C" not null,
  external_id text collate "C",
  sequence bigint not null,
  on_hand bigint not null,
  stated bigint not null,
  said bigint not null,
  why text not null check (why in ('source_stated', 'counted', 'not_listed')),
  looked_sequence bigint,
  looked_said bigint,
  looked_since timestamptz,
  outcome text check (outcome in ('written', 'agrees', 'moved', 'not_counted', 'refused')),
  written_sequence bigint,
  put_right bigint not null default 0,
  primary key (tenant_id, reconciliation_id, item_id),
  foreign key (tenant_id, reconciliation_id) references stock_reconciliations on delete cascade
)`,
  `create index reconciliation_counts_open on stock_reconciliation_counts (tenant_id, reconciliation_id, item_id)
  where outcome is null`,
] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db);
}
