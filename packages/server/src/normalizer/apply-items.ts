import type { ChangeOf } from '@kirana/core';
import { newId } from '../database/new-id.ts';
import { isOlder } from './change-order.ts';
import { type ChunkRun, type Incoming, type Outcome, shareOf } from './chunk-run.ts';
import { closeItemWorks } from './close-items.ts';
import { foldPrice, type PriceFindings } from './item-prices.ts';
import { type ItemReferences, readReferences, statedItem, statedListing } from './item-references.ts';
import { freshWork, type ItemWork, isListedByOthers, movedByPersonAt, openItemWorks, restated } from './item-work.ts';
import { versioningOf } from './lane-context.ts';
import { isUnchanged, type Mapping, type MappingWrite, readMappings, readOptionsNamed } from './mapping-rows.ts';
import { type OptionSwitched, switchOptions } from './store-options.ts';
import { isSwitchOlder, movedSwitch } from './switches.ts';
import { keepWaiting, type Waiting } from './waiting-rows.ts';

export type ItemChange = ChangeOf<'item.upserted' | 'item.switched' | 'item.priced' | 'item.removed'>;

/** Everything one pass over the item changes of a chunk gathers. */
export interface ItemPass {
  readonly run: ChunkRun;
  readonly outcome: Outcome;
  readonly mappings: ReadonlyMap<string, Mapping>;
  readonly works: Map<string, ItemWork>;
  /** Our id of each external id: known, or made by this chunk. */
  readonly ids: Map<string, string>;
  readonly refs: ItemReferences;
  readonly waiting: Waiting[];
  readonly options: OptionSwitched[];
  readonly optionIds: ReadonlyMap<string, readonly string[]>;
  readonly prices: PriceFindings;
  readonly writes: Map<string, MappingWrite>;
}

/** Folds the item changes of a chunk, in order, then writes and tells what really changed. */
export async function applyItems(
  run: ChunkRun,
  incoming: readonly Incoming<ItemChange>[],
  outcome: Outcome,
): Promise<void> {
  if (incoming.length === 0) return;
  const externalIds = [...new Set(incoming.flatMap(({ change }) => [change.externalId, ...aliasesOf(change)]))];
  const mappings = await readMappings(run, 'item', externalIds);
  const looked = incoming.filter((entry) => !isUnchangedItem(run, entry, mappings.get(entry.change.externalId)));
  outcome.current += incoming.length - looked.length;
  if (looked.length === 0) return;
  const upserts = looked.filter(
    (entry): entry is Incoming<ChangeOf<'item.upserted'>> => entry.change.kind === 'item.upserted',
  );
  const ids = new Map([...mappings].map(([externalId, { entityId }]) => [externalId, entityId]));
  const refs = await referencesOf(run, upserts, ids);
  const knownIds = looked.flatMap(({ change }) =>
    [change.externalId, ...aliasesOf(change)].flatMap((externalId) => mappings.get(externalId)?.entityId ?? []),
  );
  const switched = looked.filter(({ change }) => change.kind === 'item.switched' && change.entity !== 'item');
  const pass: ItemPass = {
    run,
    outcome,
    mappings,
    works: await openItemWorks(run, [...new Set(knownIds)], !run.dryRun && looked.every(isOfStoreOnly)),
    ids,
    refs,
    waiting: [],
    options: [],
    optionIds: await readOptionsNamed(
      run,
      switched.map(({ change }) => change.externalId),
    ),
    prices: { holds: [], sane: new Set() },
    writes: new Map(),
  };
  for (const entry of looked) foldItemChange(pass, entry);
  await closeItemWorks(pass);
  await switchOptions(run, pass.options, outcome);
  await keepWaiting(run, pass.waiting, outcome);
}

/** Other ids the provider has for the same item. */
const aliasesOf = (change: ItemChange): readonly string[] =>
  change.kind === 'item.upserted' ? (change.aliases ?? []) : [];

const isOfStoreOnly = ({ change }: Incoming<ItemChange>): boolean => change.kind === 'item.switched';

