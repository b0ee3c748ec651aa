import { z } from 'zod';
import { Category, Item, ModifierGroup, StoreItem, Switch } from '../catalog/item.ts';
import {
  ChargeId,
  CommandId,
  ConnectionId,
  DeliveryId,
  EventId,
  ItemId,
  MerchantId,
  ModifierOptionId,
  QuarantineId,
  StoreId,
  SyncId,
  TaxId,
} from '../identity/ids.ts';
import { Instant, Store } from '../identity/store.ts';
import { Position } from '../inventory/position.ts';
import { Quantity, QuantityDelta } from '../inventory/quantity.ts';
import { Json } from '../json.ts';
import { chargeFields, taxFields } from '../pricing/tax.ts';

/** The state a store item is in, and which of its fields this event tells of. */
const StoreItemState = z.strictObject({ storeItem: StoreItem, changed: z.array(z.string()) });

/**
 * What we tell others, noun.past. An event carries the state it tells, so that nobody has to ask back.
 * Additive only: a field is never renamed or removed; a breaking shape is a new version of the kind.
 */
export const EVENTS = {
  'item.changed': { version: 1, data: z.strictObject({ item: Item, changed: z.array(z.string()) }) },
  'category.changed': { version: 1, data: z.strictObject({ category: Category }) },
  'tax.changed': {
    version: 1,
    data: z.strictObject({
      taxId: TaxId,
      merchantId: MerchantId,
      tax: z.strictObject(taxFields),
      removed: z.boolean(),
    }),
  },
  'charge.changed': {
    version: 1,
    data: z.strictObject({
      chargeId: ChargeId,
      storeId: StoreId,
      charge: z.strictObject({ ...chargeFields, taxIds: z.array(TaxId) }),
      removed: z.boolean(),
    }),
  },
  'modifier_group.changed': { version: 1, data: z.strictObject({ modifierGroup: ModifierGroup }) },
  'modifier_option.changed': {
    version: 1,
    data: z.strictObject({
      storeId: StoreId,
      optionId: ModifierOptionId,
      listed: z.boolean(),
      priceMinor: z.int().nonnegative(),
      switch: Switch,
    }),
  },
  'store_item.changed': { version: 1, data: StoreItemState },
  'price.changed': { version: 1, data: StoreItemState },
  'switch.changed': { version: 1, data: StoreItemState },
  'store.changed': { version: 1, data: z.strictObject({ store: Store, changed: z.array(z.string()) }) },
  'stock.changed': {
    version: 1,
    data: z.strictObject({
      storeId: StoreId,
      itemId: ItemId,
      position: Position,
      ats: QuantityDelta.meta({ description: 'Below zero only where promises are not covered' }),
      sellable: Quantity.nullable().meta({ description: 'Null: not tracked' }),
      oversold: Quantity,
      entries: z
        .strictObject({ from: z.int().positive(), to: z.int().positive() })
        .meta({ description: 'Sequences of the entries told of, both included' }),
    }),
  },
  'orderability.changed': {
    version: 1,
    data: z.strictObject({
      storeId: StoreId,
      itemId: ItemId,
      inStock: z.boolean().meta({
        description: 'Stock lets a base unit be ordered; switches, hours and the rest have events of their own',
      }),
      reason: z.enum(['OUT_OF_STOCK', 'STOCK_BLOCKED']).nullable().meta({ description: 'Null: in stock' }),
      sellable: Quantity.nullable().meta({ description: 'Null: not tracked' }),
      usedIn: z.array(ItemId).meta({ description: 'What takes this item as a part: it may have changed with it' }),
    }),
  },
  'stock.shortfall': {
    version: 1,
    data: z.strictObject({
      storeId: StoreId,
      itemId: ItemId,
      missing: Quantity.meta({ description: 'Units that left beyond what was on hand' }),
      oversold: Quantity.meta({ description: 'Promised units that are not covered now' }),
      sequence: z.int().positive().meta({ description: "Of the position's last entry" }),
    }),
  },
  'delivery.received': {
    version: 1,
    data: z.strictObject({ deliveryId: DeliveryId, connectionId: ConnectionId.nullable(), lane: z.string() }),
  },
  'delivery.finished': {
    version: 1,
    data: z.strictObject({
      deliveryId: DeliveryId,
      connectionId: ConnectionId.nullable(),
      status: z.enum(['applied', 'duplicate', 'stale', 'dead']),
      code: z.string().nullable(),
      changed: z.int().nonnegative().meta({ description: 'Entities that really changed' }),
      problems: z.int().nonnegative(),
    }),
  },
  'quarantine.opened': {
    version: 1,
    data: z.strictObject({
      quarantineId: QuarantineId,
      code: z.string(),
      storeId: StoreId.nullable(),
      itemId: ItemId.nullable(),
    }),
  },
  'quarantine.decided': {
    version: 1,
    data: z.strictObject({ quarantineId: QuarantineId, decision: z.enum(['approved', 'rejected']) }),
  },
  'sync.finished': {
    version: 1,
    data: z.strictObject({
      syncId: SyncId,
      connectionId: ConnectionId,
      status: z.enum(['done', 'failed']),
      drift: z.int().nonnegative(),
    }),
  },
  'command.finished': {
    version: 1,
    data: z.strictObject({
      commandId: CommandId,
      connectionId: ConnectionId,
      kind: z.enum(['stock.set', 'store.status']),
      status: z.enum(['done', 'refused', 'failed']),
    }),
  },
} as const;

