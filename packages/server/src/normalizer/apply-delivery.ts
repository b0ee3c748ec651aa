import type { Logger } from 'pino';
import { writeTimers } from '../catalog-writes/timer-rows.ts';
import type { Database, Tx } from '../database/database.ts';
import { appendEvents, type TenantEvent } from '../events/event-rows.ts';
import { applyChanges, applyGuarded } from './apply-changes.ts';
import {
  addOutcome,
  type ChunkRun,
  emptyOutcome,
  type Incoming,
  NO_STOCK,
  type Outcome,
  type StockAnswers,
  shareOf,
} from './chunk-run.ts';
import { type Letter, resolveLetters, writeLetters } from './dead-letter-rows.ts';
import {
  deliveryOrigin,
  type Ending,
  type Finish,
  fenceChunk,
  finishedEvents,
  saveChunk,
  saveEndings,
} from './delivery-rows.ts';
import type { DeliveryFacts, LaneContext } from './lane-context.ts';
import { MappingRace } from './mapping-rows.ts';
import { type ReadDelivery, type ReadDeps, readDelivery } from './read-delivery.ts';
import { removeAbsent } from './remove-absent.ts';
import { roundsOf, type SmallDelivery } from './rounds.ts';
import { giveReports, type StockDeps } from './stock-reports.ts';
import { NO_STOCK_STEP, type StockStep, settleList, stockSteps } from './stock-steps.ts';
import type { TableStatistics } from './table-statistics-rows.ts';
import { takeResolved } from './waiting-rows.ts';

export interface ApplyDeps extends ReadDeps, StockDeps {
  readonly database: Database;
  readonly log: Logger;
  readonly now: () => Date;
  readonly mostItems: number;
  readonly statistics: TableStatistics;
  /** For tests: what happens between the chunks of one delivery. */
  readonly betweenChunks?: ((chunksDone: number) => Promise<void>) | undefined;
}

export interface Applied extends Finish {
  /** Pulls it asked for. */
  readonly refetch: number;
  readonly changed: number;
}

/**
 * Applies a delivery chunk by chunk, each in one transaction, from where an earlier run stopped. Reports of stock are in the ledger before
 * their chunk; one chunk more is for those that waited for what this delivery brought.
 */
export async function applyDelivery(
  deps: ApplyDeps,
  lane: LaneContext,
  delivery: DeliveryFacts,
  known?: ReadDelivery,
): Promise<Applied> {
  const read = known ?? (await readDelivery(deps, lane, delivery));
  const total = emptyOutcome();
  const stockStep = stockSteps(deps, lane, delivery, read);
  let finish: Finish | undefined;
  for (let index = delivery.chunksDone; finish === undefined; index += 1) {
    const { stale, current, stockDue } = total;
    const before = { stale, current, stockDue, resumed: delivery.chunksDone > 0 };
    const step = await stockStep(index);
    const chunk = await inTransaction(deps, lane, async (tx) => {
      const place = { ...(await openPlace(deps, tx, lane, [delivery], index)), stock: step.answers };
      const isFirst = index === delivery.chunksDone && step.late.length === 0;
      const late = isFirst && place.waiting ? await takeResolved(openRun(place, delivery, read), undefined) : [];
      const done = await applyChunk(place, { delivery, read, index, before, late: [...step.late, ...late], step });
      // Last in the transaction: from here to the commit the counters of the streams are locked.
      await appendEvents(tx, await settle(place, [done]), deliveryOrigin(lane.connectionId, delivery), place.now);
      return done;
    });
    addOutcome(total, chunk.outcome);
    finish = chunk.finish;
    await deps.statistics.note(chunk.outcome.changed);
    await deps.betweenChunks?.(index + 1);
  }
  return { ...finish, refetch: total.refetch, changed: total.changed };
}

/**
 * Applies several deliveries of one lane that are a chunk each, in their order and in one transaction: a shop that switches items off one
 * by one costs one commit for all that waits. All or none: whoever calls it tries them one by one when it throws.
 * @param alsoDo written in the same transaction, unless the last one is left open
 * @returns what came of each; undefined for the last when it is to go on by itself after its only chunk, as stock waited for it
 */
