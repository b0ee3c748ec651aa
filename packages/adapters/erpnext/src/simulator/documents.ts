/** A document as the simulated site keeps it: child tables are lists of rows. */
export interface SiteDocument {
  readonly name: string;
  modified: string;
  [field: string]: unknown;
}

/** Fields that are floats with Frappe: written with a point, 42.0. */
const FLOATS: ReadonlySet<string> = new Set([
  'actual_qty',
  'reserved_qty',
  'reserved_stock',
  'ordered_qty',
  'indented_qty',
  'planned_qty',
  'projected_qty',
  'reserved_qty_for_production',
  'reserved_qty_for_sub_contract',
  'qty_after_transaction',
  'valuation_rate',
  'stock_value',
  'standard_rate',
  'price_list_rate',
  'conversion_factor',
  'qty',
  'current_qty',
]);

/** Not ASCII: json.dumps escapes it. */
const asciiText = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** JSON as Python writes it: a space after each comma and colon, ASCII only, floats with a point. */
export function pythonJson(value: unknown, field = ''): string {
  if (Array.isArray(value)) return `[${value.map((entry) => pythonJson(entry)).join(', ')}]`;
  if (typeof value === 'string') return asciiText(value);
  if (typeof value === 'number' && FLOATS.has(field) && Number.isInteger(value)) return `${value}.0`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    return `{${entries.map(([key, entry]) => `${asciiText(key)}: ${pythonJson(entry, key)}`).join(', ')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** Documents by type and name. */
export class Documents {
  readonly #types = new Map<string, Map<string, SiteDocument>>();

  /** Undefined: there is no such type. */
  all(doctype: string): readonly SiteDocument[] | undefined {
    const found = this.#types.get(doctype);
    return found === undefined ? undefined : [...found.values()];
  }

  get(doctype: string, name: string): SiteDocument | undefined {
    return this.#types.get(doctype)?.get(name);
  }

  put(doctype: string, document: SiteDocument): SiteDocument {
    this.declare(doctype);
    this.#types.get(doctype)?.set(document.name, document);
    return document;
  }

  delete(doctype: string, name: string): boolean {
    return this.#types.get(doctype)?.delete(name) ?? false;
  }

  /** The type is there, even without documents. */
  declare(doctype: string): void {
    if (!this.#types.has(doctype)) this.#types.set(doctype, new Map());
  }
}