export type EventKind = keyof typeof EVENTS;
export const EventKind = z.enum(Object.keys(EVENTS) as [EventKind, ...EventKind[]]).meta({ id: 'EventKind' });
export type EventData<K extends EventKind> = z.infer<(typeof EVENTS)[K]['data']>;

/** Who did it, in which request, because of what. On every write and event. */
export interface Origin {
  /** `key:<id>`, `connection:<id>`, `system:<role>`, `root`. */
  readonly actor: string;
  readonly requestId: string;
  /** The delivery, replay or timer that caused it; null when a caller did. */
  readonly cause: string | null;
}

/** An event to be written. `stream` orders it: `store:<id>`, `merchant:<id>`, `connection:<id>` or `tenant:<id>`. */
export interface NewEvent<K extends EventKind = EventKind> {
  readonly stream: string;
  readonly kind: K;
  /** Id of the thing it tells about. */
  readonly subject: string;
  readonly data: EventData<K>;
}

/** An event as it stands in the log: gapless `sequence` from 1 in its stream. */
export interface LoggedEvent<K extends EventKind = EventKind> extends NewEvent<K>, Origin {
  readonly id: string;
  readonly tenantId: string;
  readonly sequence: number;
  readonly recordedAt: string;
}

/** CloudEvents 1.0 type of a kind: the unit of compatibility. */
export const cloudEventType = (kind: EventKind): string => `kirana.${kind}.v${EVENTS[kind].version}`;

/**
 * The envelope people outside see: CloudEvents 1.0.2 in JSON, with the sequence, partitionkey extensions and three of our own.
 * (source, id) is unique: dedupe on it, or on (stream, sequence).
 */
export const CloudEvent = z
  .object({
    specversion: z.literal('1.0'),
    id: EventId,
    source: z.string().meta({ example: 'kirana/tnt_01k4f2m8r5e6s9v0a1b2c3d4e5/store:sto_01k4f2m8r5e6s9v0a1b2c3d4e5' }),
    type: z.string().meta({ example: 'kirana.price.changed.v1' }),
    subject: z.string(),
    time: Instant,
    datacontenttype: z.literal('application/json'),
    sequence: z.string().meta({ description: 'Gapless in its stream, 20 digits so that text order is number order' }),
    partitionkey: z.string().meta({ description: 'The stream' }),
    actor: z.string(),
    requestid: z.string(),
    causationid: z.string().optional(),
    data: Json,
  })
  .meta({ id: 'CloudEvent' });
export type CloudEvent = z.infer<typeof CloudEvent>;

/** An event as a CloudEvent. */
export function toCloudEvent(event: LoggedEvent): CloudEvent {
  return {
    specversion: '1.0',
    id: event.id,
    source: `kirana/${event.tenantId}/${event.stream}`,
    type: cloudEventType(event.kind),
    subject: event.subject,
    time: event.recordedAt,
    datacontenttype: 'application/json',
    sequence: String(event.sequence).padStart(20, '0'),
    partitionkey: event.stream,
    actor: event.actor,
    requestid: event.requestId,
    ...(event.cause === null ? {} : { causationid: event.cause }),
    data: event.data as CloudEvent['data'],
  };
}
