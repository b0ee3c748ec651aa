import {
  AdapterError,
  type Change,
  type ChangeProblem,
  type Given,
  type JsonObject,
  type Normalised,
} from '@kirana/adapter';
import { check, isClean, linkText, nameText } from './frappe-values.ts';
import { parseObject } from './read-answer.ts';
import type { ConnectionSettings } from './settings.ts';
import { versionOf } from './site-time.ts';

/** The item under its new name, known as the one it was; everything else of it is pulled. */
function renamed(
  body: JsonObject,
  { name, oldName, version }: { readonly name: string; readonly oldName: string; readonly version: string | undefined },
  problems: ChangeProblem[],
): Change[] {
  const stated = typeof body.item_name === 'string' ? body.item_name.trim() : '';
  const hasVariants = check(body.has_variants);
  if (stated === '' || stated.length > 500 || !isClean(stated) || hasVariants === undefined) {
    problems.push({
      path: '/old_name',
      externalId: name,
      message: 'a rename without item_name and has_variants: the item is taken for a new one',
    });
    return [];
  }
  return [
    {
      kind: 'item.upserted',
      path: '/old_name',
      ...(version === undefined ? {} : { version }),
      externalId: name,
      parentExternalId: linkText(body.variant_of),
      aliases: [oldName],
      item: { name: stated, sellable: !hasVariants },
      listing: {},
    },
  ];
}

/**
 * A webhook about an item, for one store: `on_trash` removes it there at once, and `old_name` keeps it the same item when it is renamed.
 * Anything else asks for a pull.
 */
export function normaliseItemEvent(bytes: Uint8Array, given: Given<ConnectionSettings>): Normalised {
  const body = parseObject(bytes);
  const problems: ChangeProblem[] = [];
  if (typeof body.doctype === 'string' && body.doctype !== 'Item') return { changes: [], problems, snapshotOf: [] };
  const name = nameText(body.name) ?? nameText(body.item_code);
  if (name === undefined) throw new AdapterError('schema', 'the item has no name', { path: '/name' });
  const version = versionOf(body.modified, given.settings.siteZone);
  if (body.event === 'on_trash') {
    const removed = { kind: 'item.removed', path: '', externalId: name } as const;
    return { changes: [version === undefined ? removed : { ...removed, version }], problems, snapshotOf: [] };
  }
  const oldName = nameText(body.old_name);
  const isRename = oldName !== undefined && oldName !== name;
  const changes = isRename ? renamed(body, { name, oldName, version }, problems) : [];
  const refetch: Change = { kind: 'refetch', path: '', scope: 'catalog' };
  return { changes: [...changes, refetch], problems, snapshotOf: [] };
}
