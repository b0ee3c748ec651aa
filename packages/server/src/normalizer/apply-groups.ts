import { type ChangeOf, type ModifierGroup, sameJson } from '@kirana/core';
import { merchantStream } from '../catalog-writes/catalog-events.ts';
import { readStatements, type SourceStatement, writeStatements } from '../catalog-writes/statement-rows.ts';
import { newId } from '../database/new-id.ts';
import type { TenantEvent } from '../events/event-rows.ts';
import { isOlder } from './change-order.ts';
import type { ChunkRun, Incoming, Outcome } from './chunk-run.ts';
import { type LaneContext, versioningOf } from './lane-context.ts';
import { isUnchanged, type Mapping, type MappingWrite, readMappings, writeMappings } from './mapping-rows.ts';
import {
  type GroupState,
  type OptionState,
  readGroups,
  readStoreOptions,
  type StoreOptionState,
  writeGroups,
} from './modifier-rows.ts';
import { type OptionIds, openOptionIds } from './option-ids.ts';
import { saveStoreOptions } from './store-options.ts';
import { keepWaiting, type Waiting } from './waiting-rows.ts';

type GroupChange = ChangeOf<'modifier_group.upserted'>;

interface GroupWork {
  readonly id: string;
  readonly isNew: boolean;
  readonly before: GroupState | undefined;
  after: GroupState;
  statement: SourceStatement;
  changeOf: Incoming<GroupChange> | undefined;
}

/** Groups with their options: the list of options is complete, so what it leaves out is no longer offered at this store. */
export async function applyGroups(
  run: ChunkRun,
  incoming: readonly Incoming<GroupChange>[],
  outcome: Outcome,
): Promise<void> {
  if (incoming.length === 0) return;
  const mappings = await readMappings(
    run,
    'modifier_group',
    incoming.map(({ change }) => change.externalId),
  );
  const looked = incoming.filter((entry) => !isUnchanged(run, entry, mappings.get(entry.change.externalId)));
  outcome.current += incoming.length - looked.length;
  if (looked.length === 0) return;
  const options = looked.flatMap(({ change }) =>
    change.options.map((option) => ({ ...option, groupExternalId: change.externalId })),
  );
  const optionIds = await openOptionIds(run, options);
  const items = await readMappings(
    run,
    'item',
    options.flatMap(({ itemExternalId }) => itemExternalId ?? []),
  );
  const works = await openWorks(run, looked, mappings);
  const waiting: Waiting[] = [];
  const groupWrites: MappingWrite[] = [];
  for (const entry of looked) {
    const work = works.get(entry.change.externalId);
    if (work === undefined) continue;
    const order = { v: entry.change.version ?? null, n: entry.ingress };
    const mark = work.statement.marks[run.lane.store.id];
    if (isOlder(order, mark, versioningOf(run.lane, 'modifier_group'))) {
      outcome.stale += 1;
      continue;
    }
    outcome.current += 1;
    work.changeOf = entry;
    const marks = { ...work.statement.marks, [run.lane.store.id]: order };
    work.statement = { ...work.statement, marks, said: { name: entry.change.name, rank: entry.change.rank } };
    work.after = foldGroup(run, work, entry, optionIds, items, waiting);
    groupWrites.push(mappingOf(entry, work));
  }
  const touched = [...new Set(works.values())].filter(({ changeOf }) => changeOf !== undefined);
  await closeGroups(run, touched, optionIds, outcome);
  const named = new Map(groupWrites.map((write) => [write.externalId, write]));
  for (const { isNew, externalId, entityId } of named.values()) {
    if (isNew) outcome.created.push({ kind: 'modifier_group', externalId, entityId });
  }
  await writeMappings(run, 'modifier_group', [...named.values()]);
  await mapOptions(run, optionIds, outcome);
  await keepWaiting(run, waiting, outcome);
}

async function openWorks(
  run: ChunkRun,
  looked: readonly Incoming<GroupChange>[],
  mappings: ReadonlyMap<string, Mapping>,
): Promise<Map<string, GroupWork>> {
  const known = looked.flatMap(({ change }) => mappings.get(change.externalId)?.entityId ?? []);
  const before = await readGroups(run, known);
  const statements = await readStatements(run.tx, run.lane.tenantId, 'modifier_group', known);
  const works = new Map<string, GroupWork>();
  for (const { change } of looked) {
    const mapped = mappings.get(change.externalId);
    if (works.has(change.externalId)) continue;
    const id = mapped?.entityId ?? newId('modifierGroup');
    const own = statements.get(id)?.find(({ source }) => source === run.lane.connectionId);
    works.set(change.externalId, {
      id,
      isNew: mapped === undefined,
      before: before.get(id),
      after: before.get(id) ?? { id, name: change.name, rank: change.rank, removed: false, options: [] },
      statement: own ?? { entityId: id, source: run.lane.connectionId, said: {}, edits: {}, marks: {} },
      changeOf: undefined,
    });
  }
  return works;
}

