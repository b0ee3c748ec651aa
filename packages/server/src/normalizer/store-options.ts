import { type ChangeOf, sameJson } from '@kirana/core';
import { storeStream } from '../catalog-writes/catalog-events.ts';
import { atStore, readStatements, writeStatements } from '../catalog-writes/statement-rows.ts';
import type { TenantEvent } from '../events/event-rows.ts';
import { type ChunkRun, type Incoming, type Outcome, shareOf } from './chunk-run.ts';
import { versioningOf } from './lane-context.ts';
import { readStoreOptions, type StoreOptionState, writeStoreOptions } from './modifier-rows.ts';
import { isSwitchOlder, movedSwitch } from './switches.ts';

export const optionEvent = (tenantId: string, storeId: string, option: StoreOptionState): TenantEvent => ({
  tenantId,
  stream: storeStream(storeId),
  kind: 'modifier_option.changed',
  subject: option.optionId,
  data: {
    storeId,
    optionId: option.optionId,
    listed: option.listed,
    priceMinor: option.priceMinor,
    switch: option.switch,
  },
});

/** Writes and tells the options at this store that really changed. */
export async function saveStoreOptions(
  run: ChunkRun,
  before: ReadonlyMap<string, StoreOptionState>,
  after: readonly StoreOptionState[],
  outcome: Outcome,
  deliveryOf: (optionId: string) => string = () => run.delivery.id,
): Promise<void> {
  const { tenantId, store } = run.lane;
  const last = new Map(after.map((option) => [option.optionId, option]));
  const changed = [...last.values()].filter((option) => !sameJson(before.get(option.optionId), option));
  const share = ({ optionId }: StoreOptionState) => shareOf(outcome, { deliveryId: deliveryOf(optionId) });
  for (const option of changed) share(option).changed += 1;
  if (run.dryRun) {
    for (const option of changed) tell(before.get(option.optionId), option, outcome);
    return;
  }
  await writeStoreOptions(run.tx, tenantId, store.id, changed, run.now);
  for (const option of changed) share(option).events.push(optionEvent(tenantId, store.id, option));
}

function tell(before: StoreOptionState | undefined, after: StoreOptionState, outcome: Outcome): void {
  for (const field of ['listed', 'priceMinor', 'switch'] as const) {
    if (sameJson(before?.[field], after[field])) continue;
    const told = { entity: 'modifier_option', id: after.optionId, externalId: null, name: '', field };
    outcome.diff.push({ ...told, before: before?.[field] ?? null, after: after[field] });
  }
}

export interface OptionSwitched {
  readonly optionId: string;
  readonly incoming: Incoming<ChangeOf<'item.switched'>>;
}

/** Moves the switches of modifier options at this store. */
export async function switchOptions(
  run: ChunkRun,
  switched: readonly OptionSwitched[],
  outcome: Outcome,
): Promise<void> {
  if (switched.length === 0) return;
  const { tenantId, store, connectionId } = run.lane;
  const before = await readStoreOptions(
    run.tx,
    tenantId,
    store.id,
    switched.map(({ optionId }) => optionId),
  );
  const after = new Map(before);
  const keys = switched.map(({ optionId }) => atStore(store.id, optionId));
  const statements = await readStatements(run.tx, tenantId, 'store_option', keys);
  const own = new Map(
    keys.map((entityId) => [
      entityId,
      statements.get(entityId)?.find(({ source }) => source === connectionId) ?? {
        entityId,
        source: connectionId,
        said: {},
        edits: {},
        marks: {},
      },
    ]),
  );
  for (const { optionId, incoming } of switched) {
    const entityId = atStore(store.id, optionId);
    const statement = own.get(entityId);
    const option = after.get(optionId);
    if (statement === undefined || option === undefined) continue;
    const order = { v: incoming.change.version ?? null, n: incoming.ingress };
    if (isSwitchOlder(run, incoming, statement.marks.switch, undefined, versioningOf(run.lane, 'modifier_option'))) {
      shareOf(outcome, incoming).stale += 1;
      continue;
    }
    shareOf(outcome, incoming).current += 1;
    own.set(entityId, { ...statement, marks: { ...statement.marks, switch: order } });
    const moved = movedSwitch(incoming.change);
    after.set(optionId, { ...option, switch: moved });
    if (!moved.on || option.switch.until !== null) {
      const timer = { storeId: store.id, subject: optionId, dueAt: moved.until };
      shareOf(outcome, incoming).timers.push({ ...timer, kind: 'option_switch' });
    }
  }
  if (!run.dryRun) await writeStatements(run.tx, tenantId, 'store_option', [...own.values()], run.now);
  const deliveries = new Map(switched.map(({ optionId, incoming }) => [optionId, incoming.deliveryId]));
  const deliveryOf = (optionId: string) => deliveries.get(optionId) ?? run.delivery.id;
  await saveStoreOptions(run, before, [...after.values()], outcome, deliveryOf);
}
