import type { HookRequest, Trigger } from '@kirana/adapter';
import { triggerOf } from '@kirana/adapter/simulator';
import { DEMO } from './demo-shop.ts';
import { poke } from './pokes.ts';

type Values = Readonly<Record<string, string>>;

const ACCOUNT = { account: `account of the connection (${DEMO.account})` };
const ITEM = { item: 'code of the item (SHIRT-RED)' };
const LOCATION = { location: 'location of the store (juniper-hill)' };
const MODIFIED = '2026-11-22 15:00:00.000100';

const trigger = (description: string, own: Values, request: (values: Values) => HookRequest): Trigger =>
  triggerOf(description, { ...ACCOUNT, ...own }, request);

const accountOf = (values: Values): string => values.account ?? DEMO.account;
const itemOf = (values: Values): string => values.item ?? 'SHIRT-RED';
const locationOf = (values: Values): string => values.location ?? 'juniper-hill';

const itemBody = (values: Values, event: string) => ({
  doctype: 'Item',
  event,
  name: itemOf(values),
  item_code: itemOf(values),
  item_name: values.title ?? 'Shirt Red',
  has_variants: 0,
  variant_of: values.parent ?? (values.item === undefined ? 'SHIRT' : null),
  modified: MODIFIED,
});

/** What the webhooks of the README would send, by name. */
export const triggers: Readonly<Record<string, Trigger>> = {
  stock_ledger_entry: trigger(
    'Goods came or went: a ledger entry, whose figures are not to be relied on',
    { ...ITEM, warehouse: 'warehouse (Front - JG)', change: 'how many came, or went when below zero (-1)' },
    (values) => {
      const actual_qty = Number(values.change ?? '-1');
      if (!Number.isFinite(actual_qty)) throw new RangeError(`change must be a number, not "${values.change}"`);
      const of = { name: 'MAT-SLE-2026-00042', item_code: itemOf(values), warehouse: values.warehouse ?? 'Front - JG' };
      const body = {
        doctype: 'Stock Ledger Entry',
        event: 'after_insert',
        ...of,
        actual_qty,
        qty_after_transaction: 0,
      };
      return poke({ account: accountOf(values), body: { ...body, is_cancelled: 0, modified: MODIFIED } });
    },
  ),
  item_updated: trigger('An item was saved', ITEM, (values) =>
    poke({ account: accountOf(values), body: itemBody(values, 'on_update') }),
  ),
  item_deleted: trigger('An item was deleted: the list of all is asked for', ITEM, (values) =>
    poke({ account: accountOf(values), body: itemBody(values, 'on_trash') }),
  ),
  item_deleted_at_store: trigger(
    'An item was deleted: removed at one store at once',
    { ...ITEM, ...LOCATION },
    (values) => poke({ account: accountOf(values), location: locationOf(values), body: itemBody(values, 'on_trash') }),
  ),
  item_renamed: trigger(
    'An item has another code, told for one store',
    {
      ...ITEM,
      ...LOCATION,
      old: 'code it had before (SHIRT-SCARLET)',
      title: 'its name (Shirt Red)',
      parent: 'its template (SHIRT, for SHIRT-RED)',
    },
    (values) => {
      const old_name = values.old ?? 'SHIRT-SCARLET';
      // a rename is no save: the time of change stays
      const body = { ...itemBody(values, 'after_rename'), old_name, modified: '2026-11-09 12:00:00' };
      return poke({ account: accountOf(values), location: locationOf(values), body });
    },
  ),
  item_price_updated: trigger('A price was saved', ITEM, (values) => {
    const of = { item_code: itemOf(values), price_list: DEMO.priceList, modified: MODIFIED };
    const body = { doctype: 'Item Price', event: 'on_update', name: '0b1c2d3e4f', ...of };
    return poke({ account: accountOf(values), body });
  }),
  item_group_updated: trigger('A group was saved', {}, (values) => {
    const body = { doctype: 'Item Group', event: 'on_update', name: 'Staples', modified: MODIFIED };
    return poke({ account: accountOf(values), body });
  }),
};
