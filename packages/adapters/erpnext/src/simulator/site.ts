import type { HookRequest } from '@kirana/adapter';
import { DEMO } from './demo-shop.ts';
import type { Documents, SiteDocument } from './documents.ts';
import { poke } from './pokes.ts';

/** The site's clock begins here and goes on by itself: simulations do not depend on when they run. */
const FIRST_MS = Date.UTC(2026, 10, 22, 14, 0, 0);

export interface Effect {
  readonly kind: string;
  readonly [detail: string]: unknown;
}

/** What people do at a simulated site. Each change leaves the webhooks it would send in `pokes`. */
export class Site {
  readonly documents: Documents;
  /** Webhooks to be sent, in the order of the changes; whoever uses the site takes them. */
  readonly pokes: HookRequest[] = [];
  readonly effects: Effect[] = [];
  #ticks = 0;

  constructor(documents: Documents) {
    this.documents = documents;
  }

  /** The local time there, a little later each time. */
  tick(): string {
    this.#ticks += 1;
    const text = new Date(FIRST_MS + this.#ticks * 137).toISOString();
    return `${text.slice(0, 23).replace('T', ' ')}${String(this.#ticks % 1_000).padStart(3, '0')}`;
  }

  /** Saves a document: its fields change, it has a new time of change, and a webhook goes out. Webhooks for Bins never do. */
  save(doctype: string, name: string, fields: Readonly<Record<string, unknown>>): SiteDocument {
    const known = this.documents.get(doctype, name);
    const saved = this.documents.put(doctype, { ...known, ...fields, name, modified: this.tick() });
    if (doctype !== 'Bin') this.#tell(doctype, 'on_update', saved);
    return saved;
  }

  remove(doctype: string, name: string): void {
    const known = this.documents.get(doctype, name);
    if (known === undefined) throw new RangeError(`there is no ${doctype} "${name}"`);
    this.documents.delete(doctype, name);
    this.#tell(doctype, 'on_trash', known);
  }

  /** An item under another code. Frappe has no webhook for it. */
  rename(name: string, newName: string): void {
    const known = this.documents.get('Item', name);
    if (known === undefined) throw new RangeError(`there is no Item "${name}"`);
    this.documents.delete('Item', name);
    this.documents.put('Item', { ...known, name: newName, item_code: newName, modified: this.tick() });
    for (const doctype of ['Bin', 'Item Price']) {
      for (const document of this.documents.all(doctype) ?? []) {
        if (document.item_code === name) document.item_code = newName;
      }
    }
  }

  /** Goods come or go: the Bin changes behind the back of the webhooks, and a ledger entry tells of it with a balance that may be old. */
  move(item: string, warehouse: string, change: number): void {
    const bin = this.binOf(item, warehouse);
    bin.actual_qty = Number(bin.actual_qty) + change;
    bin.modified = this.tick();
    this.#tellLedger(bin, change);
  }

  /** The whole count of a place, as a submitted reconciliation sets it. */
  count(item: string, warehouse: string, actual: number): void {
    this.move(item, warehouse, actual - Number(this.binOf(item, warehouse).actual_qty));
  }

  binOf(item: string, warehouse: string): SiteDocument {
    const found = this.documents.all('Bin')?.find((bin) => bin.item_code === item && bin.warehouse === warehouse);
    if (found !== undefined) return found;
    const stock_uom = this.documents.get('Item', item)?.stock_uom ?? 'Nos';
    return this.documents.put('Bin', {
      name: `bin-${item}-${warehouse}`.toLowerCase(),
      item_code: item,
      warehouse,
      actual_qty: 0,
      reserved_qty: 0,
      stock_uom,
      modified: this.tick(),
    });
  }

  #tellLedger({ item_code, warehouse, stock_uom, modified }: SiteDocument, change: number): void {
    const entry = { name: `SLE-${this.#ticks}`, item_code, warehouse, stock_uom, modified };
    const body = { doctype: 'Stock Ledger Entry', event: 'after_insert', ...entry, actual_qty: change };
    this.pokes.push(poke({ account: DEMO.account, body: { ...body, qty_after_transaction: 0 } }));
  }

  #tell(doctype: string, event: string, { name, modified, item_code }: SiteDocument): void {
    this.pokes.push(poke({ account: DEMO.account, body: { doctype, event, name, item_code, modified } }));
  }
}
