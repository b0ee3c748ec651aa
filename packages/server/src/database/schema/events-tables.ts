import type { EventKind, LoggedEvent } from '@kirana/core';
import type { Generated } from 'kysely';
import type { Json, Time, TimeOrNull } from './columns.ts';

export interface EventStreamsTable {
  tenant_id: string;
  stream: string;
  last_sequence: number;
  first_sequence: Generated<number>;
}

export interface EventsTable {
  tenant_id: string;
  stream: string;
  sequence: number;
  id: string;
  kind: EventKind;
  subject: string;
  data: Json<LoggedEvent['data']>;
  actor: string;
  request_id: string;
  cause: string | null;
  recorded_at: Time;
}

export interface ConsumerOffsetsTable {
  tenant_id: string;
  consumer: string;
  stream: string;
  sequence: number;
  worker: string | null;
  leased_until: TimeOrNull;
}

export interface SubscriptionsTable {
  tenant_id: string;
  id: string;
  url: string;
  kinds: Json<EventKind[]>;
  store_id: string | null;
  secret: Uint8Array;
  /** Signs too, until then. */
  secret_previous: Uint8Array | null;
  secret_previous_until: TimeOrNull;
  status: 'active' | 'paused';
  status_reason: string | null;
  failing_since: TimeOrNull;
  created_at: Time;
  updated_at: Time;
}

export interface DispatchesTable {
  tenant_id: string;
  id: string;
  subscription_id: string;
  stream: string;
  sequence: number;
  event_id: string;
  kind: EventKind;
  status: 'pending' | 'delivered' | 'failed';
  attempts: Generated<number>;
  next_attempt_at: TimeOrNull;
  last_status: number | null;
  last_error: string | null;
  created_at: Time;
  finished_at: TimeOrNull;
}
