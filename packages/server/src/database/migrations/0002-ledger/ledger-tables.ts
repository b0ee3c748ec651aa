/** What there is, what happened to it, what is promised. Tables that grow without end refer to nothing: a check of each row costs. */
export const LEDGER_TABLES = [
  `alter table inventory_positions
  drop column blocked,
  add column opening_tracking text check (opening_tracking in ('counted', 'untracked')),
  add column blocked_damaged bigint not null default 0 check (blocked_damaged >= 0),
  add column blocked_quality_check bigint not null default 0 check (blocked_quality_check >= 0),
  add column blocked_recalled bigint not null default 0 check (blocked_recalled >= 0),
  add column blocked_expired bigint not null default 0 check (blocked_expired >= 0),
  add column sequence bigint not null default 0 check (sequence >= 0),
  add column lots jsonb not null default '[]'`,
  'update inventory_positions set opening_tracking = tracking',
  'alter table inventory_positions alter column opening_tracking set not null',
  // rewritten with each batch: room beside the row keeps that out of the index
  'alter table inventory_positions set (fillfactor = 60)',
  `create table stock_entries (
  tenant_id text collate "C" not null,
  store_id text collate "C" not null,
  item_id text collate "C" not null,
  sequence bigint not null check (sequence > 0),
  kind text not null,
  reason text,
  quantity bigint not null check (quantity >= 0),
  delta_on_hand bigint not null,
  delta_blocked bigint not null,
  delta_reserved bigint not null,
  delta_safety_stock bigint not null,
  delta_incoming bigint not null,
  on_hand bigint not null check (on_hand >= 0),
  blocked bigint not null check (blocked >= 0),
  reserved bigint not null check (reserved >= 0),
  safety_stock bigint not null check (safety_stock >= 0),
  incoming bigint not null check (incoming >= 0),
  block_kind text,
  tracking text,
  lots jsonb,
  source_kind text not null,
  source_id text not null,
  actor text not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, store_id, item_id, sequence)
)`,
  // what a position at a past instant cannot read off its last entry
  `create index entries_of_parts on stock_entries (tenant_id, store_id, item_id, sequence)
  where block_kind is not null or tracking is not null`,
  // what we did to on hand: looked at when a provider reports
  `create index entries_of_own_changes on stock_entries (tenant_id, store_id, item_id, occurred_at)
  where kind in ('sold', 'committed', 'received', 'adjusted', 'counted')`,
  `create table reservations (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  store_id text collate "C" not null,
  holder text collate "C" not null,
  hash text not null,
  lines jsonb not null,
  shortfalls jsonb not null,
  made_at timestamptz not null,
  first_expires_at timestamptz not null,
  expires_at timestamptz not null,
  status text not null check (status in ('held', 'committed', 'released', 'expired')),
  ended_at timestamptz,
  end_hash text,
  primary key (tenant_id, id)
)`,
  // Ids are of one tenant. An index that began with it, as the key does, is what a table without statistics was read by: all of a tenant's rows.
  'create index reservations_of_store on reservations (store_id, made_at, id)',
  `create index reservations_open on reservations (holder, expires_at) where status = 'held'`,
  `create table reservation_holds (
  tenant_id text collate "C" not null,
  store_id text collate "C" not null,
  item_id text collate "C" not null,
  reservation_id text collate "C" not null,
  quantity bigint not null check (quantity > 0),
  expires_at timestamptz not null,
  primary key (tenant_id, reservation_id, item_id)
)`,
  'create index holds_of_position on reservation_holds (store_id, item_id, expires_at)',
  'create index holds_by_expiry on reservation_holds (expires_at)',
  `create table stock_effects (
  tenant_id text collate "C" not null,
  effect_key text collate "C" not null,
  store_id text collate "C" not null,
  hash text not null,
  answer jsonb not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, effect_key)
)`,
  `create table reported_stock (
  tenant_id text collate "C" not null,
  store_id text collate "C" not null,
  item_id text collate "C" not null,
  source text collate "C" not null,
  warehouse text collate "C" not null,
  base bigint check (base >= 0),
  floor jsonb,
  deltas jsonb not null,
  observed_at timestamptz,
  heard_at timestamptz not null,
  first_heard_at timestamptz not null,
  primary key (tenant_id, store_id, item_id, source, warehouse)
)`,
  `create table stock_acknowledgements (
  tenant_id text collate "C" not null,
  store_id text collate "C" not null,
  item_id text collate "C" not null,
  source text collate "C" not null,
  sequence bigint not null,
  acknowledged_at timestamptz not null,
  primary key (tenant_id, store_id, item_id, source, sequence)
)`,
  `create table stock_shortfalls (
  tenant_id text collate "C" not null,
  store_id text collate "C" not null,
  item_id text collate "C" not null,
  sequence bigint not null,
  missing bigint not null,
  oversold bigint not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, store_id, item_id, sequence)
)`,
  'create index shortfalls_by_time on stock_shortfalls (tenant_id, recorded_at, store_id, item_id, sequence)',
] as const;
