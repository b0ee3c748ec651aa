import { setTimeout as delay } from 'node:timers/promises';

/** What a client asks of a ledger. Its id is made here, so that it may be asked again for ever. */
export interface StockCall {
  readonly kind: 'reserve' | 'commit' | 'release' | 'sell' | 'receive';
  /** Of the reservation or the sale; of a receipt its idempotency key. */
  readonly id: string;
  /** Below the store. */
  readonly path: string;
  readonly body: object | undefined;
  /** Units by item: held, handed over, given back, sold, received. */
  readonly units: ReadonlyMap<string, number>;
}

export interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a proof looks into it as far as it likes
  readonly answer: any;
}

/** A call and the answer that its client has heard in full. */
export interface Acknowledged extends Reply {
  readonly call: StockCall;
}

/** Sends a call; throws when no whole answer came back. */
export type Send = (call: StockCall) => Promise<Reply>;

export interface ClientItems {
  /** Few units for many clients: they are reserved, and received a few at a time. */
  readonly scarce: string;
  /** Never runs out: reserved and sold. */
  readonly ample: string;
}

interface OpenReservation {
  readonly id: string;
  readonly lines: readonly { readonly itemId: string; readonly quantity: number }[];
}

const AGAIN_AFTER_MS = 20;
/** What a ledger may say no with to these calls. */
const REFUSALS = ['STOCK_INSUFFICIENT', 'RESERVATION_EXPIRED'];
const UNKNOWN = [429, 503];

const roll = (sides: number): number => Math.floor(Math.random() * sides);

function unitsOf(lines: OpenReservation['lines']): Map<string, number> {
  const units = new Map<string, number>();
  for (const { itemId, quantity } of lines) units.set(itemId, (units.get(itemId) ?? 0) + quantity);
  return units;
}

/** One customer of the ledger after the other: asks, and asks the same again until it knows. */
export class StockClient {
  readonly #name: string;
  readonly #items: ClientItems;
  readonly #open: OpenReservation[] = [];
  /** Asked and not answered: it is asked again first. */
  #pending: StockCall | undefined;
  #count = 0;
  /** Answers since they were last taken. */
  acknowledged: Acknowledged[] = [];
  readonly sentIds = new Set<string>();
  readonly unexpected: Acknowledged[] = [];
  /** Calls asked more than once before they were answered. */
  repeated = 0;

  constructor(name: string, items: ClientItems) {
    this.#name = name;
    this.#items = items;
  }

  /** Asks until told to stop; a call under way then is kept for the next run. */
  async run(send: Send, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      if (this.#pending !== undefined) this.repeated += 1;
      const call = this.#pending ?? this.#next();
      this.#pending = call;
      this.sentIds.add(call.id);
      const reply = await send(call).catch(() => undefined);
      if (reply === undefined || UNKNOWN.includes(reply.status)) {
        await delay(AGAIN_AFTER_MS);
        continue;
      }
      this.#pending = undefined;
      this.#heard({ call, ...reply });
    }
  }

  #heard(heard: Acknowledged): void {
    const { call, status, answer } = heard;
    if (status >= 300) {
      if (status !== 409 || !REFUSALS.includes(answer.code)) this.unexpected.push(heard);
      return;
    }
    this.acknowledged.push(heard);
    const lines = (call.body as { lines?: OpenReservation['lines'] } | undefined)?.lines ?? [];
    if (call.kind === 'reserve') this.#open.push({ id: call.id, lines });
  }

  #next(): StockCall {
    const kind = roll(100);
    if (kind < 45 || this.#open.length > 3) {
      const open = this.#open.shift();
      if (open !== undefined) return this.#end(open);
    }
    this.#count += 1;
    const id = `${this.#name}-${this.#count}`;
    if (kind < 85) return this.#reserve(id);
    return kind < 95 ? this.#sell(id) : this.#receive(id);
  }

  #reserve(id: string): StockCall {
    const { scarce, ample } = this.#items;
    const both = [
      { itemId: ample, quantity: 1 + roll(3) },
      { itemId: scarce, quantity: 1 + roll(3) },
    ];
    const lines = roll(3) === 0 ? both : [{ itemId: roll(3) === 0 ? ample : scarce, quantity: 1 + roll(2) }];
    // some are left to end by themselves
    const ttlSeconds = roll(8) === 0 ? 1 : 600;
    return { kind: 'reserve', id, path: 'reservations', body: { id, lines, ttlSeconds }, units: unitsOf(lines) };
  }

  #end({ id, lines }: OpenReservation): StockCall {
    const path = `reservations/${id}`;
    const how = roll(5);
    if (how === 0) return { kind: 'release', id, path: `${path}/release`, body: undefined, units: unitsOf(lines) };
    if (how > 1) return { kind: 'commit', id, path: `${path}/commit`, body: {}, units: unitsOf(lines) };
    const handed = lines.map(({ quantity }, line) => ({ line, quantity: roll(quantity + 1) }));
    const units = unitsOf(lines.map(({ itemId }, line) => ({ itemId, quantity: handed[line]?.quantity ?? 0 })));
    return { kind: 'commit', id, path: `${path}/commit`, body: { lines: handed }, units };
  }

  #sell(id: string): StockCall {
    const lines = [{ itemId: this.#items.ample, quantity: 1 + roll(2) }];
    return { kind: 'sell', id, path: 'sales', body: { id, lines }, units: unitsOf(lines) };
  }

  #receive(id: string): StockCall {
    const lines = [{ itemId: this.#items.scarce, quantity: 5 }];
    return { kind: 'receive', id, path: 'stock/receipts', body: { lines }, units: unitsOf(lines) };
  }
}

/** Calls of one store at any of the servers, a connection of its own where one broke. */
export const sender =
  (urls: readonly string[], key: string, storeId: string): Send =>
  async ({ kind, id, path, body }) => {
    const url = urls[roll(urls.length)];
    const response = await fetch(`${url}/v1/stores/${storeId}/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(kind === 'receive' ? { 'idempotency-key': id } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, answer: await response.json() };
  };
