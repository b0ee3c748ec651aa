import type { Adapter, Change } from '@kirana/adapter';
import { versioningOf, versionOf } from './declared.ts';

/** What is known after some changes: for each thing, and each way of speaking of it, the change that stands. */
export type State = ReadonlyMap<string, Change>;

/** Removals and upserts of an item speak of the same; a switch and a price of something else. */
function keyOf(change: Change): string | undefined {
  switch (change.kind) {
    case 'item.removed':
      return `item.upserted:${change.externalId}`;
    case 'item.switched':
      return `${change.kind}:${change.entity}:${change.externalId}`;
    case 'stock.reported':
      // what a count goes up and down by adds up: no order or repetition of it is the same
      return 'delta' in change.amount ? undefined : `${change.kind}:${change.externalId}:${change.warehouse ?? ''}`;
    case 'store.status':
      return change.kind;
    case 'command.settled':
      return `${change.kind}:${JSON.stringify(change.by)}`;
    case 'refetch':
      return `${change.kind}:${change.scope ?? ''}`;
    default:
      return `${change.kind}:${change.externalId}`;
  }
}

/** Below zero: older than what stands. Zero: neither has a version, or both the same; then the later one stands. */
function compare(adapter: Adapter, change: Change, standing: Change): number {
  const versioning = versioningOf(adapter, change);
  if (versioning === 'none') return 0;
  if (change.kind === 'stock.reported' && standing.kind === 'stock.reported') {
    const epochs = (change.epoch ?? 0) - (standing.epoch ?? 0);
    if (epochs !== 0) return epochs;
  }
  const mine = versionOf(change, versioning);
  const other = versionOf(standing, versioning);
  if (mine === undefined || other === undefined) return 0;
  if (versioning === 'timestamp') return Date.parse(mine) - Date.parse(other);
  if (!/^\d+$/.test(mine) || !/^\d+$/.test(other)) return mine < other ? -1 : mine > other ? 1 : 0;
  return Number(BigInt(mine) > BigInt(other)) - Number(BigInt(mine) < BigInt(other));
}

/** Folds changes in order of receipt, as the server does: the declared version decides, otherwise the later one. */
export function foldChanges(adapter: Adapter, changes: Iterable<Change>): State {
  const state = new Map<string, Change>();
  for (const change of changes) {
    const key = keyOf(change);
    if (key === undefined) continue;
    const standing = state.get(key);
    if (standing === undefined || compare(adapter, change, standing) >= 0) state.set(key, change);
  }
  return state;
}

/** Without where it was read: two messages may say the same in different places. */
function meaningOf({ path: _path, ...change }: Change): unknown {
  if (change.kind !== 'modifier_group.upserted') return change;
  return { ...change, options: change.options.map(({ path: _at, ...option }) => option) };
}

/** A state to compare: sorted, without the paths. */
export const plainState = (state: State): Readonly<Record<string, unknown>> =>
  Object.fromEntries([...state].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, change]) => [key, meaningOf(change)]));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields that two changes both state and state differently. Paths are not facts. */
export function disagreements(one: unknown, other: unknown, at = ''): readonly string[] {
  if (isRecord(one) && isRecord(other)) {
    return Object.keys(one).flatMap((key) =>
      key === 'path' || !Object.hasOwn(other, key) ? [] : disagreements(one[key], other[key], `${at}/${key}`),
    );
  }
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    return one.flatMap((value, index) => disagreements(value, other[index], `${at}/${index}`));
  }
  return JSON.stringify(one) === JSON.stringify(other)
    ? []
    : [`${at}: ${JSON.stringify(one)?.slice(0, 80)} and ${JSON.stringify(other)?.slice(0, 80)}`];
}
