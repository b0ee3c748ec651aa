import type { HookRequest } from '@kirana/adapter';
import { seededRandom } from '@kirana/adapter/simulator';
import { DEMO_MERCHANT, DEMO_SIZE, DOCK, demoCatalog, MAIN } from './demo-catalog.ts';
import { type CountEntry, catalogMessage, countMessage } from './messages.ts';
import { START_MS } from './new-objects.ts';
import { dataOf, insideOf, isAt, type SquareData, type SquareObject } from './square-object.ts';

export interface ShopOptions {
  readonly seed?: number;
  /** Items, about. */
  readonly size?: number;
}

/** What a shop on Square has, and what Square sends when somebody works with it. Its clock stands still between two changes. */
export class SquareShop {
  readonly merchant = DEMO_MERCHANT;
  readonly locations: readonly string[] = [MAIN, DOCK];
  /** Top-level objects by id; variations and modifiers are inside theirs. */
  readonly objects: Map<string, SquareObject>;
  /** Variations and modifiers that were deleted: they are nowhere inside any more. */
  readonly deleted = new Map<string, SquareObject>();
  readonly counts = new Map<string, CountEntry>();
  /** What was last counted by hand, as distinct from what is there now. */
  readonly counted = new Map<string, string>();
  /** Messages so far, unsigned, in the order in which things happened. */
  readonly sent: HookRequest[] = [];
  #nowMs = START_MS;

  constructor({ seed = 1, size = DEMO_SIZE }: ShopOptions = {}) {
    const random = seededRandom(seed);
    const catalog = demoCatalog(size, random);
    this.objects = new Map(catalog.map((object) => [object.id, object]));
    for (const [index, object] of catalog.entries()) {
      // one after the other, the last when the clock starts
      const madeMs = START_MS - (catalog.length - 1 - index) * 1_000;
      for (const one of [object, ...insideOf(object)]) {
        Object.assign(one, { version: madeMs, updated_at: new Date(madeMs).toISOString() });
      }
      if (object.type === 'ITEM') for (const variation of insideOf(object)) this.#stock(object, variation, random);
    }
  }

  /** Counted before the clock starts, each at a moment of its own, where the item is. */
  #stock(item: SquareObject, variation: SquareObject, random: () => number): void {
    const { track_inventory: isTracked, measurement_unit_id: unit } = dataOf(variation);
    if (isTracked !== true) return;
    for (const location of this.locations.filter((one) => isAt(item, one))) {
      const quantity = unit === undefined ? String(Math.floor(random() * 40)) : (random() * 40).toFixed(3);
      const calculatedAt = new Date(START_MS - 3_600_000 + this.counts.size * 1_000).toISOString();
      this.counts.set(`${variation.id} ${location}`, { variation: variation.id, location, quantity, calculatedAt });
    }
  }

  get now(): string {
    return new Date(this.#nowMs).toISOString();
  }

  /** The time of the next change, which is a second later. */
  #tick(): { at: string; version: number } {
    this.#nowMs += 1_000;
    return { at: this.now, version: this.#nowMs };
  }

  /** Every object by itself, those inside others too. */
  all(): SquareObject[] {
    const top = [...this.objects.values()];
    const inside = top.flatMap((object) => (['ITEM', 'MODIFIER_LIST'].includes(object.type) ? insideOf(object) : []));
    return [...top, ...inside, ...this.deleted.values()];
  }

  find(id: string): SquareObject {
    const found = this.all().find((object) => object.id === id);
    if (found === undefined) throw new RangeError(`the shop has no "${id}"`);
    return found;
  }

  /** Changes an object, and it alone: what it is inside of keeps its version. */
  change(id: string, data: SquareData, fields: SquareData = {}): void {
    const { at, version } = this.#tick();
    const found = this.find(id);
    Object.assign(dataOf(found), data);
    Object.assign(found, fields, { version, updated_at: at });
    this.#catalogChanged();
  }

  /** What differs at one location. */
  override(id: string, location: string, differs: SquareData): void {
    const others = ((dataOf(this.find(id)).location_overrides ?? []) as SquareData[]).filter(
      (one) => one.location_id !== location,
    );
    this.change(id, { location_overrides: [...others, { location_id: location, ...differs }] });
  }

  /** An item takes its variations with it. */
  delete(id: string): void {
    const { at, version } = this.#tick();
    const gone = { is_deleted: true, version, updated_at: at };
    const found = this.find(id);
    Object.assign(found, gone);
    const isTop = this.objects.has(id);
    for (const one of isTop ? insideOf(found) : []) Object.assign(one, gone);
    if (!isTop) {
      for (const parent of this.objects.values()) {
        const data = dataOf(parent);
        for (const list of ['variations', 'modifiers']) {
          const inside = data[list] as SquareObject[] | undefined;
          if (inside?.includes(found)) data[list] = inside.filter((one) => one !== found);
        }
      }
      this.deleted.set(id, found);
    }
    this.#catalogChanged();
  }

  /** Sets what there is and tells of it, as a sale or a recount would. */
  count(variation: string, location: string, quantity: string): CountEntry {
    const { at } = this.#tick();
    const entry = { variation, location, quantity, calculatedAt: at };
    this.counts.set(`${variation} ${location}`, entry);
    this.sent.push(countMessage({ ...this.#event(), counts: [entry] }));
    return entry;
  }

  #event() {
    return { merchant: this.merchant, eventId: `event-${this.sent.length + 1}`, at: this.now };
  }

  #catalogChanged(): void {
    this.sent.push(catalogMessage(this.#event()));
  }
}
