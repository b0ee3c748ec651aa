import type {
  BaseUnit,
  Change,
  Diet,
  EntityKind,
  EventKind,
  Item,
  LoggedEvent,
  OpeningHours,
  OrderType,
  RoundingRule,
  Schedule,
  Scope,
  Store,
  TaxAmount,
  TaxComponent,
} from '@kirana/core';
import type { ColumnType, Generated } from 'kysely';

/** Read as a Date, written as a Date or ISO text. */
type Time = ColumnType<Date, Date | string, Date | string>;
type TimeOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type GeneratedTime = ColumnType<Date, Date | string | undefined, Date | string>;
/** Read as a value, written as JSON text: the drivers disagree on arrays, so rows are written with JSON.stringify. */
type Json<T> = ColumnType<T, string, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>;
type GeneratedJson<T> = ColumnType<T, string | undefined, string>;

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

export type DeliveryStatus = 'pending' | 'applied' | 'duplicate' | 'stale' | 'dead';

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
  rank: Generated<number>;
  authority: GeneratedJson<Record<string, number>>;
  snapshot_switches: Generated<'first' | 'always' | 'never'>;
  pull_every_minutes: number | null;
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

export interface BrandsTable {
  tenant_id: string;
  id: string;
  merchant_id: string;
  name: string;
}

export interface CategoriesTable {
  tenant_id: string;
  id: string;
  merchant_id: string;
  parent_id: string | null;
  name: string;
  image_url: string | null;
  rank: number;
  active: boolean;
  schedule: Json<Schedule>;
  removed: Generated<boolean>;
  updated_at: Time;
}

export interface CatalogItemsTable {
  tenant_id: string;
  id: string;
  merchant_id: string;
  parent_id: string | null;
  brand_id: string | null;
  name: string;
  description: string;
  images: Json<string[]>;
  sellable: boolean;
  variation_label: string | null;
  base_unit: BaseUnit;
  tax_code: JsonOrNull<Item['taxCode']>;
  diet: Diet;
  allergens: Json<string[]>;
  restrictions: Json<Item['restrictions']>;
  attributes: Json<Item['attributes']>;
  translations: Json<Item['translations']>;
  tags: Json<string[]>;
  removed: Generated<boolean>;
  created_at: Time;
  updated_at: Time;
}

export interface ItemBarcodesTable {
  tenant_id: string;
  item_id: string;
  code: string;
  unit: string | null;
}

export interface ItemUnitsTable {
  tenant_id: string;
  item_id: string;
  name: string;
  factor: number;
}

export interface ItemComponentsTable {
  tenant_id: string;
  item_id: string;
  component_id: string;
  quantity: number;
}

export interface TaxesTable {
  tenant_id: string;
  id: string;
  merchant_id: string;
  name: string;
  component: TaxComponent;
  amount: Json<TaxAmount>;
  inclusive: boolean;
  base: 'core' | 'total';
  order_types: Json<OrderType[]>;
  valid_from: string | null;
  rank: number;
  active: boolean;
  removed: Generated<boolean>;
  updated_at: Time;
}

export interface ChargesTable {
  tenant_id: string;
  id: string;
  store_id: string;
  purpose: 'packing' | 'service' | 'delivery';
  name: string;
  scope: 'order' | 'item';
  amount: Json<TaxAmount>;
  base: 'core' | 'total';
  order_types: Json<OrderType[]>;
  tax_ids: Json<string[]>;
  active: boolean;
  removed: Generated<boolean>;
  updated_at: Time;
}

export interface ModifierGroupsTable {
  tenant_id: string;
  id: string;
  merchant_id: string;
  name: string;
  rank: number;
  removed: Generated<boolean>;
  updated_at: Time;
}

export interface ModifierOptionsTable {
  tenant_id: string;
  id: string;
  group_id: string;
  item_id: string | null;
  name: string;
  diet: Diet;
  rank: number;
  removed: Generated<boolean>;
}

export interface StoreModifierOptionsTable {
  tenant_id: string;
  store_id: string;
  option_id: string;
  listed: boolean;
  price_minor: number;
  switched_off: Generated<boolean>;
  switched_off_until: TimeOrNull;
  updated_at: Time;
}

export interface ItemModifierGroupsTable {
  tenant_id: string;
  item_id: string;
  group_id: string;
  min: number;
  max: number | null;
  rank: number;
}

export interface StoreItemsTable {
  tenant_id: string;
  store_id: string;
  item_id: string;
  listed: boolean;
  category_id: string | null;
  price_minor: number | null;
  list_price_minor: number | null;
  currency: string;
  per: number;
  tax_ids: Json<string[]>;
  tax_inclusive: boolean | null;
  packing_charge_minor: number;
  order_types: Json<OrderType[]>;
  schedule: Json<Schedule>;
  max_quantity: number | null;
  rank: number;
  switched_off: Generated<boolean>;
  switched_off_until: TimeOrNull;
  removed: Generated<boolean>;
  updated_at: Time;
}

export interface InventoryPositionsTable {
  tenant_id: string;
  store_id: string;
  item_id: string;
  tracking: 'counted' | 'untracked';
  on_hand: Generated<number>;
  blocked: Generated<number>;
  reserved: Generated<number>;
  safety_stock: Generated<number>;
  incoming: Generated<number>;
  updated_at: GeneratedTime;
}

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
  origin: 'webhook' | 'pull' | 'replay';
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
  created_at: Time;
  finished_at: TimeOrNull;
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

/** Every table, for Kysely. Mirrors `migrations/`; a test compares the two. */
export interface Schema {
  tenants: TenantsTable;
  installation: InstallationTable;
  api_keys: ApiKeysTable;
  merchants: MerchantsTable;
  stores: StoresTable;
  idempotency_keys: IdempotencyKeysTable;
  sources: SourcesTable;
  connections: ConnectionsTable;
  connection_locations: ConnectionLocationsTable;
  source_mappings: SourceMappingsTable;
  mapping_matches: MappingMatchesTable;
  source_values: SourceValuesTable;
  brands: BrandsTable;
  categories: CategoriesTable;
  catalog_items: CatalogItemsTable;
  item_barcodes: ItemBarcodesTable;
  item_units: ItemUnitsTable;
  item_components: ItemComponentsTable;
  taxes: TaxesTable;
  charges: ChargesTable;
  modifier_groups: ModifierGroupsTable;
  modifier_options: ModifierOptionsTable;
  store_modifier_options: StoreModifierOptionsTable;
  item_modifier_groups: ItemModifierGroupsTable;
  store_items: StoreItemsTable;
  inventory_positions: InventoryPositionsTable;
  deliveries: DeliveriesTable;
  lanes: LanesTable;
  dead_letters: DeadLettersTable;
  waiting_changes: WaitingChangesTable;
  quarantine: QuarantineTable;
  timers: TimersTable;
  syncs: SyncsTable;
  replays: ReplaysTable;
  event_streams: EventStreamsTable;
  events: EventsTable;
  consumer_offsets: ConsumerOffsetsTable;
  subscriptions: SubscriptionsTable;
  dispatches: DispatchesTable;
}
