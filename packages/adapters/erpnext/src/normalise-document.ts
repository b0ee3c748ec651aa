import type { ChangeOf, JsonObject, Normalised } from '@kirana/adapter';
import { parseObject } from './read-answer.ts';

type Scope = ChangeOf<'refetch'>['scope'];

/** What is to be pulled when a document of a type changed. `items`: the list of all items as it stands, for what left no trace. */
const SCOPES: ReadonlyMap<string, { readonly changed: Scope; readonly gone: Scope }> = new Map([
  ['Stock Ledger Entry', { changed: 'stock', gone: 'stock' }],
  ['Bin', { changed: 'stock', gone: 'stock' }],
  ['Item', { changed: 'catalog', gone: 'items' }],
  ['Item Price', { changed: 'catalog', gone: 'items' }],
  ['Item Group', { changed: 'catalog', gone: null }],
]);

const GONE: ReadonlySet<unknown> = new Set(['on_trash', 'on_cancel', 'after_delete', 'after_rename']);

/** A body without the name of its type, as an operator may build it: its fields tell. */
function guessedType(body: JsonObject): string | undefined {
  if (Object.hasOwn(body, 'warehouse') || Object.hasOwn(body, 'voucher_no')) return 'Stock Ledger Entry';
  if (Object.hasOwn(body, 'price_list')) return 'Item Price';
  if (Object.hasOwn(body, 'item_name') || Object.hasOwn(body, 'has_variants')) return 'Item';
  return Object.hasOwn(body, 'item_group_name') ? 'Item Group' : undefined;
}

const isRename = ({ name, old_name }: JsonObject): boolean =>
  typeof old_name === 'string' && old_name !== '' && old_name !== name;

/**
 * A webhook about a document: word that something changed, whatever else it holds. What it states may be old by now (webhooks overtake each
 * other, and a ledger entry is told before its balance is known), so the site is asked. A body that says nothing has everything asked for.
 */
export function normaliseDocument(bytes: Uint8Array): Normalised {
  const body = parseObject(bytes);
  const type = typeof body.doctype === 'string' && body.doctype !== '' ? body.doctype : guessedType(body);
  const scopes = type === undefined ? { changed: null, gone: null } : SCOPES.get(type);
  if (scopes === undefined) return { changes: [], problems: [], snapshotOf: [] };
  const gone = GONE.has(body.event) || (type === 'Item' && isRename(body));
  const scope = gone ? scopes.gone : scopes.changed;
  const path = typeof body.doctype === 'string' ? '/doctype' : '';
  return { changes: [{ kind: 'refetch', path, scope }], problems: [], snapshotOf: [] };
}
