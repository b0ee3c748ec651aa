import { type Kysely, sql } from 'kysely';

/**
 * The canonical schema. Read it top to bottom: who (identity), where from (sources), what (catalog), how it came (deliveries), what we tell (events).
 * Ids are text in "C" order, so that TypeIDs sort by time; lists inside a row are jsonb. Every table has the tenant first in its key.
 */
const IDENTITY = `
create table tenants (
  tenant_id text collate "C" primary key,
  name text not null,
  data_key bytea,
  created_at timestamptz not null default now()
);
create table installation (
  id int primary key check (id = 1),
  root_key_hash bytea not null,
  created_at timestamptz not null default now()
);
create table api_keys (
  tenant_id text collate "C" not null references tenants on delete cascade,
  id text collate "C" not null,
  name text not null,
  key_hash bytea not null unique,
  hint text not null,
  scopes jsonb not null,
  store_id text collate "C",
  requests_per_minute int,
  created_at timestamptz not null default now(),
  created_by text not null,
  revoked_at timestamptz,
  primary key (tenant_id, id)
);
create table merchants (
  tenant_id text collate "C" not null references tenants on delete cascade,
  id text collate "C" not null,
  name text not null,
  rounding jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create table stores (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  merchant_id text collate "C" not null,
  name text not null,
  kind text not null,
  zone text not null,
  currency text not null,
  default_locale text not null,
  hours jsonb not null,
  business_day_start text not null,
  status_state text not null check (status_state in ('open', 'closed', 'paused')),
  status_return_at timestamptz,
  status_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, merchant_id) references merchants on delete cascade
);
create index stores_of_merchant on stores (tenant_id, merchant_id);
create table idempotency_keys (
  tenant_id text collate "C" not null,
  caller text not null,
  idempotency_key text not null,
  request_hash bytea not null,
  state text not null check (state in ('running', 'done')),
  status int,
  headers jsonb,
  body text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, caller, idempotency_key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
`;

const SOURCES = `
create table sources (
  tenant_id text collate "C" not null references tenants on delete cascade,
  id text collate "C" not null,
  adapter text not null,
  name text not null,
  settings jsonb not null,
  secrets bytea not null,
  hook_token_hash bytea not null unique,
  hook_token_previous_hash bytea unique,
  hook_token_previous_until timestamptz,
  allow_unsigned boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create table connections (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  source_id text collate "C" not null,
  merchant_id text collate "C" not null,
  account text not null,
  name text not null,
  settings jsonb not null,
  status text not null check (status in ('active', 'paused', 'held')),
  status_reason text,
  rank int not null default 100,
  authority jsonb not null default '{}',
  snapshot_switches text not null default 'first' check (snapshot_switches in ('first', 'always', 'never')),
  pull_every_minutes int check (pull_every_minutes > 0),
  next_pull_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, source_id, account),
  foreign key (tenant_id, source_id) references sources on delete cascade,
  foreign key (tenant_id, merchant_id) references merchants on delete cascade
);
create index connections_due on connections (next_pull_at) where next_pull_at is not null;
create table connection_locations (
  tenant_id text collate "C" not null,
  connection_id text collate "C" not null,
  location text not null,
  store_id text collate "C" not null,
  snapshot_items int,
  snapshot_ingress bigint,
  created_at timestamptz not null default now(),
  primary key (tenant_id, connection_id, location),
  foreign key (tenant_id, connection_id) references connections on delete cascade,
  foreign key (tenant_id, store_id) references stores on delete cascade
);
create index locations_of_store on connection_locations (tenant_id, store_id);
create table source_mappings (
  tenant_id text collate "C" not null,
  connection_id text collate "C" not null,
  entity_kind text not null,
  external_id text collate "C" not null,
  entity_id text collate "C" not null,
  content_hash bytea,
  provider_version text,
  last_delivery_id text collate "C",
  last_seen_at timestamptz not null,
  removed boolean not null default false,
  primary key (tenant_id, connection_id, entity_kind, external_id),
  foreign key (tenant_id, connection_id) references connections on delete cascade
);
create index mappings_of_entity on source_mappings (tenant_id, entity_id);
create table mapping_matches (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  connection_id text collate "C" not null,
  entity_kind text not null,
  external_id text collate "C" not null,
  entity_id text collate "C" not null,
  candidates jsonb not null,
  reason text not null,
  status text not null check (status in ('open', 'merged', 'kept_apart')),
  created_at timestamptz not null default now(),
  decided_at timestamptz,
  decided_by text,
  primary key (tenant_id, id),
  unique (tenant_id, connection_id, entity_kind, external_id),
  foreign key (tenant_id, connection_id) references connections on delete cascade
);
create table source_values (
  tenant_id text collate "C" not null references tenants on delete cascade,
  entity_kind text not null,
  entity_id text collate "C" not null,
  source text collate "C" not null,
  said jsonb not null,
  edits jsonb not null default '{}',
  marks jsonb not null default '{}',
  updated_at timestamptz not null,
  primary key (tenant_id, entity_kind, entity_id, source)
);
`;

