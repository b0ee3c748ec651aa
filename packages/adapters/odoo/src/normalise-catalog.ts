import { AdapterError, type Given, isJsonObject, type Normalised, parseJson } from '@kirana/adapter';
import { categoryId, posCategoryId, readCategories } from './categories.ts';
import { type Entry, entriesOf, Findings } from './findings.ts';
import { reference, shown } from './odoo-values.ts';
import { readProducts } from './products.ts';
import type { ConnectionSettings } from './settings.ts';
import { readTaxes, taxTable } from './taxes.ts';

const LISTS = ['categories', 'posCategories', 'taxes', 'products'] as const;

/** A price list in another currency is a mistake of the set-up: none of its prices is taken, and it is told once. */
function noteCurrency(products: readonly Entry[], currency: string, findings: Findings): void {
  const other = products.find(({ fields }) => {
    const stated = reference(fields.currency_id)?.name ?? null;
    return stated !== null && stated !== currency;
  });
  if (other === undefined) return;
  const stated = shown(reference(other.fields.currency_id)?.name);
  const message = `the company sells in ${stated}, the store in ${currency}: no price is taken`;
  findings.add(`${other.path}/currency_id`, String(other.id), message);
}

/** A page of a catalog: records of Odoo by list, each of them whole. It is never the complete list: the pull tells when all of them are. */
export function normaliseCatalog(bytes: Uint8Array, given: Given<ConnectionSettings>): Normalised {
  const body = parseJson(bytes);
  if (!isJsonObject(body) || !LISTS.some((list) => body[list] !== undefined)) {
    throw new AdapterError('schema', 'the body has no list of a catalog', { path: '' });
  }
  const findings = new Findings();
  const { settings, currency } = given;
  const taxes = entriesOf(body, 'taxes', findings);
  const products = entriesOf(body, 'products', findings);
  noteCurrency(products, currency, findings);
  const changes = [
    ...readTaxes(taxes, currency, findings),
    ...readCategories(entriesOf(body, 'categories', findings), categoryId, findings),
    ...readCategories(entriesOf(body, 'posCategories', findings), posCategoryId, findings),
    ...readProducts(products, { settings, currency, taxes: taxTable(taxes), findings, templates: new Set() }),
  ];
  return { changes, problems: findings.problems, snapshotOf: [] };
}
