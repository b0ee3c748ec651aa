import { z } from 'zod';
import { ItemId, StoreId } from '../identity/ids.ts';
import { Instant } from '../identity/store.ts';
import { BlockKind, Tracking } from './position.ts';
import { Quantity, QuantityDelta } from './quantity.ts';

/** What happened to stock, past tense. A kind may be added, never renamed. */
export const EntryKind = z
  .enum([
    'received',
    'counted',
    'adjusted',
    'sold',
    'reserved',
    'released',
    'expired',
    'committed',
    'blocked',
    'unblocked',
    'safety_stock_set',
    'incoming_set',
    'tracking_set',
    'discrepancy',
    'reported',
  ])
  .meta({
    id: 'EntryKind',
    description: '`expired`: a hold ended by its time; `discrepancy`: the books were wrong before what follows',
  });
export type EntryKind = z.infer<typeof EntryKind>;

/** Why it happened, per kind. A kind without reasons says it all. */
export const REASONS = {
  received: ['purchase', 'transfer_in', 'customer_return', 'produced'],
  counted: ['cycle_count', 'opening_count', 'reconciled'],
  adjusted: [
    'damaged',
    'spoiled',
    'lost',
    'found',
    'stolen',
    'used',
    'transfer_out',
    'returned_to_supplier',
    'correction',
  ],
  sold: ['sold_elsewhere'],
  released: ['cancelled', 'partly_committed'],
  discrepancy: ['sold_beyond_on_hand', 'committed_beyond_on_hand', 'reported_below_zero'],
  reported: ['absolute', 'delta', 'already_counted'],
} as const satisfies Partial<Record<EntryKind, readonly string[]>>;

export const ReceiveReason = z.enum(REASONS.received).meta({ id: 'ReceiveReason' });
export type ReceiveReason = z.infer<typeof ReceiveReason>;
export const CountReason = z.enum(REASONS.counted).meta({ id: 'CountReason' });
export type CountReason = z.infer<typeof CountReason>;
export const AdjustReason = z.enum(REASONS.adjusted).meta({ id: 'AdjustReason' });
export type AdjustReason = z.infer<typeof AdjustReason>;

export const EntryReason = z.enum([...new Set(Object.values(REASONS).flat())]).meta({
  id: 'EntryReason',
  description: 'already_counted: the provider counted after a sale that we hear of only now',
});
export type EntryReason = z.infer<typeof EntryReason>;

/** Where an entry came from, and its id there. */
export const EntrySource = z
  .strictObject({
    kind: z.enum(['delivery', 'reservation', 'person', 'sale', 'system']),
    id: z.string().min(1).max(200),
  })
  .meta({ id: 'EntrySource' });
export type EntrySource = Readonly<z.infer<typeof EntrySource>>;

/** A local calendar date, the last on which a lot may be sold. */
export const ExpiryDate = z.iso.date().meta({ id: 'ExpiryDate', example: '2026-12-31' });

/** The name of a batch of goods that share an expiry date. */
export const LotName = z.string().min(1).max(100).meta({ id: 'LotName', example: 'B-2217' });

/** What an entry did to one lot. `expired`: units of it that moved into, or out of, blocked as expired. */
export const LotDelta = z
  .strictObject({
    lot: LotName.nullable(),
    expiresOn: ExpiryDate.nullable(),
    expiresAt: Instant.nullable().meta({ description: 'The first instant at which it is expired' }),
    quantity: QuantityDelta,
    expired: QuantityDelta,
  })
  .meta({ id: 'LotDelta' });
export type LotDelta = Readonly<z.infer<typeof LotDelta>>;

/** Figures of an entry. ATS moves by on hand − blocked − reserved − safety stock. */
const figures = <T extends z.ZodType>(figure: T) =>
  z.strictObject({ onHand: figure, blocked: figure, reserved: figure, safetyStock: figure, incoming: figure });
export const Balances = figures(Quantity).meta({ id: 'Balances' });
export type Balances = Readonly<z.infer<typeof Balances>>;
export const BalanceDeltas = figures(QuantityDelta).meta({ id: 'BalanceDeltas' });

/** One immutable line of the stock ledger. `sequence` is dense per position, from 1. */
export const StockEntry = z
  .strictObject({
    storeId: StoreId,
    itemId: ItemId,
    sequence: z.int().positive(),
    kind: EntryKind,
    reason: EntryReason.nullable(),
    quantity: Quantity.meta({
      description: 'As it was said; a sale of an untracked item has one and changes no figure',
    }),
    deltas: BalanceDeltas,
    after: Balances,
    blockKind: BlockKind.nullable().meta({ description: 'Which part of blocked the delta is' }),
    tracking: Tracking.nullable().meta({ description: 'Set by tracking_set' }),
    lots: z.array(LotDelta),
    source: EntrySource,
    actor: z.string().max(200),
    occurredAt: Instant.meta({ description: 'When it happened; a sale may be heard of late' }),
    recordedAt: Instant,
  })
  .meta({ id: 'StockEntry' });
export type StockEntry = Readonly<z.infer<typeof StockEntry>>;

/** An entry as decisions make it: times are in milliseconds, so that a busy ledger writes no text. */
export interface Entry extends Omit<StockEntry, 'occurredAt' | 'recordedAt'> {
  readonly occurredAtMs: number;
  readonly recordedAtMs: number;
}

/** An entry as people outside see it. */
export function toStockEntry({ occurredAtMs, recordedAtMs, ...entry }: Entry): StockEntry {
  return {
    ...entry,
    occurredAt: new Date(occurredAtMs).toISOString(),
    recordedAt: new Date(recordedAtMs).toISOString(),
  };
}
