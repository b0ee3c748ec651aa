import type { Reason } from '../orderability/reason.ts';
import type { Need } from './components.ts';
import type { AdjustReason, CountReason, EntrySource, ReceiveReason } from './entry.ts';
import type { BlockKind, Tracking } from './position.ts';
import type { StockReport } from './reported-stock.ts';

/** Who asks, and how a repetition is told from something new. Times are in milliseconds, quantities in base units. */
interface Asked {
  readonly storeId: string;
  readonly actor: string;
  /** Hash of the request as it came. */
  readonly hash: string;
}

/** Names an effect that the caller may repeat: the idempotency key or sale id. Null: each call is a new effect. */
interface Keyed extends Asked {
  readonly key: string | null;
  readonly occurredAtMs: number;
}

/** Something taken from stock: `needs` is what one unit of it takes, exploded and summed per item. */
export interface TakenLine {
  readonly itemId: string;
  readonly quantity: number;
  readonly needs: readonly Need[];
}

export interface ReserveLine extends TakenLine {
  /** Most units of the item in one order; null: no limit. */
  readonly maxQuantity: number | null;
  /** Why the item cannot be ordered, apart from stock. Empty: it can, or that is not judged. */
  readonly reasons: readonly Reason[];
}

export interface Reserve extends Asked {
  readonly kind: 'reserve';
  readonly reservationId: string;
  /** The key whose quota it counts against. */
  readonly holder: string;
  readonly ttlMs: number;
  /** Hold what there is, line by line in order, instead of all or nothing. */
  readonly bestEffort: boolean;
  readonly lines: readonly ReserveLine[];
}

/** Goods are handed over. `lines` null: all that is held; else the units of each line, and what is not named goes back. */
export interface Commit extends Asked {
  readonly kind: 'commit';
  readonly reservationId: string;
  readonly lines: readonly { readonly line: number; readonly quantity: number }[] | null;
  readonly occurredAtMs: number;
}

export interface Release extends Asked {
  readonly kind: 'release';
  readonly reservationId: string;
}

/** Holds until `ttlMs` from now, never shorter than it does, never beyond the longest life of a reservation. */
export interface Extend extends Asked {
  readonly kind: 'extend';
  readonly reservationId: string;
  readonly ttlMs: number;
}

/** Goods that left without a reservation: sold elsewhere, perhaps offline and heard of late. Never refused for stock. */
export interface Sell extends Keyed {
  readonly kind: 'sell';
  readonly saleId: string;
  readonly lines: readonly TakenLine[];
}

export interface Receive extends Keyed {
  readonly kind: 'receive';
  readonly reason: ReceiveReason;
  /** Whether it was incoming, which goes down with it. */
  readonly ordered: boolean;
  readonly source: EntrySource;
  readonly lines: readonly {
    readonly itemId: string;
    readonly quantity: number;
    readonly lot: string | null;
    readonly expiresOn: string | null;
    readonly expiresAtMs: number | null;
  }[];
}

interface OnOneItem extends Keyed {
  readonly itemId: string;
  readonly source: EntrySource;
}

/** A person counted: on hand is this, whatever it was. */
export interface Count extends OnOneItem {
  readonly kind: 'count';
  readonly onHand: number;
  readonly reason: CountReason;
}

/** So many units more or fewer. `from`: they leave from what is blocked as this. */
export interface Adjust extends OnOneItem {
  readonly kind: 'adjust';
  readonly quantity: number;
  readonly reason: AdjustReason;
  readonly from: BlockKind | null;
}

export interface Block extends OnOneItem {
  readonly kind: 'block' | 'unblock';
  readonly quantity: number;
  readonly blockKind: BlockKind;
}

/** Sets a figure that is decided, not counted. */
export interface SetLevel extends OnOneItem {
  readonly kind: 'set_safety_stock' | 'set_incoming';
  readonly quantity: number;
}

export interface SetTracking extends OnOneItem {
  readonly kind: 'set_tracking';
  readonly tracking: Tracking;
}

/** A provider reports. Ordered and deduplicated by the report's own order, so it needs no key. */
export interface Report {
  readonly kind: 'report';
  readonly storeId: string;
  readonly itemId: string;
  readonly actor: string;
  /** The delivery it came with. */
  readonly deliveryId: string;
  readonly report: StockReport;
}

export type Command =
  | Reserve
  | Commit
  | Release
  | Extend
  | Sell
  | Receive
  | Count
  | Adjust
  | Block
  | SetLevel
  | SetTracking
  | Report;
export type CommandKind = Command['kind'];