const CATALOG = `
create table brands (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  merchant_id text collate "C" not null,
  name text not null,
  primary key (tenant_id, id),
  unique (tenant_id, merchant_id, name),
  foreign key (tenant_id, merchant_id) references merchants on delete cascade
);
create table categories (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  merchant_id text collate "C" not null,
  parent_id text collate "C",
  name text not null,
  image_url text,
  rank int not null,
  active boolean not null,
  schedule jsonb not null,
  removed boolean not null default false,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, merchant_id) references merchants on delete cascade
);
create index categories_of_merchant on categories (tenant_id, merchant_id);
create table catalog_items (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  merchant_id text collate "C" not null,
  parent_id text collate "C",
  brand_id text collate "C",
  name text not null,
  description text not null,
  images jsonb not null,
  sellable boolean not null,
  variation_label text,
  base_unit text not null,
  tax_code jsonb,
  diet text not null,
  allergens jsonb not null,
  restrictions jsonb not null,
  attributes jsonb not null,
  translations jsonb not null,
  tags jsonb not null,
  removed boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, merchant_id) references merchants on delete cascade
);
create index items_of_merchant on catalog_items (tenant_id, merchant_id);
create index items_of_parent on catalog_items (tenant_id, parent_id) where parent_id is not null;
create table item_barcodes (
  tenant_id text collate "C" not null,
  item_id text collate "C" not null,
  code text collate "C" not null,
  unit text,
  primary key (tenant_id, item_id, code),
  foreign key (tenant_id, item_id) references catalog_items on delete cascade
);
create index barcodes_by_code on item_barcodes (tenant_id, code);
create table item_units (
  tenant_id text collate "C" not null,
  item_id text collate "C" not null,
  name text not null,
  factor bigint not null check (factor > 0),
  primary key (tenant_id, item_id, name),
  foreign key (tenant_id, item_id) references catalog_items on delete cascade
);
create table item_components (
  tenant_id text collate "C" not null,
  item_id text collate "C" not null,
  component_id text collate "C" not null,
  quantity bigint not null check (quantity > 0),
  primary key (tenant_id, item_id, component_id),
  foreign key (tenant_id, item_id) references catalog_items on delete cascade,
  foreign key (tenant_id, component_id) references catalog_items on delete cascade
);
create table taxes (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  merchant_id text collate "C" not null,
  name text not null,
  component text not null,
  amount jsonb not null,
  inclusive boolean not null,
  base text not null,
  order_types jsonb not null,
  valid_from date,
  rank int not null,
  active boolean not null,
  removed boolean not null default false,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, merchant_id) references merchants on delete cascade
);
create table charges (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  store_id text collate "C" not null,
  purpose text not null,
  name text not null,
  scope text not null,
  amount jsonb not null,
  base text not null,
  order_types jsonb not null,
  tax_ids jsonb not null,
  active boolean not null,
  removed boolean not null default false,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, store_id) references stores on delete cascade
);
create index charges_of_store on charges (tenant_id, store_id);
create table modifier_groups (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  merchant_id text collate "C" not null,
  name text not null,
  rank int not null,
  removed boolean not null default false,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, merchant_id) references merchants on delete cascade
);
create table modifier_options (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  group_id text collate "C" not null,
  item_id text collate "C",
  name text not null,
  diet text not null,
  rank int not null,
  removed boolean not null default false,
  primary key (tenant_id, id),
  foreign key (tenant_id, group_id) references modifier_groups on delete cascade
);
create index options_of_group on modifier_options (tenant_id, group_id);
create table store_modifier_options (
  tenant_id text collate "C" not null,
  store_id text collate "C" not null,
  option_id text collate "C" not null,
  listed boolean not null,
  price_minor bigint not null check (price_minor >= 0),
  switched_off boolean not null default false,
  switched_off_until timestamptz,
  updated_at timestamptz not null,
  primary key (tenant_id, store_id, option_id),
  foreign key (tenant_id, store_id) references stores on delete cascade,
  foreign key (tenant_id, option_id) references modifier_options on delete cascade
);
create table item_modifier_groups (
  tenant_id text collate "C" not null,
  item_id text collate "C" not null,
  group_id text collate "C" not null,
  min int not null,
  max int,
  rank int not null,
  primary key (tenant_id, item_id, group_id),
  foreign key (tenant_id, item_id) references catalog_items on delete cascade,
  foreign key (tenant_id, group_id) references modifier_groups on delete cascade
);
create table store_items (
  tenant_id text collate "C" not null,
  store_id text collate "C" not null,
  item_id text collate "C" not null,
  listed boolean not null,
  category_id text collate "C",
  price_minor bigint check (price_minor >= 0),
  list_price_minor bigint check (list_price_minor >= 0),
  currency text not null,
  per bigint not null check (per > 0),
  tax_ids jsonb not null,
  tax_inclusive boolean,
  packing_charge_minor bigint not null check (packing_charge_minor >= 0),
  order_types jsonb not null,
  schedule jsonb not null,
  max_quantity int,
  rank int not null,
  switched_off boolean not null default false,
  switched_off_until timestamptz,
  removed boolean not null default false,
  updated_at timestamptz not null,
  primary key (tenant_id, store_id, item_id),
  foreign key (tenant_id, store_id) references stores on delete cascade,
  foreign key (tenant_id, item_id) references catalog_items on delete cascade
);
create index store_items_of_item on store_items (tenant_id, item_id);
create table inventory_positions (
  tenant_id text collate "C" not null,
  store_id text collate "C" not null,
  item_id text collate "C" not null,
  tracking text not null check (tracking in ('counted', 'untracked')),
  on_hand bigint not null default 0 check (on_hand >= 0),
  blocked bigint not null default 0 check (blocked >= 0),
  reserved bigint not null default 0 check (reserved >= 0),
  safety_stock bigint not null default 0 check (safety_stock >= 0),
  incoming bigint not null default 0 check (incoming >= 0),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, store_id, item_id),
  foreign key (tenant_id, store_id, item_id) references store_items on delete cascade
);
`;

