import { type Kysely, sql } from 'kysely';

/** Files that people or tills brought; their parts are deliveries like any other. */
const STATEMENTS = [
  `alter table deliveries drop constraint deliveries_origin_check`,
  `alter table deliveries add constraint deliveries_origin_check check (origin in ('webhook', 'pull', 'replay', 'upload'))`,
  `create index deliveries_of_upload on deliveries (tenant_id, request_id) where origin = 'upload'`,
  `create table uploads (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  connection_id text collate "C" not null,
  store_id text collate "C",
  location text not null,
  origin text not null check (origin in ('http', 'folder', 's3')),
  file_name text,
  media_type text not null,
  status text not null check (status in ('receiving', 'received', 'failed')),
  bytes bigint not null default 0,
  parts int not null default 0,
  sha256 text collate "C",
  completes jsonb not null default '[]',
  same_as text collate "C",
  request_key text collate "C",
  code text,
  detail text,
  requested_by text not null,
  created_at timestamptz not null,
  progress_at timestamptz not null,
  received_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, connection_id) references connections on delete cascade
)`,
  `create unique index uploads_once on uploads (tenant_id, connection_id, request_key) where request_key is not null`,
  'create index uploads_of_connection on uploads (tenant_id, connection_id, id)',
  `create index uploads_by_content on uploads (tenant_id, connection_id, sha256) where status = 'received'`,
  'create index uploads_by_age on uploads (created_at)',
] as const;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
