/** What we tell: the log, who has read how far, and webhooks out. */
export const EVENTS_TABLES = `
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
  secret_previous bytea,
  secret_previous_until timestamptz,
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
