import type { EntityKind } from '@kirana/core';
import type { Generated } from 'kysely';
import type { GeneratedJson, GeneratedTime, Json, Time, TimeOrNull } from './columns.ts';

/** Who edited a field by hand, and when. */
export interface FieldEdit {
  readonly by: string;
  readonly at: string;
}

/** Where one aspect of an entity stands in the order of what its source said. */
export interface Mark {
  /** Provider version, if it has one. */
  readonly v: string | null;
  /** Ingress of the delivery. */
  readonly n: number;
  /** The source no longer has it. */
  readonly gone?: true;
}

/** By aspect (`content`, `price`, `switch`, `status`); of what belongs to a merchant, by store. */
export interface Marks {
  readonly [aspect: string]: Mark | undefined;
}

export interface SourcesTable {
  tenant_id: string;
  id: string;
  adapter: string;
  name: string;
  settings: Json<Record<string, unknown>>;
  secrets: Uint8Array;
  hook_token_hash: Uint8Array;
  hook_token_previous_hash: Uint8Array | null;
  hook_token_previous_until: TimeOrNull;
  allow_unsigned: Generated<boolean>;
  created_at: GeneratedTime;
  updated_at: GeneratedTime;
}

export interface ConnectionsTable {
  tenant_id: string;
  id: string;
  source_id: string;
  merchant_id: string;
  account: string;
  name: string;
  settings: Json<Record<string, unknown>>;
  status: 'active' | 'paused' | 'held';
  status_reason: string | null;
  /** Set: nothing is pulled until somebody has mended what the provider refused. */
  pull_held_reason: string | null;
  rank: Generated<number>;
  authority: GeneratedJson<Record<string, number>>;
  snapshot_switches: Generated<'first' | 'always' | 'never'>;
  pull_every_minutes: number | null;
  stock_settle_seconds: Generated<number>;
  acknowledges_sales: Generated<boolean>;
  sends_stock: Generated<boolean>;
  sends_store_status: Generated<boolean>;
  next_pull_at: TimeOrNull;
  created_at: GeneratedTime;
  updated_at: GeneratedTime;
}

export interface ConnectionLocationsTable {
  tenant_id: string;
  connection_id: string;
  location: string;
  store_id: string;
  snapshot_items: number | null;
  /** Ingress of the newest complete list applied: nothing older says anything about its items any more. */
  snapshot_ingress: number | null;
  created_at: GeneratedTime;
}

export interface SourceMappingsTable {
  tenant_id: string;
  connection_id: string;
  entity_kind: EntityKind;
  external_id: string;
  entity_id: string;
  content_hash: Uint8Array | null;
  provider_version: string | null;
  last_delivery_id: string | null;
  last_seen_at: Time;
  removed: Generated<boolean>;
}

export interface MappingMatchesTable {
  tenant_id: string;
  id: string;
  connection_id: string;
  entity_kind: EntityKind;
  external_id: string;
  entity_id: string;
  candidates: Json<string[]>;
  reason: string;
  status: 'open' | 'merged' | 'kept_apart';
  created_at: GeneratedTime;
  decided_at: TimeOrNull;
  decided_by: string | null;
}

export interface SourceValuesTable {
  tenant_id: string;
  entity_kind: string;
  entity_id: string;
  source: string;
  said: Json<Record<string, unknown>>;
  edits: GeneratedJson<Record<string, FieldEdit>>;
  /** Which delivery and provider version each aspect of the entity was last stated by. */
  marks: GeneratedJson<Marks>;
  updated_at: Time;
}