export async function applyTogether(
  deps: ApplyDeps,
  lane: LaneContext,
  deliveries: readonly SmallDelivery[],
  alsoDo: (tx: Tx) => Promise<void> = async () => {},
): Promise<readonly (Applied | undefined)[]> {
  const stock = await giveReports(
    deps,
    lane,
    deliveries.flatMap(({ read }) => read.stock.entries),
  );
  const dones = await inTransaction(deps, lane, async (tx) => {
    const facts = deliveries.map(({ delivery }) => delivery);
    const place = { ...(await openPlace(deps, tx, lane, facts, 0)), stock };
    const all: ChunkDone[] = [];
    for (const round of roundsOf(deliveries)) all.push(...(await applyRound(place, round, all.length === 0)));
    // what waited for stock is given to the ledger before the last of them is finished
    const isOpen = all.some(({ outcome }) => outcome.stockDue);
    const ended = all.map((done, at) => (isOpen && at === all.length - 1 ? { ...done, finish: undefined } : done));
    const origin = { actor: `connection:${lane.connectionId}`, requestId: '', cause: null };
    const events = await settle(place, ended);
    if (!isOpen) await alsoDo(tx);
    await appendEvents(tx, events, origin, place.now);
    return ended;
  });
  await deps.statistics.note(dones.reduce((sum, { outcome }) => sum + outcome.changed, 0));
  return dones.map(({ finish, outcome: { refetch, changed } }) => finish && { ...finish, refetch, changed });
}

/** Two lanes of one connection may give the same new id a meaning at once; one of them starts its chunk again. */
async function inTransaction<T>(deps: ApplyDeps, lane: LaneContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await deps.database.tenant(lane.tenantId, work);
    } catch (error) {
      if (!(error instanceof MappingRace) || attempt >= 5) throw error;
      deps.log.debug({ connectionId: lane.connectionId, attempt }, 'two lanes met at one new id');
    }
  }
}

/** The place that deliveries are applied to, fenced for this transaction. */
interface Place {
  readonly tx: Tx;
  readonly lane: LaneContext;
  readonly now: Date;
  readonly limits: ChunkRun['limits'];
  /** Whether changes wait here for something that may have come. */
  readonly waiting: boolean;
  readonly stock: StockAnswers;
}

async function openPlace(
  deps: ApplyDeps,
  tx: Tx,
  lane: LaneContext,
  deliveries: readonly DeliveryFacts[],
  index: number,
): Promise<Place> {
  const ids = deliveries.map(({ id }) => id);
  const now = deps.now();
  const { waiting, ...state } = await fenceChunk(tx, lane, ids, index);
  // one that was never tried has left no letters
  const tried = deliveries.filter(({ attempts, again }) => attempts > 1 || again).map(({ id }) => id);
  if (index === 0 && tried.length > 0) await resolveLetters(tx, lane.tenantId, tried, now);
  return { tx, lane: { ...lane, ...state }, now, limits: { mostItems: deps.mostItems }, waiting, stock: NO_STOCK };
}

interface ChunkJob {
  readonly delivery: DeliveryFacts;
  readonly read: ReadDelivery;
  readonly index: number;
  readonly before: {
    readonly stale: number;
    readonly current: number;
    readonly stockDue: boolean;
    readonly resumed: boolean;
  };
  /** What waited for something that is here now. */
  readonly late: readonly Incoming[];
  readonly step: StockStep;
}

interface ChunkDone {
  readonly delivery: DeliveryFacts;
  readonly index: number;
  readonly outcome: Outcome;
  readonly problems: readonly Problem[];
  /** Set by the last chunk. */
  readonly finish: Finish | undefined;
}

const NOTHING_BEFORE = { stale: 0, current: 0, stockDue: false, resumed: false };

/** The rows of one chunk; what it says of the delivery and to others is written by `settle`. */
async function applyChunk(place: Place, { delivery, read, index, before, late, step }: ChunkJob): Promise<ChunkDone> {
  const run = openRun(place, delivery, read);
  const outcome = emptyOutcome();
  await applyGuarded(run, [...late, ...(read.chunks[index] ?? [])], outcome);
  outcome.changed += step.emptied;
  const beyond = index - (read.chunks.length - 1);
  const isLast = beyond > 0 || (beyond === 0 && !before.stockDue && !outcome.stockDue);
  const listCode = isLast ? await settleList(run, step.list, outcome) : null;
  const code = (isLast ? await removeAbsent(run, read.snapshot, outcome) : null) ?? listCode;
  const unread = index === 0 ? unreadEntries(read) : [];
  const status = isAllStale(before, outcome, code) ? 'stale' : 'applied';
  const finish = isLast ? ({ status, code, detail: null } as const) : undefined;
  return { delivery, index, outcome, problems: [...unread, ...outcome.problems], finish };
}