/** Ids for items that are new: given before anything is folded, so that a variation finds its parent in the same chunk. */
async function referencesOf(
  run: ChunkRun,
  upserts: readonly Incoming<ChangeOf<'item.upserted'>>[],
  ids: Map<string, string>,
): Promise<ItemReferences> {
  const refs = await readReferences(run, upserts, ids);
  const orphans = new Set<string>();
  for (const { change } of upserts) {
    if (ids.has(change.externalId)) continue;
    const renamed = aliasesOf(change).flatMap((alias) => ids.get(alias) ?? [])[0];
    if (renamed !== undefined) {
      ids.set(change.externalId, renamed);
      continue;
    }
    const parent = change.parentExternalId;
    const hasParent = parent === null || parent === change.externalId || ids.has(parent) || refs.items.has(parent);
    if (hasParent && !orphans.has(parent ?? '')) ids.set(change.externalId, newId('item'));
    else orphans.add(change.externalId);
  }
  return { ...refs, items: new Map([...refs.items, ...ids]) };
}

/** The content last seen, and where snapshots move switches, the switch it states. */
function isUnchangedItem(run: ChunkRun, entry: Incoming<ItemChange>, mapping: Mapping | undefined): boolean {
  if (entry.change.kind !== 'item.upserted' || !isUnchanged(run, entry, mapping)) return false;
  if (mapping?.removedAtStore !== false) return false;
  return (
    run.lane.snapshotSwitches !== 'always' || entry.change.on === undefined || mapping.switchedOff !== entry.change.on
  );
}

function foldItemChange(pass: ItemPass, entry: Incoming<ItemChange>): void {
  const { change } = entry;
  switch (change.kind) {
    case 'item.upserted':
      foldUpsert(pass, entry as Incoming<ChangeOf<'item.upserted'>>);
      break;
    case 'item.switched':
      foldSwitch(pass, entry as Incoming<ChangeOf<'item.switched'>>);
      break;
    case 'item.priced':
      foldPriced(pass, entry as Incoming<ChangeOf<'item.priced'>>);
      break;
    case 'item.removed':
      foldRemoval(pass, entry as Incoming<ChangeOf<'item.removed'>>);
  }
}

const orderOf = ({ change, ingress }: Incoming<ItemChange>) => ({ v: change.version ?? null, n: ingress });

/** A list older than the newest complete one says nothing any more, unless the provider's own versions say otherwise. */
function isBeforeSnapshot(pass: ItemPass, entry: Incoming<ItemChange>, known: boolean): boolean {
  const { lane } = pass.run;
  if (entry.waited || lane.snapshotIngress === null || entry.ingress >= lane.snapshotIngress) return false;
  const versioned = versioningOf(lane, 'item') !== 'none' && entry.change.version !== undefined;
  return !(versioned && known);
}

function foldUpsert(pass: ItemPass, entry: Incoming<ChangeOf<'item.upserted'>>): void {
  const { run } = pass;
  const outcome = shareOf(pass.outcome, entry);
  const { change } = entry;
  const itemId = pass.ids.get(change.externalId);
  if (itemId === undefined) {
    const parent = change.parentExternalId ?? '';
    pass.waiting.push({ needsKind: 'item', needsExternalId: parent, incoming: entry });
    outcome.current += 1;
    return;
  }
  const work = pass.works.get(itemId) ?? freshWork(run, itemId);
  pass.works.set(itemId, work);
  work.deliveryId = entry.deliveryId;
  const order = orderOf(entry);
  const versioning = versioningOf(run.lane, 'item');
  const known = !work.isNew && !work.removed;
  if (isOlder(order, work.storeSaid.marks.content, versioning) || isBeforeSnapshot(pass, entry, known)) {
    outcome.stale += 1;
    return;
  }
  outcome.current += 1;
  const isNewHere = !work.atStore;
  if (!isOlder(order, work.itemSaid.marks.content, versioning)) {
    work.itemSaid = restated(work.itemSaid, statedItem(entry, pass.refs, pass.waiting), 'content', order);
  }
  work.storeSaid = restated(work.storeSaid, statedListing(entry, pass.refs, pass.waiting), 'content', order);
  const judged = { order, versioning, sellable: change.item.sellable, deliveryId: entry.deliveryId };
  const { priceMinor, listPriceMinor, per } = change.listing;
  foldPrice(work, { priceMinor, listPriceMinor, per }, judged, pass.prices);
  work.tracking = change.tracking ?? work.tracking;
  work.atStore = true;
  work.removed = false;
  work.touched = true;
  if (change.on !== undefined && isSwitchTrusted(run, isNewHere)) snapshotSwitch(pass, work, entry, change.on);
  mapped(pass, entry, itemId, { hash: entry.hash === '' ? null : entry.hash, removed: false });
  for (const alias of aliasesOf(change)) mapAlias(pass, entry, itemId, alias);
}

