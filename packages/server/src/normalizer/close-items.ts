import { sameJson } from '@kirana/core';
import { itemEvents, storeItemEvents } from '../catalog-writes/catalog-events.ts';
import { writeItems } from '../catalog-writes/item-rows.ts';
import { type ItemState, itemChanges, itemFromValues } from '../catalog-writes/item-state.ts';
import { mergedValues } from '../catalog-writes/merged-values.ts';
import { type Authority, readAuthorities, writeStatements } from '../catalog-writes/statement-rows.ts';
import { createPositions, writeStoreItems } from '../catalog-writes/store-item-rows.ts';
import {
  type StoreItemState,
  storeItemChanges,
  storeItemFromValues,
  storeItemOf,
} from '../catalog-writes/store-item-state.ts';
import type { ItemPass } from './apply-items.ts';
import { noteMatches } from './barcode-match-rows.ts';
import { shareOf } from './chunk-run.ts';
import { countItems, listedElsewhere } from './item-count-rows.ts';
import type { ItemWork } from './item-work.ts';
import { writeMappings } from './mapping-rows.ts';
import { dropHolds, openHolds } from './quarantine-rows.ts';

/** An item as it was and as it is now, with what really changed. */
interface ClosedItem {
  readonly work: ItemWork;
  /** Null: it was not looked at. */
  readonly item: ItemState | null;
  readonly storeItem: StoreItemState;
  readonly itemChanged: readonly string[];
  readonly storeChanged: readonly string[];
}

/** Merges what was folded, writes the rows that differ, and tells what really changed. */
export async function closeItemWorks(pass: ItemPass): Promise<void> {
  const { run, outcome } = pass;
  await refuseTooMany(pass);
  const touched = [...pass.works.values()].filter((work) => work.touched);
  const closed = await mergeWorks(pass, touched);
  for (const { work, itemChanged, storeChanged } of closed) {
    if (itemChanged.length + storeChanged.length > 0) shareOf(outcome, work).changed += 1;
  }
  noteCreated(pass, touched);
  if (run.dryRun) {
    for (const entry of closed) tellDifference(pass, entry);
    return writeMappings(run, 'item', [...pass.writes.values()]);
  }
  await writeMappings(run, 'item', [...pass.writes.values()]);
  await writeClosed(pass, closed);
  for (const { work, item, storeItem, itemChanged, storeChanged } of closed) {
    const { events } = shareOf(outcome, work);
    if (item !== null) events.push(...itemEvents(run.lane.tenantId, item, itemChanged));
    events.push(...storeItemEvents(run.lane.tenantId, storeItem, storeChanged));
  }
  await dropHolds(run, 'PRICE_SUSPICIOUS', [...pass.prices.sane]);
  await openHolds(run, pass.prices.holds, outcome);
  await noteMatches(
    pass,
    closed.filter(({ work }) => work.isNew).flatMap(({ item }) => item ?? []),
  );
}

/** A merchant has a limit of items; those over it are refused one by one. */
async function refuseTooMany({ run, works, writes, outcome }: ItemPass): Promise<void> {
  const fresh = [...works.values()].filter(({ isNew, touched }) => touched && isNew);
  if (fresh.length === 0) return;
  const room = Math.max(0, run.limits.mostItems - (await countItems(run)));
  for (const work of fresh.slice(room)) {
    work.touched = false;
    for (const [externalId, write] of writes) {
      if (write.entityId !== work.itemId) continue;
      writes.delete(externalId);
      const message = `the merchant has ${run.limits.mostItems} items, which is the limit`;
      outcome.problems.push({ code: 'ITEM_INVALID', path: `/items/${externalId}`.slice(0, 500), externalId, message });
    }
  }
}

async function mergeWorks({ run, works }: ItemPass, touched: readonly ItemWork[]): Promise<ClosedItem[]> {
  const statements = touched.flatMap((work) => [
    [work.itemSaid, ...work.itemOthers],
    [work.storeSaid, ...work.storeOthers],
  ]);
  const contested = statements.filter((list) => list.length > 1);
  const authorities: ReadonlyMap<string, Authority> =
    contested.length === 0 ? new Map() : await readAuthorities(run.tx, run.lane.tenantId, contested);
  const gone = touched.filter(({ removed }) => removed).map(({ itemId }) => itemId);
  const elsewhere = await listedElsewhere(run, gone);
  const ghosts = new Set([...works.values()].filter((work) => !work.touched && work.isNew).map(({ itemId }) => itemId));
  return touched.map((work) => {
    const at = run.now.toISOString();
    const atStore = mergeAtStore(work, run.lane.store, authorities, at);
    if (work.atStoreOnly) return { work, item: null, itemChanged: [], ...atStore };
    const values = mergedValues([work.itemSaid, ...work.itemOthers], authorities);
    const base = {
      id: work.itemId,
      merchantId: run.lane.merchantId,
      removed: work.removed && !elsewhere.has(work.itemId),
      createdAt: work.before?.createdAt ?? at,
      updatedAt: work.before?.updatedAt ?? at,
    };
    const merged = withoutGhosts(itemFromValues(base, values), ghosts);
    const itemChanged = itemChanges(work.before, merged);
    const item = itemChanged.length === 0 ? merged : { ...merged, updatedAt: at };
    return { work, item, itemChanged, ...atStore };
  });
}

