import {
  AdapterError,
  atPointer,
  type EntityKind,
  type Given,
  isJsonObject,
  type JsonObject,
  type Normalised,
  parseJson,
} from '@kirana/adapter';
import { dietTable } from './diets.ts';
import { Findings } from './findings.ts';
import { asObject, flag, listOf } from './lenient-values.ts';
import type { Menu } from './menu.ts';
import { readAddOns } from './menu-add-ons.ts';
import { readCategories } from './menu-categories.ts';
import { readCharges } from './menu-charges.ts';
import { readItems } from './menu-items.ts';
import { readTaxes } from './menu-taxes.ts';
import { orderTypeTable } from './order-types.ts';
import { decodeEntities } from './provider-text.ts';
import type { ConnectionSettings } from './settings.ts';

/** Signs that stand for one currency only; "$" and "Rs" are shared by several. */
const CURRENCY_SIGNS: ReadonlyMap<string, string> = new Map([
  ['₹', 'INR'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['AED', 'AED'],
]);

function openMenu(bytes: Uint8Array, given: Given<ConnectionSettings>): Menu {
  const body = parseJson(bytes);
  if (!isJsonObject(body)) throw new AdapterError('schema', 'the menu is not an object', { path: '' });
  if (flag(body.success) === false) {
    throw new AdapterError('schema', 'PetPooja answered with a failure instead of a menu', { path: '/success' });
  }
  if (listOf(body.items) === undefined)
    throw new AdapterError('schema', 'the menu has no list of items', { path: '/items' });
  const details = asObject(atPointer(body, '/restaurants/0/details'));
  return {
    body,
    details,
    currency: given.currency,
    orderTypes: orderTypeTable(body.ordertypes),
    diets: dietTable(body.attributes),
    findings: new Findings(),
  };
}

function noteRestaurant({ body, details, currency, findings }: Menu): void {
  if ((listOf(body.restaurants) ?? []).length > 1) {
    findings.add('/restaurants/1', null, 'only the first restaurant of a menu is read');
  }
  const sign = details?.currency_html;
  const stated = typeof sign === 'string' ? CURRENCY_SIGNS.get(decodeEntities(sign).trim()) : undefined;
  if (stated !== undefined && stated !== currency) {
    findings.add('/restaurants/0/details/currency_html', null, `the menu is in ${stated}, the store in ${currency}`);
  }
}

/** A list that is missing from the menu, or has entries we cannot name, is no proof that the others are gone. */
function completeKinds(body: JsonObject, menu: Menu): EntityKind[] {
  const present: readonly (readonly [EntityKind, boolean])[] = [
    ['item', true],
    ['category', listOf(body.categories) !== undefined],
    ['tax', listOf(body.taxes) !== undefined],
    ['charge', menu.details !== undefined],
    ['modifier_group', listOf(body.addongroups) !== undefined],
    ['modifier_option', listOf(body.addongroups) !== undefined],
  ];
  return present.filter(([kind, isThere]) => isThere && menu.findings.isComplete(kind)).map(([kind]) => kind);
}

/**
 * A pushed or fetched menu: the complete list of what the store sells, in an order in which references come after what they name.
 * An entry that cannot be read is a problem with its path and, where it has one, its id: it is still on the menu, and keeps what we know of it.
 */
export function normaliseMenu(bytes: Uint8Array, given: Given<ConnectionSettings>): Normalised {
  const menu = openMenu(bytes, given);
  noteRestaurant(menu);
  const changes = [
    ...readTaxes(menu),
    ...readCategories(menu),
    ...readCharges(menu),
    ...readAddOns(menu),
    ...readItems(menu),
  ];
  return { changes, problems: menu.findings.problems, snapshotOf: completeKinds(menu.body, menu) };
}