const RIVER = `
create table deliveries (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  ingress bigint generated always as identity,
  source_id text collate "C" not null,
  connection_id text collate "C",
  account text,
  location text,
  lane text not null,
  endpoint text not null,
  origin text not null check (origin in ('webhook', 'pull', 'replay')),
  provider_delivery_id text,
  duplicate_of text,
  archive_key text,
  bytes int not null,
  content_type text,
  request_id text not null,
  received_at timestamptz not null,
  status text not null check (status in ('pending', 'applied', 'duplicate', 'stale', 'dead')),
  attempts int not null default 0,
  unfinished_attempts int not null default 0,
  next_attempt_at timestamptz,
  chunks_done int not null default 0,
  code text,
  detail text,
  changed int not null default 0,
  problems int not null default 0,
  finished_at timestamptz,
  primary key (tenant_id, id)
);
create unique index deliveries_once on deliveries (tenant_id, source_id, provider_delivery_id) where provider_delivery_id is not null and status <> 'duplicate';
create index deliveries_pending on deliveries (tenant_id, lane, ingress) where status = 'pending';
create index deliveries_of_connection on deliveries (tenant_id, connection_id, ingress);
create index deliveries_of_tenant on deliveries (tenant_id, ingress);
create index deliveries_by_age on deliveries (received_at);
create table lanes (
  tenant_id text collate "C" not null,
  lane text not null,
  worker text,
  leased_until timestamptz,
  primary key (tenant_id, lane)
);
create table dead_letters (
  tenant_id text collate "C" not null references tenants on delete cascade,
  id text collate "C" not null,
  delivery_id text collate "C" not null,
  connection_id text collate "C",
  store_id text collate "C",
  stage text not null check (stage in ('route', 'read', 'item', 'apply')),
  code text not null,
  path text not null default '',
  external_id text,
  message text not null,
  status text not null check (status in ('open', 'resolved', 'skipped')),
  created_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  primary key (tenant_id, id),
  unique (tenant_id, delivery_id, stage, path, code),
  foreign key (tenant_id, delivery_id) references deliveries on delete cascade
);
create index dead_letters_open on dead_letters (tenant_id, created_at) where status = 'open';
create table waiting_changes (
  tenant_id text collate "C" not null,
  connection_id text collate "C" not null,
  location text not null,
  needs_kind text not null,
  needs_external_id text collate "C" not null,
  change_key text not null,
  change jsonb not null,
  delivery_id text collate "C" not null,
  received_at timestamptz not null,
  primary key (tenant_id, connection_id, location, needs_kind, needs_external_id, change_key),
  foreign key (tenant_id, connection_id) references connections on delete cascade
);
create table quarantine (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  connection_id text collate "C" not null,
  location text not null,
  store_id text collate "C",
  item_id text collate "C",
  code text not null,
  subject text not null,
  before jsonb,
  proposed jsonb not null,
  delivery_id text collate "C" not null,
  status text not null check (status in ('open', 'approved', 'rejected', 'superseded')),
  created_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references connections on delete cascade
);
create unique index quarantine_one_open on quarantine (tenant_id, connection_id, location, code, subject) where status = 'open';
create table timers (
  tenant_id text collate "C" not null,
  store_id text collate "C" not null,
  kind text not null check (kind in ('item_switch', 'option_switch', 'store_status')),
  subject text collate "C" not null,
  due_at timestamptz not null,
  primary key (tenant_id, store_id, kind, subject),
  foreign key (tenant_id, store_id) references stores on delete cascade
);
create index timers_due on timers (due_at);
create table syncs (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  connection_id text collate "C" not null,
  reason text not null,
  status text not null check (status in ('running', 'waiting', 'done', 'failed')),
  cursor text,
  fetched boolean not null default false,
  pages int not null default 0,
  attempts int not null default 0,
  next_attempt_at timestamptz,
  worker text,
  leased_until timestamptz,
  drift jsonb,
  code text,
  detail text,
  requested_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references connections on delete cascade
);
create index syncs_open on syncs (next_attempt_at) where status in ('running', 'waiting');
create table replays (
  tenant_id text collate "C" not null references tenants on delete cascade,
  id text collate "C" not null,
  filter jsonb not null,
  dry_run boolean not null,
  per_second int not null,
  status text not null check (status in ('running', 'done', 'cancelled', 'failed')),
  total int not null,
  done int not null default 0,
  upper_ingress bigint not null,
  cursor_ingress bigint not null default 0,
  diff jsonb,
  outcome jsonb not null default '{}',
  worker text,
  leased_until timestamptz,
  requested_by text not null,
  request_id text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id)
);
create index replays_open on replays (created_at) where status = 'running';
`;

