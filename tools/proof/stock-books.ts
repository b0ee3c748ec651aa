import { expect } from 'vitest';
import type { StockEntry } from '../../packages/core/src/index.ts';
import type { KiranaClient } from '../../packages/sdk/src/index.ts';
import { eventually } from './eventually.ts';
import type { Acknowledged, Reply, Send } from './stock-clients.ts';

const FIGURES = ['onHand', 'blocked', 'reserved', 'safetyStock', 'incoming'] as const;
type Figures = Record<(typeof FIGURES)[number], number>;

interface Book {
  last: StockEntry | undefined;
  readonly figures: Figures;
}

/** What an acknowledged call must have written, once each. */
const WRITES = {
  reserve: 'reserved',
  commit: 'committed',
  release: 'released',
  sell: 'sold',
  receive: 'received',
} as const;

const endsHold = ({ kind, reason }: StockEntry): boolean =>
  kind === 'committed' || kind === 'expired' || (kind === 'released' && reason !== 'partly_committed');

/** The ledger of a store as it is told over HTTP, added up apart from the server's own code. */
export class StockBooks {
  readonly #storeId: string;
  readonly #books: ReadonlyMap<string, Book>;
  /** Units by what was done, by whom, to which item. */
  readonly #units = new Map<string, number>();
  readonly #ended = new Set<string>();
  readonly #sources = new Set<string>();
  /** What stands at a place of the ledger, by item and sequence. */
  readonly #places = new Map<string, string>();
  readonly #problems: string[] = [];

  constructor(storeId: string, itemIds: readonly string[]) {
    this.#storeId = storeId;
    const none = (): Book => ({
      last: undefined,
      figures: { onHand: 0, blocked: 0, reserved: 0, safetyStock: 0, incoming: 0 },
    });
    this.#books = new Map(itemIds.map((itemId) => [itemId, none()]));
  }

  /** I1, I4, I5, I6, I9: reads what is new and compares all figures, once those who write have stopped. */
  async check(client: KiranaClient): Promise<void> {
    await eventually(async () => {
      for (const [itemId, book] of this.#books) await this.#read(client, itemId, book);
      const params = { path: { storeId: this.#storeId } };
      const held = new Map<string, number>();
      for await (const { lines } of client.reservations.list(this.#storeId, { status: 'held', limit: 200 })) {
        for (const line of lines) held.set(line.itemId, (held.get(line.itemId) ?? 0) + line.held);
      }
      for await (const { position, oversold } of client.items('/v1/stores/{storeId}/stock', { params })) {
        const book = this.#books.get(position.itemId);
        if (book === undefined) continue;
        const { onHand, reserved, safetyStock, incoming } = book.figures;
        expect(position).toMatchObject({ onHand, reserved, safetyStock, incoming, sequence: book.last?.sequence ?? 0 });
        expect(reserved, 'I4: reserved is the sum of the holds').toBe(held.get(position.itemId) ?? 0);
        expect(oversold, 'I9').toBe(0);
      }
    });
    expect(this.#problems).toEqual([]);
  }

  /** Each of these calls has its entries, where it was told they are, and nobody wrote who was not asked to. */
  checkWritten(acknowledged: readonly Acknowledged[], isSent: (id: string) => boolean): void {
    const lost = acknowledged.filter((one) => !this.#isWritten(one));
    expect(lost, 'acknowledged and not in the ledger').toEqual([]);
    const unasked = [...this.#sources].filter((id) => !isSent(id));
    expect(unasked, 'in the ledger and never asked for').toEqual([]);
  }

  #isWritten({ call: { kind, id, units }, answer }: Acknowledged): boolean {
    const written: readonly { itemId: string; sequence: number }[] = answer.written ?? [];
    const stands = ({ itemId, sequence }: (typeof written)[number]): boolean =>
      this.#places.get(`${itemId} ${sequence}`) === `${WRITES[kind]} ${units.get(itemId)}`;
    if (!written.every(stands)) return false;
    if (kind === 'receive') return written.length === units.size;
    return [...units].every(([itemId, wanted]) => (this.#units.get(`${WRITES[kind]} ${id} ${itemId}`) ?? 0) === wanted);
  }

  async #read(client: KiranaClient, itemId: string, book: Book): Promise<void> {
    const known = book.last?.sequence ?? 0;
    const fresh: StockEntry[] = [];
    const params = { path: { storeId: this.#storeId, itemId }, query: { limit: 200 } };
    for await (const entry of client.items('/v1/stores/{storeId}/stock/{itemId}/entries', { params })) {
      if (entry.sequence === known) expect(entry, 'an entry stays as it is').toEqual(book.last);
      if (entry.sequence <= known) break;
      fresh.push(entry as StockEntry);
    }
    for (const entry of fresh.reverse()) this.#enter(book, entry);
  }

  #enter(book: Book, entry: StockEntry): void {
    const { kind, source, itemId, after, deltas, sequence } = entry;
    if (sequence !== (book.last?.sequence ?? 0) + 1) this.#note('I5: a gap before', entry);
    for (const figure of FIGURES) {
      book.figures[figure] += deltas[figure];
      if (after[figure] !== book.figures[figure]) this.#note(`I5: ${figure} is not the sum`, entry);
      if (after[figure] < 0) this.#note(`I1: ${figure} below zero`, entry);
    }
    const left = after.onHand - after.blocked - after.reserved - after.safetyStock;
    if (kind === 'reserved' && left < 0) this.#note('I9: more is promised than there is', entry);
    book.last = entry;
    this.#places.set(`${itemId} ${sequence}`, `${kind} ${entry.quantity}`);
    if (source.kind !== 'reservation' && source.kind !== 'sale') return;
    this.#sources.add(source.id);
    const what = `${kind} ${source.id} ${itemId}`;
    if (this.#units.has(what)) this.#note('I2: twice', entry);
    this.#units.set(what, entry.quantity);
    if (!endsHold(entry)) return;
    const hold = `${source.id} ${itemId}`;
    if (this.#ended.has(hold)) this.#note('I6: a hold ends twice', entry);
    this.#ended.add(hold);
  }

  #note(problem: string, entry: StockEntry): void {
    this.#problems.push(`${problem}: ${JSON.stringify(entry)}`);
  }
}

/** Where the stream of the store stands may be told later on each time. */
const said = ({ status, answer: { stockVersion: _later, ...answer } }: Reply) => ({ status, answer });

/** I2: whoever asks again with the same id hears the very same. */
export async function checkRepeated(acknowledged: readonly Acknowledged[], send: Send): Promise<void> {
  const left = [...acknowledged];
  const ask = async (): Promise<void> => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      expect(said(await send(one.call)), `${one.call.path} again`).toEqual(said(one));
    }
  };
  await Promise.all(Array.from({ length: 8 }, ask));
}
