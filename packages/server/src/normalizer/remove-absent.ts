import { type EntityKind, judgeSnapshot } from '@kirana/core';
import { readStatements, type SourceStatement, writeStatements } from '../catalog-writes/statement-rows.ts';
import { type KnownThing, knownItems, knownThings, markRemoved, saveSnapshotSize } from './absent-rows.ts';
import { groupEvent, isOnlyHere } from './apply-groups.ts';
import type { ItemPass } from './apply-items.ts';
import { removeFromStore } from './apply-items.ts';
import type { StatedSpec, StatedThing } from './apply-stated.ts';
import type { ChunkRun, Incoming, Outcome } from './chunk-run.ts';
import { closeItemWorks } from './close-items.ts';
import { openItemWorks } from './item-work.ts';
import { chargeKey, STATED_SPECS } from './merchant-things.ts';
import { readGroups, readStoreOptions, writeGroups } from './modifier-rows.ts';
import { dropHolds, openHolds } from './quarantine-rows.ts';
import { saveStoreOptions } from './store-options.ts';
import { dropAbsentWaiting } from './waiting-rows.ts';

/** What a complete list says is there, by kind: the ids it names, those of entries that could not be read too. */
export interface SnapshotContents {
  readonly kinds: readonly EntityKind[];
  readonly seen: ReadonlyMap<EntityKind, ReadonlySet<string>>;
  readonly itemCount: number;
  /** False when an entry could not be read and does not say which it was: then nothing is taken for absent. */
  readonly complete: boolean;
  /** Ingress of what it begins with; what was said after that stays, named or not. Null: the delivery itself. */
  readonly asOf: number | null;
}

/** The subject of a hold about a whole list. */
export const ALL_ITEMS = 'items';

/**
 * Removes what a complete list leaves out. A list that is empty or much smaller than the last one removes nothing:
 * its entries were applied, since they are true, and its removals wait for a person.
 * @returns the code the delivery ends with.
 */
export async function removeAbsent(
  run: ChunkRun,
  contents: SnapshotContents,
  outcome: Outcome,
): Promise<'SNAPSHOT_SUSPICIOUS' | null> {
  const { lane, delivery } = run;
  if (contents.kinds.length === 0 || !contents.complete) return null;
  const asOf = contents.asOf ?? delivery.ingress;
  if (lane.snapshotIngress !== null && asOf < lane.snapshotIngress) return null;
  if (contents.kinds.includes('item')) {
    const known = await knownItems(run.tx, lane, contents.asOf);
    const previousCount = Math.min(lane.snapshotItems ?? known.length, known.length);
    const verdict = judgeSnapshot({ previousCount, count: contents.itemCount, complete: true });
    if (verdict !== 'apply') {
      const proposed = { deliveryId: delivery.id, previousCount, count: contents.itemCount, verdict };
      const hold = { code: 'SNAPSHOT_SUSPICIOUS', subject: ALL_ITEMS, itemId: null, deliveryId: delivery.id } as const;
      await openHolds(run, [{ ...hold, before: previousCount, proposed }], outcome);
      return 'SNAPSHOT_SUSPICIOUS';
    }
    const seen = contents.seen.get('item') ?? new Set();
    await removeItems(run, absentItems(known, seen), outcome, asOf);
    await dropAbsentWaiting(run, seen);
    await dropHolds(run, 'SNAPSHOT_SUSPICIOUS', [ALL_ITEMS]);
    if (!run.dryRun) await saveSnapshotSize(run.tx, lane, asOf, contents.itemCount);
  }
  await removeThings(run, contents, outcome);
  return null;
}

/** An item may have several external ids: one that is listed keeps it. */
export function absentItems(known: readonly KnownThing[], seen: ReadonlySet<string>): string[] {
  const listed = new Set(known.filter(({ externalId }) => seen.has(externalId)).map(({ entityId }) => entityId));
  return [...new Set(known.map(({ entityId }) => entityId))].filter((entityId) => !listed.has(entityId));
}

/** Takes items off this store; one that no store has any more is removed from the catalog. Nothing is deleted: they come back under their ids. */
export async function removeItems(
  run: ChunkRun,
  itemIds: readonly string[],
  outcome: Outcome,
  asOf: number = run.delivery.ingress,
): Promise<void> {
  if (itemIds.length === 0) return;
  const works = await openItemWorks(run, itemIds);
  const order = { v: null, n: run.delivery.ingress };
  for (const work of works.values()) {
    const mark = work.storeSaid.marks.content;
    if (mark !== undefined && mark.n > asOf) continue;
    removeFromStore(run, work, { ...order, v: mark?.v ?? null });
  }
  const removed = [...works.values()].filter(({ touched }) => touched).map(({ itemId }) => itemId);
  const pass: ItemPass = {
    run,
    outcome,
    mappings: new Map(),
    works,
    ids: new Map(),
    refs: { categories: new Map(), taxes: new Map(), groups: new Map(), brands: new Map(), items: new Map() },
    waiting: [],
    options: [],
    optionIds: new Map(),
    prices: { holds: [], sane: new Set() },
    writes: new Map(),
  };
  await closeItemWorks(pass);
  if (!run.dryRun) await markRemoved(run.tx, run.lane, 'item', removed);
}

