/** How it came: deliveries and what became of them. */
export const RIVER_TABLES = `
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
  turned_at timestamptz,
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