function mergeAtStore(
  work: ItemWork,
  store: { readonly id: string; readonly currency: string },
  authorities: ReadonlyMap<string, Authority>,
  at: string,
): Pick<ClosedItem, 'storeItem' | 'storeChanged'> {
  const values = mergedValues([work.storeSaid, ...work.storeOthers], authorities);
  const base = {
    storeId: store.id,
    itemId: work.itemId,
    currency: store.currency,
    switch: work.switch,
    removed: work.removed,
    updatedAt: work.storeBefore?.updatedAt ?? at,
  };
  const merged = storeItemFromValues(base, values);
  const storeChanged = storeItemChanges(work.storeBefore, merged);
  return { storeItem: storeChanged.length === 0 ? merged : { ...merged, updatedAt: at }, storeChanged };
}

/** Items that were named in this chunk but did not come to be. */
const withoutGhosts = (item: ItemState, ghosts: ReadonlySet<string>): ItemState =>
  ghosts.size === 0
    ? item
    : {
        ...item,
        parentId: item.parentId !== null && ghosts.has(item.parentId) ? null : item.parentId,
        components: item.components.filter(({ itemId }) => !ghosts.has(itemId)),
      };

/** What waits for an item waits for it at this store. */
function noteCreated({ outcome, ids, writes }: ItemPass, touched: readonly ItemWork[]): void {
  const fresh = new Set(touched.filter(({ storeBefore }) => storeBefore === undefined).map(({ itemId }) => itemId));
  for (const [externalId, entityId] of ids) {
    const isNamedFirst = writes.get(externalId)?.isNew === true;
    if (isNamedFirst || fresh.has(entityId)) outcome.created.push({ kind: 'item', externalId, entityId });
  }
}

async function writeClosed({ run }: ItemPass, closed: readonly ClosedItem[]): Promise<void> {
  const { tx, now } = run;
  const { tenantId, store, adapter } = run.lane;
  const items = closed.flatMap(({ work, item, itemChanged }) =>
    item === null || itemChanged.length === 0 ? [] : [{ before: work.before, after: item }],
  );
  await writeItems(tx, tenantId, items);
  const storeItems = closed.filter(({ storeChanged }) => storeChanged.length > 0);
  await writeStoreItems(
    tx,
    tenantId,
    storeItems.map(({ storeItem }) => storeItem),
  );
  const works = closed.map(({ work }) => work);
  const itemSaid = works.filter(({ opened, itemSaid }) => itemSaid !== opened.item && !sameJson(itemSaid, opened.item));
  await writeStatements(
    tx,
    tenantId,
    'item',
    itemSaid.map((work) => work.itemSaid),
    now,
  );
  const storeSaid = works.filter(
    ({ opened, storeSaid }) => storeSaid !== opened.store && !sameJson(storeSaid, opened.store),
  );
  await writeStatements(
    tx,
    tenantId,
    'store_item',
    storeSaid.map((work) => work.storeSaid),
    now,
  );
  const fresh = works.filter(({ storeBefore }) => storeBefore === undefined);
  const { stock } = adapter.manifest.capabilities;
  const usual = stock === 'absolute' || stock === 'delta' ? 'counted' : 'untracked';
  for (const tracking of ['counted', 'untracked'] as const) {
    const of = fresh.filter((work) => (work.tracking ?? usual) === tracking);
    const ids = of.map(({ itemId }) => itemId);
    await createPositions(tx, tenantId, store.id, ids, tracking);
  }
}

function tellDifference(
  { outcome, ids }: ItemPass,
  { work, item, storeItem, itemChanged, storeChanged }: ClosedItem,
): void {
  const externalId = [...ids].find(([, id]) => id === work.itemId)?.[0] ?? null;
  if (item === null) return;
  const told = { id: work.itemId, externalId, name: item.name };
  const { isNew } = work;
  for (const field of isNew ? ['name'] : itemChanged) {
    const read = (state: ItemState | undefined) => (state as Record<string, unknown> | undefined)?.[field] ?? null;
    outcome.diff.push({ entity: 'item', ...told, field, before: read(work.before), after: read(item) });
  }
  for (const field of work.storeBefore === undefined ? ['price', 'categoryId', 'listed'] : storeChanged) {
    const before = work.storeBefore === undefined ? undefined : storeItemOf(work.storeBefore);
    const read = (state: object | undefined) => (state as Record<string, unknown> | undefined)?.[field] ?? null;
    outcome.diff.push({
      entity: 'store_item',
      ...told,
      field,
      before: read(before),
      after: read(storeItemOf(storeItem)),
    });
  }
}
