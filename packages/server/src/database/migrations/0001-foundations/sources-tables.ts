/** Where from: provider apps, accounts of them, what they call our things, and what each of them says. */
export const SOURCES_TABLES = `
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
  pull_held_reason text,
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