/** What means another item already goes on to mean it: two items are never made one unasked. */
function mapAlias(pass: ItemPass, entry: Incoming<ItemChange>, entityId: string, alias: string): void {
  if (pass.ids.has(alias)) return;
  pass.ids.set(alias, entityId);
  const { version = null } = entry.change;
  const write = { externalId: alias, entityId, isNew: true, hash: null, version, removed: false };
  pass.writes.set(alias, { ...write, deliveryId: entry.deliveryId });
}

const isSwitchTrusted = ({ lane }: ChunkRun, isNewHere: boolean): boolean =>
  lane.snapshotSwitches === 'always' || (lane.snapshotSwitches === 'first' && isNewHere);

/** A list that agrees with the switch says nothing about when an item returns. */
function snapshotSwitch(pass: ItemPass, work: ItemWork, entry: Incoming<ItemChange>, on: boolean): void {
  if (work.switch.on !== on) moveSwitch(pass, work, entry, { on, until: null });
  else if (pass.run.lane.snapshotSwitches === 'always') confirmSwitch(pass, work, entry);
}

/** It stays as it is, and what was said before this list is older now. */
function confirmSwitch({ run }: ItemPass, work: ItemWork, entry: Incoming<ItemChange>): void {
  const versioning = versioningOf(run.lane, 'item');
  if (isSwitchOlder(run, entry, work.storeSaid.marks.switch, movedByPersonAt(work), versioning)) return;
  work.storeSaid = restated(work.storeSaid, {}, 'switch', orderOf(entry));
  work.touched = true;
}

function moveSwitch(
  pass: ItemPass,
  work: ItemWork,
  entry: Incoming<ItemChange>,
  stated: { readonly on: boolean; readonly until: string | null },
): boolean {
  const { run } = pass;
  const versioning = versioningOf(run.lane, 'item');
  if (isSwitchOlder(run, entry, work.storeSaid.marks.switch, movedByPersonAt(work), versioning)) return false;
  const moved = movedSwitch(stated);
  if (!moved.on || work.switch.until !== null) {
    const timer = { storeId: run.lane.store.id, subject: work.itemId, dueAt: moved.until };
    shareOf(pass.outcome, entry).timers.push({ ...timer, kind: 'item_switch' });
  }
  work.switch = moved;
  work.storeSaid = restated(work.storeSaid, {}, 'switch', orderOf(entry));
  work.touched = true;
  return true;
}

function foldSwitch(pass: ItemPass, entry: Incoming<ChangeOf<'item.switched'>>): void {
  const { change } = entry;
  const work = workAtStore(pass, entry);
  const options = pass.optionIds.get(change.externalId);
  if (change.entity !== 'modifier_option' && work !== undefined) {
    count(pass, entry, moveSwitch(pass, work, entry, change));
    if (pass.run.lane.snapshotSwitches === 'always') forgetContent(pass, entry, work.itemId);
  } else if (change.entity !== 'item' && options !== undefined) {
    for (const optionId of options) pass.options.push({ optionId, incoming: entry });
  } else {
    count(pass, entry, true);
    const kinds = change.entity === 'any' ? (['item', 'modifier_option'] as const) : [change.entity];
    for (const needsKind of kinds)
      pass.waiting.push({ needsKind, needsExternalId: change.externalId, incoming: entry });
  }
}

