import { z } from 'zod';
import { ItemId, ModifierOptionId, StoreId } from '../identity/ids.ts';
import { Instant } from '../identity/store.ts';
import type { Need } from './components.ts';
import { Quantity, SomeQuantity } from './quantity.ts';

/** Made by the caller, who may repeat it for ever. */
export const ReservationId = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/)
  .meta({ id: 'ReservationId', description: 'Made by the caller', example: 'order-1042' });

/** `held` → one of the others, once. */
export const ReservationStatus = z.enum(['held', 'committed', 'released', 'expired']).meta({ id: 'ReservationStatus' });
export type ReservationStatus = z.infer<typeof ReservationStatus>;

/** A modifier chosen for each unit of a line. */
export const ChosenModifier = z
  .strictObject({ optionId: ModifierOptionId, quantity: z.int().positive().max(1_000) })
  .meta({ id: 'ChosenModifier' });

export const MAX_RESERVATION_LINES = 100;

/** One line as it is asked for. */
export const ReservationLineRequest = z
  .strictObject({
    itemId: ItemId,
    quantity: SomeQuantity,
    modifiers: z.array(ChosenModifier).max(50).optional().meta({
      description:
        'Options chosen for each unit, judged by the limits of their groups: none at all is an empty list. Left out: the limits are not looked at',
    }),
  })
  .meta({ id: 'ReservationLineRequest' });

/** A line as it was answered. `held` is under `quantity` only where best effort was asked for. */
export const ReservationLine = z
  .strictObject({
    line: z.int().nonnegative().meta({ description: 'Its place in the request, from 0' }),
    itemId: ItemId,
    quantity: SomeQuantity.meta({ description: 'As asked' }),
    held: Quantity,
    committed: Quantity.meta({ description: 'Handed over; the rest went back' }),
  })
  .meta({ id: 'ReservationLine' });

/** What is missing of one item, summed over all lines that take it. */
export const Shortfall = z
  .strictObject({
    itemId: ItemId.meta({ description: 'The item that is short: of a bundle, its part' }),
    wanted: Quantity,
    sellable: Quantity,
    lines: z.array(z.int().nonnegative()).meta({ description: 'The lines that take it' }),
  })
  .meta({ id: 'Shortfall' });
export type Shortfall = Readonly<z.infer<typeof Shortfall>>;

export const Reservation = z
  .strictObject({
    id: ReservationId,
    storeId: StoreId,
    status: ReservationStatus,
    lines: z.array(ReservationLine),
    shortfalls: z.array(Shortfall).meta({ description: 'What best effort could not hold' }),
    holder: z.string().max(100).meta({ description: 'The key it counts against' }),
    madeAt: Instant,
    expiresAt: Instant,
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'Reservation' });
export type Reservation = Readonly<z.infer<typeof Reservation>>;

/** Base units of one position that a reservation holds. */
export interface Hold {
  readonly reservationId: string;
  readonly storeId: string;
  readonly itemId: string;
  readonly quantity: number;
  readonly expiresAtMs: number;
}

/** A line with what one unit of it takes, kept because the components may change before it is committed. */
export interface ReservedLine {
  readonly itemId: string;
  readonly quantity: number;
  readonly held: number;
  committed: number;
  readonly needs: readonly Need[];
}

/** A reservation as it is kept. Its holds are the needs of its held units, summed per item; none is left once it has ended. */
export interface ReservationRecord {
  readonly id: string;
  readonly storeId: string;
  readonly holder: string;
  /** Hash of the request: the same id with another one is refused. */
  readonly hash: string;
  readonly lines: readonly ReservedLine[];
  readonly shortfalls: readonly Shortfall[];
  readonly madeAtMs: number;
  /** As first answered, before any extension. */
  readonly firstExpiresAtMs: number;
  expiresAtMs: number;
  status: ReservationStatus;
  endedAtMs: number | null;
  /** Hash of the call that ended it; null: nobody did, or its time did. */
  endHash: string | null;
}

/** A reservation as people outside see it. A hold past its time is expired, whether or not a write has said so yet. */
export function toReservation(record: ReservationRecord, nowMs: number): Reservation {
  const over = record.status === 'held' && record.expiresAtMs <= nowMs;
  const endedAtMs = over ? record.expiresAtMs : record.endedAtMs;
  return {
    id: record.id,
    storeId: record.storeId,
    status: over ? 'expired' : record.status,
    lines: record.lines.map(({ itemId, quantity, held, committed }, line) => ({
      line,
      itemId,
      quantity,
      held,
      committed,
    })),
    shortfalls: [...record.shortfalls],
    holder: record.holder,
    madeAt: new Date(record.madeAtMs).toISOString(),
    expiresAt: new Date(record.expiresAtMs).toISOString(),
    endedAt: endedAtMs === null ? null : new Date(endedAtMs).toISOString(),
  };
}
