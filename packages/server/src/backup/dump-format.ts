import { z } from 'zod';

/**
 * A dump is gzipped JSON lines: a header, then for each tenant its row in `tenants`, its other rows table by table, and the archived
 * bodies; a last line with the counts proves that it is whole. Everything secret in it is sealed as it was in the database.
 */
export const DUMP_FORMAT = 1;

export const DumpLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('header'), format: z.int(), migrations: z.array(z.string()), takenAt: z.string() }),
  z.object({ kind: z.literal('tenant'), tenantId: z.string() }),
  z.object({ kind: z.literal('rows'), table: z.string(), rows: z.array(z.record(z.string(), z.unknown())) }),
  z.object({ kind: z.literal('body'), key: z.string(), bytes: z.base64() }),
  z.object({ kind: z.literal('end'), rows: z.int(), bodies: z.int() }),
]);
export type DumpLine = z.infer<typeof DumpLine>;

/** Parents before children, so that a restore never meets a missing parent. */
export const DUMP_TABLES = [
  'tenants',
  'api_keys',
  'merchants',
  'stores',
  'sources',
  'connections',
  'connection_locations',
  'source_mappings',
  'mapping_matches',
  'source_values',
  'brands',
  'categories',
  'catalog_items',
  'item_barcodes',
  'item_units',
  'item_components',
  'taxes',
  'charges',
  'modifier_groups',
  'modifier_options',
  'store_modifier_options',
  'item_modifier_groups',
  'store_items',
  // before the positions, which must be what their last entries say
  'stock_entries',
  'inventory_positions',
  'reservations',
  'reservation_holds',
  'stock_effects',
  'reported_stock',
  'stock_acknowledgements',
  'stock_shortfalls',
  'stock_reconciliations',
  'stock_reconciliation_counts',
  'uploads',
  'deliveries',
  'dead_letters',
  'waiting_changes',
  'quarantine',
  'timers',
  'syncs',
  'pull_marks',
  'commands',
  'early_settlements',
  'stock_to_send',
  'replays',
  'event_streams',
  'events',
  'consumer_offsets',
  'subscriptions',
  'dispatches',
] as const;

/** Held only while a process works, or only repeatable on the same server: not moved. */
export const NOT_DUMPED = [
  'installation',
  'idempotency_keys',
  'lanes',
  'kysely_migration',
  'kysely_migration_lock',
] as const;
