import type { Balances, Entry } from './entry.ts';
import { applyEntry, type FoldedStock, foldEntries, type Opening } from './fold.ts';
import { type FindingPlace, type LedgerFinding, type LedgerFindingCode, ledgerFinding } from './ledger-finding.ts';
import type { Lot } from './lots.ts';
import { ats, blockedTotal, type Position } from './position.ts';
import type { ReservationStatus } from './reservation.ts';

/** A hold as it is stored, with what its reservation says. */
export interface CheckedHold {
  readonly reservationId: string;
  readonly quantity: number;
  readonly expiresAtMs: number;
  /** Null: there is no such reservation. */
  readonly status: ReservationStatus | null;
}

/** What is stored of a position, read in one snapshot together with its last event. */
export interface StoredPosition {
  readonly position: Position;
  readonly lots: readonly Lot[];
  readonly holds: readonly CheckedHold[];
  /** What open reservations hold here by their own lines. */
  readonly promised: ReadonlyMap<string, number>;
  /** What the last `stock.changed` of the position told; null: none was found. */
  readonly told: Position | null;
  /** Whether the stream goes back to the last entry, so that its event must be there. */
  readonly mustBeTold: boolean;
  /** On hand as the provider that decides would have it; null: none does. */
  readonly said: number | null;
  readonly nowMs: number;
}

/** More findings than this of one position say no more. */
export const MOST_FINDINGS = 20;

type Figures = Readonly<Record<string, number | string>>;

const balancesOf = (position: Position): Balances => ({
  onHand: position.onHand,
  blocked: blockedTotal(position),
  reserved: position.reserved,
  safetyStock: position.safetyStock,
  incoming: position.incoming,
});

const figuresOf = ({ blocked, ...position }: Position): Figures => ({
  tracking: position.tracking,
  onHand: position.onHand,
  'blocked.damaged': blocked.damaged,
  'blocked.quality_check': blocked.quality_check,
  'blocked.recalled': blocked.recalled,
  'blocked.expired': blocked.expired,
  reserved: position.reserved,
  safetyStock: position.safetyStock,
  incoming: position.incoming,
  sequence: position.sequence,
});

/** Lots in one spelling. Their order means nothing, and empty ones are as good as gone. */
const lotsText = (lots: readonly Lot[]): string =>
  lots
    .filter(({ quantity, expired }) => quantity !== 0 || expired !== 0)
    .map(
      ({ lot, expiresOn, quantity, expired }) => `${quantity} of ${lot ?? '–'}/${expiresOn ?? '–'}, ${expired} expired`,
    )
    .sort()
    .join('; ')
    .slice(0, 4_000);

/**
 * Recomputes a position from its entries, which are given one after another however many there are, and compares all that hangs on it. It
 * repairs nothing: that takes compensating entries.
 */
export class LedgerCheck {
  readonly #itemId: string;
  readonly #stock: FoldedStock;
  readonly #findings: LedgerFinding[] = [];
  #found = 0;
  #expected = 1;
  #entries = 0;

  constructor(opening: Opening) {
    this.#itemId = opening.itemId;
    this.#stock = foldEntries(opening, []);
  }

  /** Entries looked at. */
  get entries(): number {
    return this.#entries;
  }

  #find(code: LedgerFindingCode, place: FindingPlace): void {
    this.#found += 1;
    if (this.#findings.length < MOST_FINDINGS) this.#findings.push(ledgerFinding(this.#itemId, code, place));
  }

  /** The next entry, by sequence. */
  take(entry: Entry): void {
    const { sequence, after } = entry;
    this.#entries += 1;
    if (sequence !== this.#expected)
      this.#find('SEQUENCE_GAP', { sequence, stored: sequence, recomputed: this.#expected });
    this.#expected = sequence + 1;
    applyEntry(this.#stock, entry);
    const { position } = this.#stock;
    const recomputed = balancesOf(position);
    for (const figure of Object.keys(recomputed) as (keyof Balances)[]) {
      const place = { sequence, figure, stored: after[figure], recomputed: recomputed[figure] };
      if (place.stored !== place.recomputed) this.#find('BALANCE_WRONG', place);
      if (place.recomputed < 0) this.#find('BELOW_ZERO', place);
    }
    if (entry.kind === 'reserved' && position.tracking === 'counted' && ats(position) < 0) {
      this.#find('PROMISED_BEYOND', { sequence, figure: 'ats', stored: ats(position), recomputed: 0 });
    }
  }

  #compare(code: LedgerFindingCode, stored: Figures, recomputed: Figures, sequence: number | null): void {
    for (const [figure, value] of Object.entries(recomputed)) {
      const said = stored[figure] ?? null;
      if (said !== value) this.#find(code, { sequence, figure, stored: said, recomputed: value });
    }
  }

  #checkHolds({ position, holds, promised, nowMs }: StoredPosition): void {
    const sum = holds.reduce((units, { quantity }) => units + quantity, 0);
    if (sum !== position.reserved) {
      this.#find('RESERVED_WRONG', { figure: 'reserved', stored: position.reserved, recomputed: sum });
    }
    const known = new Map(holds.map((hold) => [hold.reservationId, hold]));
    for (const { reservationId, quantity, status, expiresAtMs } of holds) {
      // one position of it was written after it expired, and this one was not yet
      const isDue = status === 'expired' && expiresAtMs <= nowMs;
      if (status === 'held' || isDue) continue;
      this.#find('HOLD_LEFT_OVER', { reservationId, figure: status, stored: quantity, recomputed: null });
    }
    for (const [reservationId, units] of promised) {
      const stored = known.get(reservationId)?.quantity ?? null;
      if (stored !== units) this.#find('HOLD_WRONG', { reservationId, figure: 'reserved', stored, recomputed: units });
    }
  }

  #checkTold({ position, told, mustBeTold }: StoredPosition): void {
    const { sequence } = position;
    if (sequence === 0 || !mustBeTold) return;
    if (told === null || told.sequence < sequence) {
      const stored = told?.sequence ?? null;
      this.#find('EVENT_MISSING', { sequence, figure: 'sequence', stored, recomputed: sequence });
    } else this.#compare('EVENT_WRONG', figuresOf(told), figuresOf(position), sequence);
  }

  /** After the last entry. @returns the first findings, and how many there are */
  end(stored: StoredPosition): { readonly findings: readonly LedgerFinding[]; readonly found: number } {
    const { position, lots, said } = stored;
    const folded = this.#stock;
    this.#compare('POSITION_WRONG', figuresOf(position), figuresOf(folded.position), null);
    const [storedLots, recomputedLots] = [lotsText(lots), lotsText(folded.lots)];
    if (storedLots !== recomputedLots) {
      this.#find('LOTS_WRONG', { figure: 'lots', stored: storedLots, recomputed: recomputedLots });
    }
    this.#checkHolds(stored);
    this.#checkTold(stored);
    if (position.tracking === 'counted' && said !== null && said !== position.onHand) {
      this.#find('SOURCE_APART', { figure: 'onHand', stored: position.onHand, recomputed: said });
    }
    return { findings: this.#findings, found: this.#found };
  }
}