/** Deliveries that speak of different things are one pass over these things; a delivery by itself is a chunk like any other. */
async function applyRound(place: Place, round: readonly SmallDelivery[], isFirst: boolean): Promise<ChunkDone[]> {
  const [head] = round;
  if (head === undefined) return [];
  const late = isFirst && place.waiting ? await takeResolved(openRun(place, head.delivery, head.read), undefined) : [];
  if (round.length === 1 || late.length > 0) {
    const dones: ChunkDone[] = [];
    for (const [at, { delivery, read }] of round.entries()) {
      const job = { delivery, read, index: 0, before: NOTHING_BEFORE, late: at === 0 ? late : [], step: NO_STOCK_STEP };
      dones.push(await applyChunk(place, job));
    }
    return dones;
  }
  const outcome = emptyOutcome(true);
  const changes = round.flatMap(({ read }) => read.chunks[0] ?? []);
  // an entry that the database refuses undoes it all, and they are tried one by one
  await applyChanges(openRun(place, head.delivery, head.read), changes, outcome);
  return round.map(({ delivery, read }) => {
    const own = shareOf(outcome, { deliveryId: delivery.id });
    own.stockDue = outcome.stockDue;
    const status = isAllStale(NOTHING_BEFORE, own, null) ? 'stale' : 'applied';
    const problems = [...unreadEntries(read), ...own.problems];
    return { delivery, index: 0, outcome: own, problems, finish: { status, code: null, detail: null } };
  });
}

/** Writes what chunks leave behind beside their rows. @returns their events, each with its own cause */
async function settle({ tx, lane, now }: Place, dones: readonly ChunkDone[]): Promise<TenantEvent[]> {
  const letters = dones.flatMap(({ delivery, problems }) =>
    problems.map((problem) => letterOf(lane, delivery, problem)),
  );
  await writeLetters(tx, lane.tenantId, letters, now);
  await writeTimers(
    tx,
    lane.tenantId,
    dones.flatMap(({ outcome }) => outcome.timers),
  );
  const endings: Ending[] = [];
  for (const { delivery, index, outcome, problems, finish } of dones) {
    const done = { chunksDone: index + 1, changed: outcome.changed, problems: problems.length };
    if (finish === undefined) await saveChunk(tx, lane.tenantId, delivery.id, done);
    else endings.push({ deliveryId: delivery.id, finish, ...done });
  }
  const ended = endings.length === 0 ? new Map() : await saveEndings(tx, lane.tenantId, endings, now);
  return dones.flatMap(({ delivery, outcome, finish }) => {
    const totals = ended.get(delivery.id);
    const end =
      finish === undefined || totals === undefined
        ? []
        : finishedEvents(lane.tenantId, lane.connectionId, delivery, finish, {
            ...totals,
            changedNow: outcome.changed,
          });
    const origin = deliveryOrigin(lane.connectionId, delivery);
    return [...outcome.events, ...end].map((event) => ({ ...event, origin }));
  });
}

const openRun = ({ tx, lane, now, limits, stock }: Place, delivery: DeliveryFacts, read: ReadDelivery): ChunkRun => ({
  tx,
  lane,
  delivery,
  now,
  snapshot: read.snapshot.kinds.includes('item'),
  dryRun: false,
  assumed: new Map(),
  limits,
  stock,
});

type Problem = Pick<Letter, 'code' | 'path' | 'externalId' | 'message'>;

const unreadEntries = ({ problems }: ReadDelivery): Problem[] =>
  problems.map((problem) => ({ code: 'ITEM_INVALID' as const, ...problem }));

/** Everything in it had been said by something newer. A run that goes on after a crash does not know of its first chunks. */
const isAllStale = (before: ChunkJob['before'], outcome: Outcome, code: string | null): boolean =>
  code === null && !before.resumed && before.stale + outcome.stale > 0 && before.current + outcome.current === 0;

const letterOf = (
  lane: LaneContext,
  delivery: DeliveryFacts,
  { code, path, externalId, message }: Problem,
): Letter => ({
  deliveryId: delivery.id,
  connectionId: lane.connectionId,
  storeId: lane.store.id,
  stage: 'item',
  code,
  path,
  externalId,
  message,
});
