/** Who: tenants and their keys, merchants, stores. */
export const IDENTITY_TABLES = `
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
