import type { SiteDocument } from './documents.ts';
import { Refused } from './list-query.ts';
import type { Site } from './site.ts';

const DOCTYPE = 'Stock Reconciliation';

interface Row {
  readonly item_code: string;
  readonly warehouse: string;
  readonly qty: number;
}

const rowsOf = (document: Readonly<Record<string, unknown>>): readonly Row[] =>
  Array.isArray(document.items) ? (document.items as Row[]) : [];

/** As ERPNext checks a reconciliation when it is saved, and again when it is submitted. @throws Refused */
function validate(site: Site, document: Readonly<Record<string, unknown>>): Row[] {
  const rows = rowsOf(document);
  rows.forEach(({ item_code, warehouse, qty }, index) => {
    const refuse = (why: string) => {
      throw new Refused('ValidationError', `Row # ${index + 1}: ${why}`);
    };
    if (site.documents.get('Item', item_code) === undefined) refuse(`Item ${item_code} not found`);
    if (site.documents.get('Item', item_code)?.has_variants === 1) refuse(`Item ${item_code} is a template`);
    if (site.documents.get('Warehouse', warehouse) === undefined) refuse('Warehouse not found in the system');
    if (qty < 0) refuse('Negative Quantity is not allowed');
    const twice = rows.findIndex((row) => row.item_code === item_code && row.warehouse === warehouse) !== index;
    if (twice) refuse('Duplicate entry');
  });
  const changed = rows.filter(({ item_code, warehouse, qty }) => site.binOf(item_code, warehouse).actual_qty !== qty);
  if (changed.length > 0) return changed;
  throw new Refused('EmptyStockReconciliationItemsError', 'None of the items have any change in quantity or value.');
}

/** @throws Refused */
export function insertReconciliation(site: Site, fields: Readonly<Record<string, unknown>>): SiteDocument {
  const items = validate(site, fields);
  const name = `MAT-RECO-2026-${String((site.documents.all(DOCTYPE)?.length ?? 0) + 1).padStart(5, '0')}`;
  return site.documents.put(DOCTYPE, { ...fields, name, items, docstatus: 0, modified: site.tick() });
}

/** Submitting sets what is there, once. @throws Refused */
export function updateReconciliation(
  site: Site,
  known: SiteDocument,
  fields: Readonly<Record<string, unknown>>,
): SiteDocument {
  if (known.docstatus === 1) throw new Refused('UpdateAfterSubmitError', 'Not allowed to change a submitted document');
  const items = validate(site, known);
  const saved = site.documents.put(DOCTYPE, { ...known, ...fields, items, modified: site.tick() });
  if (saved.docstatus === 1) {
    for (const { item_code, warehouse, qty } of items) site.count(item_code, warehouse, qty);
    site.effects.push({ kind: 'stock.set', name: saved.name, rows: items });
  }
  return saved;
}