async function removeThings(run: ChunkRun, contents: SnapshotContents, outcome: Outcome): Promise<void> {
  for (const kind of ['category', 'charge', 'tax'] as const) {
    if (!contents.kinds.includes(kind)) continue;
    // The three specs differ in what they hold; a removal looks at none of it.
    const spec = STATED_SPECS[kind] as unknown as StatedSpec<StatedThing>;
    const gone = await absentThings(run, kind, contents);
    await leaveStore(run, kind, gone, (ids) => removeStated(run, spec, ids, outcome));
  }
  if (!contents.kinds.includes('modifier_group')) return;
  const gone = await absentThings(run, 'modifier_group', contents);
  await unlistOptions(run, gone, outcome);
  await leaveStore(run, 'modifier_group', gone, (ids) => removeGroups(run, ids, outcome));
}

async function absentThings(
  run: ChunkRun,
  kind: 'category' | 'charge' | 'tax' | 'modifier_group',
  contents: SnapshotContents,
): Promise<string[]> {
  const known = await knownThings(run.tx, run.lane, kind, contents.asOf);
  const seen = contents.seen.get(kind) ?? new Set<string>();
  const named = kind === 'charge' ? new Set([...seen].map((id) => chargeKey(run.lane.location, id))) : seen;
  return known.filter(({ externalId }) => !named.has(externalId)).map(({ entityId }) => entityId);
}

/** Notes that the connection no longer has these here; those it has at no other store either are removed. */
async function leaveStore(
  run: ChunkRun,
  kind: 'category' | 'charge' | 'tax' | 'modifier_group',
  ids: readonly string[],
  remove: (ids: readonly string[]) => Promise<void>,
): Promise<void> {
  if (ids.length === 0) return;
  const { lane, tx, delivery } = run;
  const statements = await readStatements(tx, lane.tenantId, kind, ids);
  const own = [...statements.values()].flatMap((list) => list.filter(({ source }) => source === lane.connectionId));
  const mark = { v: null, n: delivery.ingress, gone: true as const };
  const left = own.map(
    (statement): SourceStatement => ({ ...statement, marks: { ...statement.marks, [lane.store.id]: mark } }),
  );
  if (!run.dryRun) await writeStatements(tx, lane.tenantId, kind, left, run.now);
  await remove(own.filter((statement) => isOnlyHere(lane, statement)).map(({ entityId }) => entityId));
  if (!run.dryRun) await markRemoved(tx, lane, kind, ids);
}

async function removeStated<S extends StatedThing>(
  run: ChunkRun,
  spec: StatedSpec<S>,
  ids: readonly string[],
  outcome: Outcome,
): Promise<void> {
  const things = [...(await spec.read(run, ids)).values()].filter(({ removed }) => !removed);
  const after = things.map((thing) => ({ ...thing, removed: true }));
  outcome.changed += after.length;
  for (const thing of after) noteRemoval(run, spec.kind, thing.id, spec.nameOf(thing), outcome);
  if (run.dryRun) return;
  await spec.write(run, after);
  for (const thing of after) outcome.events.push(spec.event(run, thing));
}

async function removeGroups(run: ChunkRun, ids: readonly string[], outcome: Outcome): Promise<void> {
  const groups = [...(await readGroups(run, ids)).values()].filter(({ removed }) => !removed);
  const after = groups.map((group) => ({ ...group, removed: true }));
  outcome.changed += after.length;
  for (const { id, name } of after) noteRemoval(run, 'modifier_group', id, name, outcome);
  if (run.dryRun) return;
  await writeGroups(run, after);
  for (const group of after) outcome.events.push(groupEvent(run.lane, group));
}

async function unlistOptions(run: ChunkRun, groupIds: readonly string[], outcome: Outcome): Promise<void> {
  const groups = await readGroups(run, groupIds);
  const optionIds = [...groups.values()].flatMap(({ options }) => options.map(({ id }) => id));
  const before = await readStoreOptions(run.tx, run.lane.tenantId, run.lane.store.id, optionIds);
  const after = [...before.values()].map((option) => ({ ...option, listed: false }));
  await saveStoreOptions(run, before, after, outcome);
}

function noteRemoval(run: ChunkRun, entity: string, id: string, name: string, outcome: Outcome): void {
  if (run.dryRun)
    outcome.diff.push({ entity, id, externalId: null, name, field: 'removed', before: false, after: true });
}

/** What a delivery that lists everything lists. */
export function snapshotContents(
  kinds: readonly EntityKind[],
  incoming: readonly Pick<Incoming, 'change'>[],
  problems: readonly { readonly externalId: string | null }[],
): SnapshotContents {
  const unread = problems.flatMap(({ externalId }) => externalId ?? []);
  const seen = new Map(kinds.map((kind) => [kind, new Set(unread)]));
  for (const { change } of incoming) {
    if (!change.kind.endsWith('.upserted') || !('externalId' in change)) continue;
    const kind = change.kind.slice(0, -'.upserted'.length) as EntityKind;
    seen.get(kind)?.add(change.externalId);
  }
  return {
    kinds,
    seen,
    itemCount: seen.get('item')?.size ?? 0,
    complete: problems.every(({ externalId }) => externalId !== null),
    asOf: null,
  };
}
