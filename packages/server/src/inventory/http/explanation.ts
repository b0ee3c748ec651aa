import {
  DeliveryId,
  EntryKind,
  EntryReason,
  EntrySource,
  EventId,
  EventKind,
  Instant,
  ItemId,
  Json,
  Orderability,
  Reason,
  type ReasonCode,
  StockEntry,
  StoreId,
} from '@kirana/core';
import { z } from 'zod';
import { StockPosition } from './stock-answers.ts';

/** Something that is on record and made it so. */
export const ExplainedCause = z
  .strictObject({
    at: Instant.nullable(),
    actor: z.string().nullable().meta({ description: 'Who: a key, a connection, the system' }),
    deliveryId: DeliveryId.nullable().meta({ description: 'The raw message it came with' }),
    event: z.strictObject({ id: EventId, stream: z.string(), sequence: z.int(), kind: EventKind }).nullable(),
    entry: z
      .strictObject({
        itemId: ItemId,
        sequence: z.int().positive(),
        kind: EntryKind,
        reason: EntryReason.nullable(),
        source: EntrySource,
      })
      .nullable(),
  })
  .meta({ id: 'ExplainedCause', description: 'An event of the log or an entry of the ledger' });
export type ExplainedCause = z.infer<typeof ExplainedCause>;

/** What a source says of the item, and with which deliveries it last did. */
const ExplainedSource = z
  .strictObject({
    of: z.enum(['item', 'store_item']),
    itemId: ItemId,
    source: z.string().meta({ description: 'A connection, or `person`' }),
    values: z.record(z.string(), Json),
    edits: z.record(z.string(), z.strictObject({ by: z.string(), at: z.string() })),
    deliveries: z
      .record(z.string(), DeliveryId.nullable())
      .meta({ description: 'By aspect: the delivery that spoke last; null: it is past its retention' }),
    updatedAt: z.string(),
  })
  .meta({ id: 'ExplainedSource' });

export const Explanation = z
  .strictObject({
    storeId: StoreId,
    itemId: ItemId,
    asOf: Instant,
    orderability: Orderability,
    because: z.array(
      z.strictObject({
        reason: Reason,
        rule: z.string(),
        causes: z.array(ExplainedCause).meta({ description: 'The newest first; empty: nothing on record says' }),
      }),
    ),
    stock: StockPosition.nullable().meta({ description: 'Null: the store does not keep it' }),
    entries: z.array(StockEntry).meta({ description: 'The last of the ledger by then, the newest first' }),
    sources: z.array(ExplainedSource).meta({ description: 'As they speak now' }),
    unknown: z.array(z.string()).meta({ description: 'What this answer cannot know' }),
  })
  .meta({ id: 'Explanation' });
export type Explanation = z.infer<typeof Explanation>;

/** The rule behind each reason, for people. */
export const RULES: Readonly<Record<ReasonCode, string>> = {
  STORE_CLOSED: 'A closed store takes no orders until it is opened or its return time comes.',
  STORE_PAUSED: 'A paused store takes no orders until it is opened or its return time comes.',
  OUTSIDE_HOURS: 'Orders are taken within the opening hours of the store, in its own zone.',
  ITEM_REMOVED: 'A removed item is sold nowhere.',
  NOT_SELLABLE: 'The item only carries others, or its parts make no sense; it is not sold itself.',
  NOT_LISTED: 'A store sells what is in its own assortment.',
  SWITCHED_OFF: 'A switch takes an item off sale until it is switched on or its return time comes.',
  NO_PRICE: 'Nothing is sold without a price.',
  OUTSIDE_SCHEDULE: 'The item is sold at the times of its schedule only.',
  CATEGORY_INACTIVE: 'An inactive category takes its items off sale.',
  CATEGORY_OUTSIDE_SCHEDULE: 'The category is sold at the times of its schedule only.',
  ORDER_TYPE_UNAVAILABLE: 'The item is sold for the order types it names.',
  MODIFIER_UNAVAILABLE: 'A required choice must have enough options that can be had.',
  MODIFIER_CHOICE_MISSING: 'Of each group at least so many options are chosen as it asks for.',
  MODIFIER_CHOICE_EXCEEDED: 'Of a group, and of an option that is an item, no more is chosen than its limit.',
  OUT_OF_STOCK: 'Nothing is left to sell: on hand less blocked, reserved and safety stock.',
  STOCK_BLOCKED: 'There is some, and what is left of it is blocked.',
  STOCK_STALE: 'A count is believed for a while after its source was last heard from.',
  QUANTITY_ABOVE_MAXIMUM: 'More is asked for than one order may have, by its limits and by what there is.',
};
