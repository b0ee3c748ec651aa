import {
  type BatchOutcome,
  type Command,
  DEFAULT_TERMS,
  decideBatch,
  LONGEST_UNACKNOWLEDGED_MS,
  positionKey,
  type Report,
  type StockedPosition,
  type StockLimits,
  type StockState,
  type TermsOf,
} from '@kirana/core';
import { stockStream } from '../catalog-writes/catalog-events.ts';
import type { Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { appendEvents } from '../events/event-rows.ts';
import { batchEvents } from './batch-events.ts';
import { type NamedThings, namedThings } from './named-things.ts';
import { writeOutcome } from './outcome-rows.ts';
import { type OwnChangesOf, readOwnChanges } from './own-change-rows.ts';
import { lockPositions, readReservedItems } from './position-lock-rows.ts';
import { findFlips, verdictsOf } from './stock-flips.ts';
import { type LoadedState, loadState } from './stock-state-rows.ts';
import { readStockVersion } from './stock-version-rows.ts';

/** A batch of commands of one store. */
export interface StoreBatch {
  readonly tenantId: string;
  readonly storeId: string;
  readonly commands: readonly Command[];
  /** Locked too, so that what is due there ends. */
  readonly alsoItemIds: readonly string[];
  readonly limits: StockLimits;
  readonly terms: TermsOf;
  /** A count not heard of for so long is not believed; null: it always is. */
  readonly staleAfterMs: number | null;
}

/** What was decided and written, and the version of the store's stock that holds it; null: nothing is answered that a reader could miss. */
export interface StoredOutcome extends BatchOutcome {
  readonly stockVersion: number | null;
}

/** A reservation was made between looking for its items and locking them: the batch is to be run again with these items too. */
export class PositionsMissed extends Error {
  readonly itemIds: readonly string[];
  constructor(itemIds: readonly string[]) {
    super('a reservation takes positions that are not locked');
    this.itemIds = itemIds;
  }
}

/** Items of open reservations that were not asked for when the positions were locked. */
function missedItems(loaded: LoadedState, storeId: string, asked: ReadonlySet<string>): string[] {
  const missed = new Set<string>();
  for (const { status, storeId: of, lines } of loaded.reservations) {
    if (status !== 'held' || of !== storeId) continue;
    for (const { needs } of lines) for (const { itemId } of needs) if (!asked.has(itemId)) missed.add(itemId);
  }
  return [...missed];
}

/** Lays what was read beside its positions. */
function addLoaded(positions: ReadonlyMap<string, StockedPosition>, storeId: string, loaded: LoadedState): void {
  for (const hold of loaded.due) positions.get(positionKey(storeId, hold.itemId))?.dueHolds.push({ ...hold, storeId });
  for (const { itemId, firstHeardAtMs: _, ...stock } of loaded.reports) {
    positions.get(positionKey(storeId, itemId))?.reports.push(stock);
  }
}

/** Which of our changes a report may have to be laid over: those the source that decides may not have counted. */
function ownChangesOf(itemId: string, loaded: LoadedState, commands: readonly Command[], terms: TermsOf): OwnChangesOf {
  const termsOf = (source: string) => terms.get(source) ?? DEFAULT_TERMS;
  const known = loaded.reports.filter((report) => report.itemId === itemId);
  const coming = commands.filter((one): one is Report => one.kind === 'report' && one.itemId === itemId);
  let afterMs = loaded.nowMs;
  for (const source of new Set(known.map((report) => report.source))) {
    const { acknowledges, settleMs } = termsOf(source);
    const of = known.filter((report) => report.source === source);
    const times = of.map((report) => (acknowledges ? report.firstHeardAtMs : (report.observedAtMs ?? loaded.nowMs)));
    const countedMs = Math.max(...of.map((report) => report.observedAtMs ?? Number.NEGATIVE_INFINITY));
    const sinceMs = acknowledges
      ? Math.max(Math.min(...times), countedMs - LONGEST_UNACKNOWLEDGED_MS)
      : Math.max(...times);
    afterMs = Math.min(afterMs, sinceMs - settleMs);
  }
  for (const { report } of coming) {
    const isKnown = known.some(({ source, observedAtMs }) => source === report.source && observedAtMs !== null);
    if (!isKnown) afterMs = Math.min(afterMs, report.observedAtMs - termsOf(report.source).settleMs);
  }
  const sources = [...known.map(({ source }) => source), ...coming.map(({ report }) => report.source)];
  const [source = ''] = sources.sort((a, b) => termsOf(a).rank - termsOf(b).rank || (a < b ? -1 : 1));
  return { itemId, afterMs: afterMs - 1, source };
}

async function addOwnChanges(
  tx: Tx,
  positions: ReadonlyMap<string, StockedPosition>,
  batch: StoreBatch,
  named: NamedThings,
  loaded: LoadedState,
): Promise<void> {
  const { tenantId, storeId, commands, terms } = batch;
  const reports = commands.filter(({ kind }) => kind === 'report');
  const wanted = [...named.reportedIds].map((itemId) => ownChangesOf(itemId, loaded, reports, terms));
  for (const [itemId, changes] of await readOwnChanges(tx, tenantId, storeId, wanted)) {
    positions.get(positionKey(storeId, itemId))?.ownChanges.push(...changes);
  }
}

/** What is known of a batch before it is decided, with no position locked: enough to tell repetitions from what is new. */
export function readKnown(tx: Tx, batch: StoreBatch, itemIds: readonly string[] = []): Promise<LoadedState> {
  const { tenantId, storeId, limits } = batch;
  const named = namedThings(batch.commands);
  const { maxOpenPerHolder } = limits;
  return loadState(tx, {
    tenantId,
    storeId,
    itemIds,
    reservationIds: [...named.reservationIds],
    effectKeys: [...named.effectKeys],
    holders: maxOpenPerHolder === null ? [] : [...named.holders],
    quota: maxOpenPerHolder ?? 0,
  });
}

export const stateOf = (
  { limits, terms }: StoreBatch,
  loaded: LoadedState,
  positions: Map<string, StockedPosition>,
): StockState => ({
  nowMs: loaded.nowMs,
  limits,
  terms,
  positions,
  reservations: new Map(loaded.reservations.map((record) => [record.id, record])),
  effects: new Map(loaded.effects.map(({ key, hash, answer }) => [key, { hash, answer }])),
  openByHolder: new Map(Object.entries(loaded.open)),
});

/**
 * Decides a batch on what is stored and writes what it changes: locks, reads, decides, writes, tells. Positions first, by item id, then
 * reservations, the counter of the stream last. @throws PositionsMissed
 */
export async function decideStored(tx: Tx, batch: StoreBatch): Promise<StoredOutcome> {
  const { tenantId, storeId, commands } = batch;
  const named = namedThings(commands);
  const asked = new Set([...named.itemIds, ...batch.alsoItemIds]);
  if (named.endedIds.size > 0) {
    for (const itemId of await readReservedItems(tx, tenantId, storeId, [...named.endedIds])) asked.add(itemId);
  }
  const itemIds = [...asked];
  const locked = itemIds.length === 0 ? [] : await lockPositions(tx, tenantId, storeId, itemIds);
  const loaded = await readKnown(tx, batch, itemIds);
  const missed = missedItems(loaded, storeId, asked);
  if (missed.length > 0) throw new PositionsMissed(missed);
  const positions = new Map(locked.map((stocked) => [positionKey(storeId, stocked.position.itemId), stocked]));
  addLoaded(positions, storeId, loaded);
  if (named.reportedIds.size > 0) await addOwnChanges(tx, positions, batch, named, loaded);
  const before = verdictsOf(locked);
  const outcome = decideBatch(stateOf(batch, loaded, positions), commands);
  await writeOutcome(tx, { tenantId, storeId, nowMs: loaded.nowMs }, outcome);
  const requestId = newId('request');
  const flips = await findFlips(tx, tenantId, outcome, before, { loaded, locked, staleAfterMs: batch.staleAfterMs });
  const events = batchEvents(tenantId, storeId, outcome, flips, requestId);
  const origin = { actor: 'system:inventory', requestId, cause: null };
  const last = await appendEvents(tx, events, origin, new Date(loaded.nowMs));
  const written = last.get(`${tenantId}|${stockStream(storeId)}`);
  return { ...outcome, stockVersion: written ?? (await knownVersion(tx, batch, outcome)) };
}

/** Of a batch that wrote no event: what it repeats was written before. */
async function knownVersion(tx: Tx, { tenantId, storeId }: StoreBatch, { answers }: BatchOutcome) {
  return answers.some((answer) => 'replayed' in answer) ? readStockVersion(tx, tenantId, storeId) : null;
}