function foldPriced(pass: ItemPass, entry: Incoming<ChangeOf<'item.priced'>>): void {
  const { change } = entry;
  const work = workAtStore(pass, entry);
  if (work === undefined) {
    count(pass, entry, true);
    pass.waiting.push({ needsKind: 'item', needsExternalId: change.externalId, incoming: entry });
    return;
  }
  const { priceMinor, listPriceMinor, per } = change;
  const sellable = (work.itemSaid.said.sellable ?? work.before?.sellable ?? true) === true;
  const versioning = versioningOf(pass.run.lane, 'price');
  const judged = { order: orderOf(entry), versioning, sellable, deliveryId: entry.deliveryId };
  const stale = isBeforeSnapshot(pass, entry, true);
  count(pass, entry, !stale && foldPrice(work, { priceMinor, listPriceMinor, per }, judged, pass.prices));
  forgetContent(pass, entry, work.itemId);
}

function foldRemoval(pass: ItemPass, entry: Incoming<ChangeOf<'item.removed'>>): void {
  const work = workAtStore(pass, entry);
  if (work === undefined) {
    count(pass, entry, true);
    return;
  }
  const order = orderOf(entry);
  const versioning = versioningOf(pass.run.lane, 'item');
  if (isOlder(order, work.storeSaid.marks.content, versioning) || isBeforeSnapshot(pass, entry, true)) {
    count(pass, entry, false);
    return;
  }
  count(pass, entry, true);
  removeFromStore(pass.run, work, { ...order });
  mapped(pass, entry, work.itemId, { hash: null, removed: pass.run.lane.connectionStores.length === 1 });
}

/** The connection no longer has it here; it stays when another one does. */
export function removeFromStore(
  { lane }: ChunkRun,
  work: ItemWork,
  order: { readonly v: string | null; readonly n: number },
): void {
  const content = { ...order, gone: true as const };
  work.storeSaid = { ...work.storeSaid, marks: { ...work.storeSaid.marks, content } };
  // at its only store: what it said of the item itself counts no more either
  if (lane.connectionStores.length === 1) {
    work.itemSaid = { ...work.itemSaid, marks: { ...work.itemSaid.marks, content } };
  }
  work.removed = !isListedByOthers(work);
  work.touched = true;
}

function workAtStore(pass: ItemPass, { change, deliveryId }: Incoming<ItemChange>): ItemWork | undefined {
  const work = pass.works.get(pass.ids.get(change.externalId) ?? '');
  if (work?.atStore !== true) return undefined;
  work.deliveryId = deliveryId;
  return work;
}

function count(pass: ItemPass, entry: Incoming, current: boolean): void {
  const outcome = shareOf(pass.outcome, entry);
  if (current) outcome.current += 1;
  else outcome.stale += 1;
}

function mapped(
  pass: ItemPass,
  entry: Incoming<ItemChange>,
  itemId: string,
  { hash, removed }: { readonly hash: string | null; readonly removed: boolean },
): void {
  const { externalId, version } = entry.change;
  const isNew = !pass.mappings.has(externalId);
  pass.writes.set(externalId, {
    externalId,
    entityId: itemId,
    isNew,
    hash,
    version: version ?? null,
    deliveryId: entry.deliveryId,
    removed,
  });
}

/** After a single change the next list is looked at even if it says what the last one said. */
function forgetContent(pass: ItemPass, entry: Incoming<ItemChange>, itemId: string): void {
  const earlier = pass.writes.get(entry.change.externalId);
  if (earlier !== undefined) pass.writes.set(entry.change.externalId, { ...earlier, hash: null });
  else mapped(pass, entry, itemId, { hash: null, removed: false });
}
