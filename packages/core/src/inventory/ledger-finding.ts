import { z } from 'zod';
import { ItemId } from '../identity/ids.ts';

/**
 * What a check of the ledger can find, in words. `fault`: the books do not agree with themselves. `notice`: they do, and a person may want to
 * look all the same.
 */
export const LEDGER_FINDINGS = {
  SEQUENCE_GAP: {
    severity: 'fault',
    what: 'An entry is missing: the sequence of the position has a gap.',
    next: 'Look for the entry in a dump. Nothing is put in after the fact: count the item (kirana stock count), which writes what is true now.',
  },
  BALANCE_WRONG: {
    severity: 'fault',
    what: 'An entry says other figures after it than the sum of all entries up to it.',
    next: 'Something wrote around the ledger. Count the item (kirana stock count): entries are compensated, never edited.',
  },
  BELOW_ZERO: {
    severity: 'fault',
    what: 'Summed up, a figure passes below zero.',
    next: 'An entry before it is missing or wrong. Count the item (kirana stock count).',
  },
  POSITION_WRONG: {
    severity: 'fault',
    what: 'The position is not the sum of its entries.',
    next: 'Something wrote around the ledger. Count the item (kirana stock count), then check again.',
  },
  LOTS_WRONG: {
    severity: 'fault',
    what: 'The lots of the position are not what its entries made of them.',
    next: 'Count the item (kirana stock count): what exceeds on hand leaves the lots. Check expiry dates on the shelf.',
  },
  RESERVED_WRONG: {
    severity: 'fault',
    what: 'Reserved is not the sum of the open holds.',
    next: 'See GET /v1/stores/{storeId}/reservations?status=held; release those that nobody waits for.',
  },
  HOLD_LEFT_OVER: {
    severity: 'fault',
    what: 'A hold is there whose reservation has ended or does not exist.',
    next: 'It keeps units from being sold. Report it with the id of the reservation: a hold ends with its reservation, in one transaction.',
  },
  HOLD_WRONG: {
    severity: 'fault',
    what: 'An open reservation does not hold what it says it holds.',
    next: 'Release the reservation and reserve again under a new id.',
  },
  PROMISED_BEYOND: {
    severity: 'fault',
    what: 'A reservation was taken that stock did not cover.',
    next: 'See kirana shortfalls, and whether the goods are there; release what cannot be handed over.',
  },
  EVENT_MISSING: {
    severity: 'fault',
    what: 'The stream does not tell of the last entries of the position.',
    next: 'Whoever follows the stream reads the position itself now (kirana stock show); the next write tells its whole state.',
  },
  EVENT_WRONG: {
    severity: 'fault',
    what: 'The last event of the position tells other figures than the ledger has.',
    next: 'Whoever follows the stream reads the position itself now (kirana stock show); the next write tells its whole state.',
  },
  SOURCE_APART: {
    severity: 'notice',
    what: 'The provider that decides on hand says another figure than the ledger has, our own changes it cannot have seen laid over it.',
    next: 'kirana stock reconcile proposes what would change, and changes nothing by itself.',
  },
} as const satisfies Record<string, { severity: 'fault' | 'notice'; what: string; next: string }>;

export type LedgerFindingCode = keyof typeof LEDGER_FINDINGS;

const CODES = Object.keys(LEDGER_FINDINGS) as [LedgerFindingCode, ...LedgerFindingCode[]];

const Figure = z.union([z.int(), z.string().max(4_000)]).nullable();

/** One thing that a check of the ledger found: what, where, what next. */
export const LedgerFinding = z
  .strictObject({
    code: z.enum(CODES).meta({ id: 'LedgerFindingCode', description: 'Codes are added, never renamed' }),
    severity: z.enum(['fault', 'notice']),
    itemId: ItemId,
    sequence: z.int().nonnegative().nullable().meta({ description: 'Of the entry it is about; null: the position' }),
    figure: z.string().nullable().meta({ description: 'Which figure, where it is about one', example: 'onHand' }),
    stored: Figure.meta({ description: 'As it is stored; null: nothing is' }),
    recomputed: Figure.meta({ description: 'As it should be; null: nothing should be there' }),
    reservationId: z.string().nullable(),
    what: z.string(),
    next: z.string().meta({ description: 'What to do about it' }),
  })
  .meta({ id: 'LedgerFinding' });
export type LedgerFinding = Readonly<z.infer<typeof LedgerFinding>>;

/** Where a finding is, and what should have been there. */
export type FindingPlace = Partial<
  Pick<LedgerFinding, 'sequence' | 'figure' | 'stored' | 'recomputed' | 'reservationId'>
>;

/** A finding with its words. */
export function ledgerFinding(itemId: string, code: LedgerFindingCode, place: FindingPlace = {}): LedgerFinding {
  const nowhere = { sequence: null, figure: null, stored: null, recomputed: null, reservationId: null };
  return { code, itemId, ...nowhere, ...place, ...LEDGER_FINDINGS[code] };
}
