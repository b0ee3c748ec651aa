import { Change, type ChangeOf, type Given } from '@kirana/adapter';
import { normaliseMenu } from './normalise-menu.ts';
import { ConnectionSettings } from './settings.ts';

// Menus of one item and what is read from them, for the tests beside.

export const GIVEN: Given<ConnectionSettings> = {
  endpoint: 'push_menu',
  settings: ConnectionSettings.parse({}),
  receivedAt: '2026-11-22T10:00:00.000Z',
  zone: 'Asia/Kolkata',
  currency: 'INR',
  businessDayStart: '05:00',
};

export const item = (fields: object) => ({
  itemid: '1',
  itemname: 'Dal',
  price: '10',
  active: '1',
  in_stock: '2',
  item_categoryid: '7',
  item_ordertype: '',
  variation: [],
  addon: [],
  ...fields,
});
export const normalise = (body: object, given: Partial<typeof GIVEN> = {}) => {
  const out = normaliseMenu(Buffer.from(JSON.stringify(body)), { ...GIVEN, ...given });
  for (const change of out.changes) Change.parse(change);
  return out;
};
/** The last item of a menu with this one only, and what was wrong with it. */
export const readOne = (fields: object, rest: object = {}) => {
  const { changes, problems } = normalise({ items: [item(fields)], ...rest });
  const items = changes.filter((change) => change.kind === 'item.upserted');
  return { last: items.at(-1) as ChangeOf<'item.upserted'>, items, problems };
};
export const details = (fields: object) => ({ restaurants: [{ details: { menusharingcode: 'r1', ...fields } }] });
export const variation = (fields: object) => ({
  id: '11',
  variationid: '5',
  name: 'Half',
  price: '5',
  active: '1',
  addon: [],
  ...fields,
});
