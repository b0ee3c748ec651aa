import type {
  BrandsTable,
  CatalogItemsTable,
  CategoriesTable,
  ChargesTable,
  InventoryPositionsTable,
  ItemBarcodesTable,
  ItemComponentsTable,
  ItemModifierGroupsTable,
  ItemUnitsTable,
  ModifierGroupsTable,
  ModifierOptionsTable,
  StoreItemsTable,
  StoreModifierOptionsTable,
  TaxesTable,
} from './schema/catalog-tables.ts';
import type {
  ConsumerOffsetsTable,
  DispatchesTable,
  EventStreamsTable,
  EventsTable,
  SubscriptionsTable,
} from './schema/events-tables.ts';
import type {
  ApiKeysTable,
  IdempotencyKeysTable,
  InstallationTable,
  MerchantsTable,
  StoresTable,
  TenantsTable,
} from './schema/identity-tables.ts';
import type {
  ReportedStockTable,
  ReservationHoldsTable,
  ReservationsTable,
  StockAcknowledgementsTable,
  StockEffectsTable,
  StockEntriesTable,
  StockShortfallsTable,
} from './schema/ledger-tables.ts';
import type { StockReconciliationCountsTable, StockReconciliationsTable } from './schema/reconcile-tables.ts';
import type {
  CommandsTable,
  DeadLettersTable,
  DeliveriesTable,
  EarlySettlementsTable,
  LanesTable,
  PullMarksTable,
  QuarantineTable,
  ReplaysTable,
  StockToSendTable,
  SyncsTable,
  TimersTable,
  WaitingChangesTable,
} from './schema/river-tables.ts';
import type {
  ConnectionLocationsTable,
  ConnectionsTable,
  MappingMatchesTable,
  SourceMappingsTable,
  SourcesTable,
  SourceValuesTable,
} from './schema/sources-tables.ts';
import type { UploadsTable } from './schema/upload-tables.ts';

export type * from './schema/catalog-tables.ts';
export type * from './schema/events-tables.ts';
export type * from './schema/identity-tables.ts';
export type * from './schema/ledger-tables.ts';
export type * from './schema/reconcile-tables.ts';
export type * from './schema/river-tables.ts';
export type * from './schema/sources-tables.ts';
export type * from './schema/upload-tables.ts';

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
  stock_entries: StockEntriesTable;
  reservations: ReservationsTable;
  reservation_holds: ReservationHoldsTable;
  stock_effects: StockEffectsTable;
  reported_stock: ReportedStockTable;
  stock_acknowledgements: StockAcknowledgementsTable;
  stock_shortfalls: StockShortfallsTable;
  stock_reconciliations: StockReconciliationsTable;
  stock_reconciliation_counts: StockReconciliationCountsTable;
  deliveries: DeliveriesTable;
  lanes: LanesTable;
  dead_letters: DeadLettersTable;
  waiting_changes: WaitingChangesTable;
  quarantine: QuarantineTable;
  timers: TimersTable;
  commands: CommandsTable;
  early_settlements: EarlySettlementsTable;
  stock_to_send: StockToSendTable;
  pull_marks: PullMarksTable;
  syncs: SyncsTable;
  uploads: UploadsTable;
  replays: ReplaysTable;
  event_streams: EventStreamsTable;
  events: EventsTable;
  consumer_offsets: ConsumerOffsetsTable;
  subscriptions: SubscriptionsTable;
  dispatches: DispatchesTable;
}
