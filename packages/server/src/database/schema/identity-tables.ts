import type { OpeningHours, RoundingRule, Scope, Store } from '@kirana/core';
import type { GeneratedTime, Json, JsonOrNull, TimeOrNull } from './columns.ts';

export interface TenantsTable {
  tenant_id: string;
  name: string;
  data_key: Uint8Array | null;
  created_at: GeneratedTime;
}

export interface InstallationTable {
  id: number;
  root_key_hash: Uint8Array;
  created_at: GeneratedTime;
}

export interface ApiKeysTable {
  tenant_id: string;
  id: string;
  name: string;
  key_hash: Uint8Array;
  hint: string;
  scopes: Json<Scope[]>;
  store_id: string | null;
  requests_per_minute: number | null;
  created_at: GeneratedTime;
  created_by: string;
  revoked_at: TimeOrNull;
}

export interface MerchantsTable {
  tenant_id: string;
  id: string;
  name: string;
  rounding: Json<RoundingRule>;
  created_at: GeneratedTime;
  updated_at: GeneratedTime;
}

export interface StoresTable {
  tenant_id: string;
  id: string;
  merchant_id: string;
  name: string;
  kind: Store['kind'];
  zone: string;
  currency: string;
  default_locale: string;
  hours: Json<OpeningHours>;
  business_day_start: string;
  status_state: 'open' | 'closed' | 'paused';
  status_return_at: TimeOrNull;
  status_reason: string | null;
  created_at: GeneratedTime;
  updated_at: GeneratedTime;
}

export interface IdempotencyKeysTable {
  tenant_id: string;
  caller: string;
  idempotency_key: string;
  request_hash: Uint8Array;
  state: 'running' | 'done';
  status: number | null;
  headers: JsonOrNull<Record<string, string>>;
  body: string | null;
  created_at: GeneratedTime;
}
