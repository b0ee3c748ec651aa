import {
  ExpiryDate,
  Instant,
  ItemId,
  LotName,
  Position,
  Quantity,
  QuantityDelta,
  Reservation,
  StockEntry,
  StoreId,
} from '@kirana/core';
import { z } from 'zod';
import { pageOf } from '../../http/cursor.ts';
import type { PositionView, ShortfallView } from '../stock-views.ts';
import { StockVersion } from './stock-version.ts';

/** Where a write stands in the ledger: hand it to `minSequence` to read nothing older. */
export const WrittenAt = z
  .strictObject({ itemId: ItemId, sequence: z.int().positive() })
  .meta({ id: 'WrittenAt', description: 'The last entry that was written at the position' });

export const StockWritten = z
  .strictObject({ written: z.array(WrittenAt), stockVersion: StockVersion })
  .meta({ id: 'StockWritten', description: 'What a change of stock wrote' });

const StockLot = z
  .strictObject({
    lot: LotName.nullable(),
    expiresOn: ExpiryDate.nullable(),
    expiresAt: Instant.nullable(),
    quantity: Quantity,
    expired: Quantity.meta({ description: 'Of them in blocked, past their date' }),
  })
  .meta({ id: 'StockLot' });

const StockConflict = z
  .strictObject({ source: z.string(), stated: z.int(), decidedBy: z.string(), decided: z.int() })
  .meta({ id: 'StockConflict', description: 'A provider whose figure is not the one that counts' });

/** A position as callers see it. */
export const StockPosition = z
  .strictObject({
    position: Position,
    ats: QuantityDelta.meta({ description: 'Available to sell; below zero only where promises are not covered' }),
    sellable: Quantity.nullable().meta({ description: 'ATS, never shown below zero; null: not tracked' }),
    oversold: Quantity.meta({ description: 'Promised units that are not covered' }),
    lots: z.array(StockLot).nullable().meta({ description: 'Null at a past instant' }),
    heardAt: Instant.nullable().meta({ description: 'When the provider that decides on hand was last heard from' }),
    conflicts: z.array(StockConflict),
    asOf: Instant.nullable().meta({ description: 'The instant asked for; null: now' }),
  })
  .meta({ id: 'StockPosition' });
export type StockPosition = z.infer<typeof StockPosition>;

/** A position that was asked for by itself. */
export const StockPositionAnswer = z
  .strictObject({ ...StockPosition.shape, stockVersion: StockVersion })
  .meta({ id: 'StockPositionAnswer' });

const instantOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** `asked`: as of when; null: now. */
export const stockPosition = (
  { lots, heardAtMs, asOfMs: _asOf, conflicts, ...view }: PositionView,
  asked: string | null = null,
): StockPosition => ({
  ...view,
  lots: lots?.map(({ expiresAtMs, ...lot }) => ({ ...lot, expiresAt: instantOf(expiresAtMs) })) ?? null,
  heardAt: instantOf(heardAtMs),
  conflicts: [...conflicts],
  asOf: asked === null ? null : new Date(asked).toISOString(),
});

export const StockShortfall = z
  .strictObject({
    storeId: StoreId,
    itemId: ItemId,
    sequence: z.int().positive().meta({ description: "Of the position's entry that showed it" }),
    missing: Quantity.meta({ description: 'Units that left beyond what was on hand' }),
    oversold: Quantity.meta({ description: 'Promised units that were not covered then' }),
    oversoldNow: Quantity.meta({ description: 'Promised units not covered now; 0: it is over' }),
    recordedAt: Instant,
  })
  .meta({ id: 'StockShortfall' });

export const stockShortfallOf = ({ place: _place, recordedAtMs, ...shortfall }: ShortfallView) => ({
  ...shortfall,
  recordedAt: new Date(recordedAtMs).toISOString(),
});

/** A list that says at which version of the stock it was read. */
const versionedPageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ ...pageOf(item).shape, stockVersion: StockVersion });

/** A reservation with the version of the stock that holds it as it is here. */
export const ReservationAnswer = z
  .strictObject({ ...Reservation.shape, stockVersion: StockVersion })
  .meta({ id: 'ReservationAnswer' });
export type ReservationAnswer = z.infer<typeof ReservationAnswer>;

export const StockPositionPage = versionedPageOf(StockPosition);
export const StockEntryPage = pageOf(StockEntry);
export const ReservationPage = versionedPageOf(Reservation);
export const StockShortfallPage = pageOf(StockShortfall);
