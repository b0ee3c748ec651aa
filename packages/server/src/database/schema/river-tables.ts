import type { Change, EntityKind } from '@kirana/core';
import type { Generated } from 'kysely';
import type { GeneratedJson, Json, JsonOrNull, Time, TimeOrNull } from './columns.ts';

export type DeliveryStatus = 'pending' | 'applied' | 'duplicate' | 'stale' | 'dead';

export interface DeliveriesTable {
  tenant_id: string;
  id: string;
  ingress: Generated<number>;
  source_id: string;
  connection_id: string | null;
  account: string | null;
  location: string | null;
  lane: string;
  endpoint: string;
  origin: 'webhook' | 'pull' | 'replay' | 'upload';
  provider_delivery_id: string | null;
  duplicate_of: string | null;
  archive_key: string | null;
  bytes: number;
  content_type: string | null;
  request_id: string;
  received_at: Time;
  status: DeliveryStatus;
  attempts: Generated<number>;
  /** Attempts in a row that neither got further nor ended: three mean that it kills the process. */
  unfinished_attempts: Generated<number>;
  next_attempt_at: TimeOrNull;
  chunks_done: Generated<number>;
  code: string | null;
  detail: string | null;
  changed: Generated<number>;
  problems: Generated<number>;
  finished_at: TimeOrNull;
}

export interface LanesTable {
  tenant_id: string;
  lane: string;
  worker: string | null;
  leased_until: TimeOrNull;
  /** When its last turn ended. */
  turned_at: TimeOrNull;
}

export interface DeadLettersTable {
  tenant_id: string;
  id: string;
  delivery_id: string;
  connection_id: string | null;
  store_id: string | null;
  stage: 'route' | 'read' | 'item' | 'apply';
  code: string;
  path: Generated<string>;
  external_id: string | null;
  message: string;
  status: 'open' | 'resolved' | 'skipped';
  created_at: Time;
  decided_at: TimeOrNull;
  decided_by: string | null;
}

export interface WaitingChangesTable {
  tenant_id: string;
  connection_id: string;
  location: string;
  needs_kind: EntityKind;
  needs_external_id: string;
  change_key: string;
  change: Json<Change>;
  delivery_id: string;
  received_at: Time;
}

export interface QuarantineTable {
  tenant_id: string;
  id: string;
  connection_id: string;
  location: string;
  store_id: string | null;
  item_id: string | null;
  code: string;
  subject: string;
  before: JsonOrNull<unknown>;
  proposed: Json<unknown>;
  delivery_id: string;
  status: 'open' | 'approved' | 'rejected' | 'superseded';
  created_at: Time;
  decided_at: TimeOrNull;
  decided_by: string | null;
}

export interface TimersTable {
  tenant_id: string;
  store_id: string;
  kind: 'item_switch' | 'option_switch' | 'store_status';
  subject: string;
  due_at: Time;
}

export interface SyncsTable {
  tenant_id: string;
  id: string;
  connection_id: string;
  reason: string;
  status: 'running' | 'waiting' | 'done' | 'failed';
  cursor: string | null;
  fetched: Generated<boolean>;
  pages: Generated<number>;
  attempts: Generated<number>;
  next_attempt_at: TimeOrNull;
  worker: string | null;
  leased_until: TimeOrNull;
  drift: JsonOrNull<unknown>;
  code: string | null;
  detail: string | null;
  requested_by: string;
  /** A part of what there is, as the adapter names it; null: all of it. */
  scope: string | null;
  /** All there is, whatever was pulled before. */
  whole: Generated<boolean>;
  /** Where it began: only what changed since then; null: all there is. */
  since: string | null;
  /** Where the next one begins. */
  resume: string | null;
  /** Kinds its pages are the complete list of. */
  completes: JsonOrNull<readonly string[]>;
  created_at: Time;
  finished_at: TimeOrNull;
}

/** Where the next pull of a part begins; scope '': of everything. */
export interface PullMarksTable {
  tenant_id: string;
  connection_id: string;
  scope: string;
  resume: string;
  whole_at: Time;
  updated_at: Time;
}

export interface ReplaysTable {
  tenant_id: string;
  id: string;
  filter: Json<Record<string, unknown>>;
  dry_run: boolean;
  per_second: number;
  status: 'running' | 'done' | 'cancelled' | 'failed';
  total: number;
  done: Generated<number>;
  upper_ingress: number;
  cursor_ingress: Generated<number>;
  diff: JsonOrNull<unknown>;
  outcome: GeneratedJson<Record<string, number>>;
  worker: string | null;
  leased_until: TimeOrNull;
  requested_by: string;
  request_id: string;
  created_at: Time;
  finished_at: TimeOrNull;
}

/** What a provider is asked to do. */
export interface CommandsTable {
  tenant_id: string;
  id: string;
  connection_id: string;
  store_id: string;
  kind: string;
  /** The command as the adapter is given it. */
  body: Json<Record<string, unknown>>;
  status: 'pending' | 'taken' | 'done' | 'refused' | 'failed';
  reference: string | null;
  code: string | null;
  detail: string | null;
  lines: Json<readonly unknown[]>;
  /** The event it tells of: one that comes again makes no other command. */
  cause: string | null;
  attempts: Generated<number>;
  next_attempt_at: TimeOrNull;
  worker: string | null;
  leased_until: TimeOrNull;
  requested_by: string;
  created_at: Time;
  finished_at: TimeOrNull;
}

/** What a provider told of a command before it told us what it calls it. */
export interface EarlySettlementsTable {
  tenant_id: string;
  connection_id: string;
  reference: string;
  settlement: Json<unknown>;
  heard_at: Time;
}

/** Positions whose stock a provider is to be told. */
export interface StockToSendTable {
  tenant_id: string;
  connection_id: string;
  store_id: string;
  item_id: string;
  since: Time;
}
