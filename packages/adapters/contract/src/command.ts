/** What Kirana can ask a provider to do. */
export type CommandKind = 'stock.set' | 'store.status' | 'order.push';

interface CommandOf<K extends CommandKind> {
  readonly kind: K;
  /** Ours, and the same at each attempt: give it to the provider as its idempotency key where it takes one. */
  readonly id: string;
  /** The provider's store. */
  readonly location: string;
}

/** How many there are, in base units of the item, or whether it may be sold at all; each stands for itself, so it can be said again. */
export interface StockLine {
  readonly externalId: string;
  /** Other ids the provider has for the item. */
  readonly aliases: readonly string[];
  /** The provider's place within the store; null where there is but one. */
  readonly warehouse: string | null;
  /** Null for a provider that only knows on and off. */
  readonly quantity: number | null;
  readonly on: boolean;
  /** When it comes back by itself; null: when somebody switches it on. */
  readonly until: string | null;
}

/** Tells the provider what stock is sellable. At most `mostLines` lines in one. */
export interface SetStock extends CommandOf<'stock.set'> {
  readonly lines: readonly StockLine[];
}

/** Tells the provider whether the store takes orders. */
export interface SetStoreStatus extends CommandOf<'store.status'> {
  readonly open: boolean;
  /** When it opens again; null: when somebody says so. */
  readonly returnAt: string | null;
  readonly reason: string | null;
}

/**
 * An order for the provider to prepare. Designed and not yet sent: money is in minor units, options are ids of modifier options. What becomes
 * of it is told by `command.settled` changes, the first one settles the push itself.
 */
export interface PushOrder extends CommandOf<'order.push'> {
  readonly placedAt: string;
  readonly orderType: 'delivery' | 'pickup' | 'dine_in';
  readonly currency: string;
  readonly lines: readonly {
    readonly externalId: string;
    readonly quantity: number;
    readonly unitPriceMinor: number;
    readonly note: string | null;
    readonly options: readonly {
      readonly externalId: string;
      readonly quantity: number;
      readonly unitPriceMinor: number;
    }[];
  }[];
  readonly charges: readonly {
    readonly externalId: string | null;
    readonly name: string;
    readonly amountMinor: number;
  }[];
  readonly taxes: readonly {
    readonly externalId: string | null;
    readonly name: string;
    readonly amountMinor: number;
  }[];
  readonly totalMinor: number;
  readonly customer: { readonly name: string | null; readonly phone: string | null; readonly address: string | null };
  readonly note: string | null;
}

export type Command = SetStock | SetStoreStatus | PushOrder;

/** What one line came to where the provider answers line by line. */
export interface LineResult {
  readonly externalId: string;
  readonly ok: boolean;
  readonly detail: string | null;
}

/**
 * What the provider made of a command, judged as it says it: an answer of 200 that says no is `refused`. Whatever may work at another
 * attempt is thrown as an AdapterError instead.
 */
export type CommandResult =
  /** It is done. Lines that were left out are taken for done. */
  | { readonly kind: 'done'; readonly reference: string | null; readonly lines: readonly LineResult[] }
  /** It was taken; a `command.settled` with this reference, or with the command's id, says what came of it. */
  | { readonly kind: 'taken'; readonly reference: string | null }
  | { readonly kind: 'refused'; readonly code: string | null; readonly detail: string };
