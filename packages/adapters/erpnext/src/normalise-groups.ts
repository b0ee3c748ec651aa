import type { ChangeOf, ChangeProblem, Given, Normalised } from '@kirana/adapter';
import { fileUrl, isClean, linkText, siteUrl } from './frappe-values.ts';
import { type Entry, listOf, namedEntries, parseObject } from './read-answer.ts';
import type { ConnectionSettings } from './settings.ts';
import { versionOf } from './site-time.ts';

const LARGEST_RANK = 2_147_483_647;

/** The left edge in the tree of groups: groups sorted by it stand as the tree shows them. */
const rankOf = (lft: unknown): number =>
  typeof lft === 'number' && Number.isSafeInteger(lft) && Math.abs(lft) <= LARGEST_RANK ? lft : 0;

function category(
  { path, fields, name }: Entry,
  settings: ConnectionSettings,
  problems: ChangeProblem[],
): ChangeOf<'category.upserted'>[] {
  const stated = typeof fields.item_group_name === 'string' ? fields.item_group_name.trim() : '';
  const title = stated === '' ? name : stated;
  if (title.length > 500 || !isClean(title)) {
    problems.push({ path: `${path}/item_group_name`, externalId: name, message: 'is no name that can be shown' });
    return [];
  }
  const version = versionOf(fields.modified, settings.siteZone);
  return [
    {
      kind: 'category.upserted',
      path,
      ...(version === undefined ? {} : { version }),
      externalId: name,
      parentExternalId: linkText(fields.parent_item_group),
      name: title,
      imageUrl: fileUrl(fields.image, siteUrl(settings)) ?? null,
      rank: rankOf(fields.lft),
      active: true,
      schedule: [],
    },
  ];
}

/** Item Groups, as listed: a tree, whose root is a category too. */
export function normaliseGroups(bytes: Uint8Array, { settings }: Given<ConnectionSettings>): Normalised {
  const problems: ChangeProblem[] = [];
  const entries = namedEntries(listOf(parseObject(bytes)), problems);
  return { changes: entries.flatMap((entry) => category(entry, settings, problems)), problems, snapshotOf: [] };
}
