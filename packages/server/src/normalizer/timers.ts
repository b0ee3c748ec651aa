import type { Origin } from '@kirana/core';
import type { Logger } from 'pino';
import { storeItemEvents } from '../catalog-writes/catalog-events.ts';
import { readStoreItemsLocked, writeStoreItems } from '../catalog-writes/store-item-rows.ts';
import { storeItemChanges } from '../catalog-writes/store-item-state.ts';
import type { Database, Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { appendEvents, type TenantEvent } from '../events/event-rows.ts';
import { startWorkerLoop, type WorkerLoop } from '../gateway/worker-loop.ts';
import { type DueTimer, readDueTimers, takeDueTimers, untilNextTimerMs } from './due-timer-rows.ts';
import { readStoreOptions, writeStoreOptions } from './modifier-rows.ts';
import { optionEvent } from './store-options.ts';
import { readStoreLocked, writeStoreStatus } from './store-status-rows.ts';

export interface TimerDeps {
  readonly database: Database;
  readonly log: Logger;
  readonly now: () => Date;
}

/** Looks at least this often: another process may have set a timer. */
const POLL_MS = 1_000;
const SOONEST_MS = 5;

/** Switches items and options on again and reopens stores when their time has come, by database time. */
export const openTimers = (deps: TimerDeps): WorkerLoop =>
  startWorkerLoop({
    pollMs: POLL_MS,
    step: async () => Math.max(SOONEST_MS, (await fireDueTimers(deps)) ?? POLL_MS),
    onError: (error) => deps.log.error({ err: error }, 'timers could not be run; they are tried again'),
  });

/** Runs all that is due now, one transaction per store. @returns milliseconds until the next is due: 0 after work, null when none is set */
export async function fireDueTimers({ database, now }: TimerDeps): Promise<number | null> {
  const { due, nextMs } = await database.system(async (tx) => {
    const found = await readDueTimers(tx);
    return { due: found, nextMs: found.length > 0 ? 0 : await untilNextTimerMs(tx) };
  });
  const byStore = Map.groupBy(due, ({ tenantId, storeId }) => `${tenantId}|${storeId}`);
  for (const [first] of byStore.values()) {
    if (first === undefined) continue;
    const { tenantId, storeId } = first;
    await database.tenant(tenantId, (tx) => fireStore(tx, tenantId, storeId, now()));
  }
  return nextMs;
}

/** Taken under lock and looked at again: what was moved since is left as it is. */
async function fireStore(tx: Tx, tenantId: string, storeId: string, now: Date): Promise<void> {
  const timers = await takeDueTimers(tx, tenantId, storeId);
  const of = (kind: DueTimer['kind']) => timers.filter((timer) => timer.kind === kind);
  const events = [
    ...(await switchItemsOn(tx, tenantId, storeId, of('item_switch'), now)),
    ...(await switchOptionsOn(tx, tenantId, storeId, of('option_switch'), now)),
    ...(await reopenStore(tx, tenantId, storeId, of('store_status'), now)),
  ];
  const origin: Origin = { actor: 'system:timer', requestId: newId('request'), cause: 'timer' };
  await appendEvents(tx, events, origin, now);
}

/** The moment something returns is the one its timer was set for; another one means a newer word. */
const isItsTime = (until: string | null, { dueAt }: DueTimer): boolean =>
  until !== null && Date.parse(until) <= dueAt.getTime();

/** Those to be switched on now, with how they were: still off, and until the moment of their timer. */
const due = <T extends { readonly switch: { readonly on: boolean; readonly until: string | null } }>(
  known: ReadonlyMap<string, T>,
  timers: readonly DueTimer[],
): { readonly before: T; readonly after: T }[] =>
  timers.flatMap((timer) => {
    const before = known.get(timer.subject);
    if (before === undefined || before.switch.on || !isItsTime(before.switch.until, timer)) return [];
    return [{ before, after: { ...before, switch: { on: true, until: null } } }];
  });

const subjectsOf = (timers: readonly DueTimer[]): string[] => timers.map(({ subject }) => subject);

async function switchItemsOn(
  tx: Tx,
  tenantId: string,
  storeId: string,
  timers: readonly DueTimer[],
  now: Date,
): Promise<TenantEvent[]> {
  const items = await readStoreItemsLocked(tx, tenantId, storeId, subjectsOf(timers));
  const moved = due(items, timers).map(({ before, after }) => {
    const written = { ...after, updatedAt: now.toISOString() };
    return { after: written, changed: storeItemChanges(before, written) };
  });
  await writeStoreItems(
    tx,
    tenantId,
    moved.map(({ after }) => after),
  );
  return moved.flatMap(({ after, changed }) => storeItemEvents(tenantId, after, changed));
}

async function switchOptionsOn(
  tx: Tx,
  tenantId: string,
  storeId: string,
  timers: readonly DueTimer[],
  now: Date,
): Promise<TenantEvent[]> {
  const options = await readStoreOptions(tx, tenantId, storeId, subjectsOf(timers));
  const moved = due(options, timers).map(({ after }) => after);
  await writeStoreOptions(tx, tenantId, storeId, moved, now);
  return moved.map((option) => optionEvent(tenantId, storeId, option));
}

async function reopenStore(
  tx: Tx,
  tenantId: string,
  storeId: string,
  timers: readonly DueTimer[],
  now: Date,
): Promise<TenantEvent[]> {
  const [timer] = timers;
  if (timer === undefined) return [];
  const store = await readStoreLocked(tx, tenantId, storeId);
  if (store === undefined || store.status.state === 'open' || !isItsTime(store.status.returnAt, timer)) return [];
  return [await writeStoreStatus(tx, tenantId, store, { state: 'open', returnAt: null, reason: null }, now)];
}