const EVENTS = `
create table event_streams (
  tenant_id text collate "C" not null,
  stream text collate "C" not null,
  last_sequence bigint not null,
  first_sequence bigint not null default 1,
  primary key (tenant_id, stream)
) with (fillfactor = 50);
create table events (
  tenant_id text collate "C" not null,
  stream text collate "C" not null,
  sequence bigint not null,
  id text collate "C" not null,
  kind text not null,
  subject text not null,
  data jsonb not null,
  actor text not null,
  request_id text not null,
  cause text,
  recorded_at timestamptz not null,
  primary key (tenant_id, stream, sequence)
);
create index events_by_age on events (recorded_at);
create table consumer_offsets (
  tenant_id text collate "C" not null,
  consumer text not null,
  stream text collate "C" not null,
  sequence bigint not null,
  worker text,
  leased_until timestamptz,
  primary key (tenant_id, consumer, stream)
) with (fillfactor = 50);
create table subscriptions (
  tenant_id text collate "C" not null references tenants on delete cascade,
  id text collate "C" not null,
  url text not null,
  kinds jsonb not null,
  store_id text collate "C",
  secret bytea not null,
  status text not null check (status in ('active', 'paused')),
  status_reason text,
  failing_since timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);
create table dispatches (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  subscription_id text collate "C" not null,
  stream text collate "C" not null,
  sequence bigint not null,
  event_id text collate "C" not null,
  kind text not null,
  status text not null check (status in ('pending', 'delivered', 'failed')),
  attempts int not null default 0,
  next_attempt_at timestamptz,
  last_status int,
  last_error text,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, subscription_id, stream, sequence),
  foreign key (tenant_id, subscription_id) references subscriptions on delete cascade
);
create index dispatches_due on dispatches (tenant_id, subscription_id, next_attempt_at) where status = 'pending';
create index dispatches_by_subscription on dispatches (tenant_id, subscription_id, id);
create index dispatches_by_age on dispatches (created_at) where status <> 'pending';
`;

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
  for (const part of [IDENTITY, SOURCES, CATALOG, RIVER, EVENTS, ROLES]) await runStatements(db, part);
}

/** PGlite prepares what it runs, and only one statement can be prepared at a time. No statement here has a semicolon inside, but the `do` block. */
async function runStatements(db: Kysely<unknown>, text: string): Promise<void> {
  const statements = text.split(/;\n(?=create|grant|do|\s*$)/).map((statement) => statement.trim());
  for (const statement of statements) if (statement !== '') await sql.raw(statement).execute(db);
}
