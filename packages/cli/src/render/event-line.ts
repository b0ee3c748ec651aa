import type { LiveEvent } from '@kirana/sdk';
import type { KnownItems } from '../known-items.ts';
import { valueText } from './diff.ts';
import { plain } from './plain.ts';
import { clock } from './time.ts';

type Told = Exclude<LiveEvent, { kind: 'resync' }>;
type Values = Readonly<Record<string, unknown>>;

const asValues = (value: unknown): Values => (typeof value === 'object' && value !== null ? (value as Values) : {});

const changeText = (field: string, before: unknown, after: unknown): string => {
  const now = valueText(after) ?? 'none';
  return before === undefined ? `${field} ${now}` : `${field} ${valueText(before) ?? 'none'} → ${now}`;
};

/** Fields of an item at a store whose values are worth a line; of the others the name is enough. */
const SHOWN = ['price', 'switch', 'listed'] as const;

async function storeItemText(items: KnownItems, data: Values): Promise<string> {
  const state = asValues(data.storeItem);
  const itemId = String(state.itemId);
  const name = await items.nameOf(itemId);
  const before = items.update(itemId, { price: state.price, switch: state.switch, listed: state.listed });
  const changed = Array.isArray(data.changed) ? data.changed.map(String) : [];
  const shown = SHOWN.filter((field) => changed.includes(field) || (field === 'price' && changed.some(isPriceField)));
  const others = changed.filter((field) => !(SHOWN as readonly string[]).includes(field) && !isPriceField(field));
  const isOff = changed.includes('switch') && asValues(state.switch).on === false;
  return [
    name,
    ...shown.map((field) => changeText(field, before?.[field], state[field])),
    ...others,
    ...(isOff ? ['not orderable: SWITCHED_OFF'] : []),
  ].join('  ');
}

/** What stock alone says: an item in stock may be off sale for other reasons, which have events of their own. */
async function inStockText(items: KnownItems, data: Values): Promise<string> {
  const name = await items.nameOf(String(data.itemId));
  if (data.inStock !== true) return `${name}  not orderable: ${String(data.reason)}`;
  return `${name}  in stock${typeof data.sellable === 'number' ? `, ${data.sellable} to sell` : ''}`;
}

async function stockText(items: KnownItems, data: Values): Promise<string> {
  const { onHand, reserved } = asValues(data.position);
  const left = typeof data.sellable === 'number' ? `  to sell ${data.sellable}` : '';
  return `${await items.nameOf(String(data.itemId))}  on hand ${String(onHand)}  reserved ${String(reserved)}${left}`;
}

const shortfallText = async (items: KnownItems, data: Values): Promise<string> =>
  `${await items.nameOf(String(data.itemId))}  left beyond what was there ${String(data.missing)}  promised and not covered ${String(data.oversold)}`;

/** A price is one value of several fields. */
const isPriceField = (field: string): boolean => ['priceMinor', 'currency', 'per', 'listPriceMinor'].includes(field);

function itemText(items: KnownItems, data: Values): string {
  const item = asValues(data.item);
  const name = String(item.name);
  const before = items.update(String(item.id), { name });
  const renamed = before?.name && before.name !== name && item.parentId === null ? `  was ${before.name}` : '';
  return `${name}${renamed}  ${[data.changed].flat().join(' ')}`;
}

function storeText(data: Values): string {
  const store = asValues(data.store);
  const { state, returnAt, reason } = asValues(store.status);
  const until = typeof returnAt === 'string' ? ` until ${clock(returnAt)}` : '';
  return `${store.name}  ${state}${until}${reason ? ` (${reason})` : ''}  ${[data.changed].flat().join(' ')}`;
}

/** What else there is: named by what it carries. */
function otherText(event: Told['event']): string {
  const data = asValues(event.data);
  const named = Object.values(data)
    .map(asValues)
    .find(({ name }) => typeof name === 'string');
  const facts = ['status', 'code', 'changed', 'problems', 'decision', 'drift']
    .filter((name) => data[name] !== undefined && data[name] !== null)
    .map((name) => `${name} ${String(data[name])}`);
  return [named === undefined ? event.subject : String(named.name), ...facts].join('  ');
}

async function factsOf(items: KnownItems | undefined, { kind, event }: Told): Promise<string> {
  const data = asValues(event.data);
  if (items === undefined) return otherText(event);
  switch (kind) {
    case 'price.changed':
    case 'switch.changed':
    case 'store_item.changed':
      return storeItemText(items, data);
    case 'item.changed':
      return itemText(items, data);
    case 'store.changed':
      return storeText(data);
    case 'orderability.changed':
      return inStockText(items, data);
    case 'stock.changed':
      return stockText(items, data);
    case 'stock.shortfall':
      return shortfallText(items, data);
    default:
      return otherText(event);
  }
}

/** One line: when, what kind, which thing, what changed. */
export async function eventLine(items: KnownItems | undefined, told: Told): Promise<string> {
  return `${clock(told.event.time)}  ${told.kind.padEnd(20)}  ${plain((await factsOf(items, told)).trimEnd())}`;
}