function foldGroup(
  run: ChunkRun,
  work: GroupWork,
  entry: Incoming<GroupChange>,
  optionIds: OptionIds,
  items: ReadonlyMap<string, Mapping>,
  waiting: Waiting[],
): GroupState {
  const { change } = entry;
  const options = new Map(work.after.options.map((option) => [option.id, option]));
  const stated = new Set<string>();
  for (const option of change.options) {
    const id = optionIds.idOf({ groupExternalId: change.externalId, externalId: option.externalId }, work.id);
    stated.add(id);
    const itemId = option.itemExternalId === null ? null : (items.get(option.itemExternalId)?.entityId ?? null);
    if (option.itemExternalId !== null && itemId === null) {
      waiting.push({ needsKind: 'item', needsExternalId: option.itemExternalId, incoming: entry });
    }
    options.set(id, { id, name: option.name, itemId, diet: option.diet, rank: option.rank, removed: false });
  }
  const onlyHere = isOnlyHere(run.lane, work.statement);
  for (const [id, option] of options) {
    if (!stated.has(id) && onlyHere && !option.removed) options.set(id, { ...option, removed: true });
  }
  const list = [...options.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { ...work.after, name: change.name, rank: change.rank, removed: false, options: list };
}

/** Whether this is the only store where the connection still has it. */
export const isOnlyHere = (lane: LaneContext, statement: SourceStatement): boolean =>
  lane.connectionStores.every((storeId) => {
    const mark = storeId === lane.store.id ? undefined : statement.marks[storeId];
    return mark === undefined || mark.gone === true;
  });

const mappingOf = (entry: Incoming<GroupChange>, work: GroupWork): MappingWrite => ({
  externalId: entry.change.externalId,
  entityId: work.id,
  isNew: work.isNew,
  hash: entry.hash === '' ? null : entry.hash,
  version: entry.change.version ?? null,
  deliveryId: entry.deliveryId,
  removed: false,
});

async function closeGroups(
  run: ChunkRun,
  works: readonly GroupWork[],
  optionIds: OptionIds,
  outcome: Outcome,
): Promise<void> {
  const changed = works.filter(({ before, after }) => !sameJson(before, after));
  outcome.changed += changed.length;
  if (run.dryRun) tellGroups(changed, outcome);
  else {
    await writeGroups(
      run,
      changed.map(({ after }) => after),
    );
    await writeStatements(
      run.tx,
      run.lane.tenantId,
      'modifier_group',
      works.map(({ statement }) => statement),
      run.now,
    );
    for (const { after } of changed) outcome.events.push(groupEvent(run.lane, after));
  }
  await listOptions(run, works, optionIds, outcome);
}

/** Whether each option is on offer at this store, and for how much. */
async function listOptions(
  run: ChunkRun,
  works: readonly GroupWork[],
  optionIds: OptionIds,
  outcome: Outcome,
): Promise<void> {
  const { tenantId, store } = run.lane;
  const ids = works.flatMap(({ after }) => after.options.map(({ id }) => id));
  const before = await readStoreOptions(run.tx, tenantId, store.id, ids);
  const after: StoreOptionState[] = [];
  for (const { changeOf, after: group } of works) {
    if (changeOf === undefined) continue;
    const stated = new Set<string>();
    for (const option of changeOf.change.options) {
      const id = optionIds.idOf(
        { groupExternalId: changeOf.change.externalId, externalId: option.externalId },
        group.id,
      );
      const earlier = before.get(id);
      stated.add(id);
      if (option.priceMinor < 0) {
        const message = 'the price is below zero; the old one stays';
        outcome.problems.push({ code: 'PRICE_SUSPICIOUS', path: option.path, externalId: option.externalId, message });
      }
      after.push({
        optionId: id,
        listed: changeOf.change.active && option.active && (option.priceMinor >= 0 || earlier !== undefined),
        priceMinor: option.priceMinor >= 0 ? option.priceMinor : (earlier?.priceMinor ?? 0),
        switch: earlier?.switch ?? { on: true, until: null },
      });
    }
    for (const { id } of group.options) {
      const earlier = before.get(id);
      if (!stated.has(id) && earlier?.listed === true) after.push({ ...earlier, listed: false });
    }
  }
  await saveStoreOptions(run, before, after, outcome);
}

async function mapOptions(run: ChunkRun, optionIds: OptionIds, outcome: Outcome): Promise<void> {
  const writes = optionIds.made.map(({ externalId, entityId }): MappingWrite => {
    outcome.created.push({ kind: 'modifier_option', externalId, entityId });
    const deliveryId = run.delivery.id;
    return { externalId, entityId, isNew: true, hash: null, version: null, deliveryId, removed: false };
  });
  await writeMappings(run, 'modifier_option', writes);
}

export function groupEvent(lane: LaneContext, group: GroupState): TenantEvent {
  const options: OptionState[] = group.options
    .filter(({ removed }) => !removed)
    .map(({ id, name, itemId, diet, rank }) => ({ id, name, itemId, diet, rank }));
  const modifierGroup: ModifierGroup = {
    id: group.id,
    merchantId: lane.merchantId,
    name: group.name,
    rank: group.rank,
    options,
    removed: group.removed,
  };
  return {
    tenantId: lane.tenantId,
    stream: merchantStream(lane.merchantId),
    kind: 'modifier_group.changed',
    subject: group.id,
    data: { modifierGroup },
  };
}

function tellGroups(changed: readonly GroupWork[], outcome: Outcome): void {
  for (const { before, after, changeOf, id } of changed) {
    for (const field of ['name', 'rank', 'options', 'removed'] as const) {
      if (sameJson(before?.[field], after[field])) continue;
      const externalId = changeOf?.change.externalId ?? null;
      const told = { entity: 'modifier_group', id, externalId, name: after.name, field };
      outcome.diff.push({ ...told, before: before?.[field] ?? null, after: after[field] });
    }
  }
}
