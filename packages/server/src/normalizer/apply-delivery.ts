import type { Logger } from 'pino';
import { writeTimers } from '../catalog-writes/timer-rows.ts';
import type { Database, Tx } from '../database/database.ts';
import { appendEvents, type TenantEvent } from '../events/event-rows.ts';
import { applyGuarded } from './apply-changes.ts';
import { addOutcome, type ChunkRun, emptyOutcome, type Outcome } from './chunk-run.ts';
import { type Letter, resolveLetters, writeLetters } from './dead-letter-rows.ts';
import { deliveryOrigin, type Finish, fenceChunk, finishedEvents, saveChunk, saveFinish } from './delivery-rows.ts';
import type { DeliveryFacts, LaneContext } from './lane-context.ts';
import { readLaneState } from './lane-rows.ts';
import { MappingRace } from './mapping-rows.ts';
import { type ReadDelivery, type ReadDeps, readDelivery } from './read-delivery.ts';
import { removeAbsent } from './remove-absent.ts';
import type { TableStatistics } from './table-statistics-rows.ts';
import { takeResolved } from './waiting-rows.ts';

export interface ApplyDeps extends ReadDeps {
  readonly database: Database;
  readonly log: Logger;
  readonly now: () => Date;
  readonly mostItems: number;
  readonly statistics: TableStatistics;
  /** For tests: what happens between the chunks of one delivery. */
  readonly betweenChunks?: ((chunksDone: number) => Promise<void>) | undefined;
}

export interface Applied extends Finish {
  readonly refetch: readonly string[];
  readonly changed: number;
}

/** Applies a delivery chunk by chunk, each in one transaction, from where an earlier run stopped. */
export async function applyDelivery(deps: ApplyDeps, lane: LaneContext, delivery: DeliveryFacts): Promise<Applied> {
  const read = await readDelivery(deps, lane, delivery);
  const total = emptyOutcome();
  let finish: Finish = { status: 'applied', code: null, detail: null };
  for (let index = delivery.chunksDone; index < read.chunks.length; index += 1) {
    const before = { stale: total.stale, current: total.current, resumed: delivery.chunksDone > 0 };
    const chunk = await inTransaction(deps, lane, async (tx) => {
      const done = await applyChunk(deps, tx, { lane, delivery, read, index, before });
      // Last in the transaction: from here to the commit the counters of the streams are locked.
      await appendEvents(tx, done.events, deliveryOrigin(lane.connectionId, delivery), deps.now());
      return done;
    });
    addOutcome(total, chunk.outcome);
    finish = chunk.finish ?? finish;
    await deps.statistics.note(chunk.outcome.changed);
    await deps.betweenChunks?.(index + 1);
  }
  return { ...finish, refetch: total.refetch, changed: total.changed };
}

/**
 * Applies several deliveries of one lane that are a chunk each, in their order and in one transaction: a shop that switches items off one
 * by one costs one commit for all that waits. All or none: whoever calls it tries them one by one when it throws.
 */
export async function applyTogether(
  deps: ApplyDeps,
  lane: LaneContext,
  deliveries: readonly { readonly delivery: DeliveryFacts; readonly read: ReadDelivery }[],
): Promise<readonly Applied[]> {
  const before = { stale: 0, current: 0, resumed: false };
  const applied = await inTransaction(deps, lane, async (tx) => {
    const results: Applied[] = [];
    const events: TenantEvent[] = [];
    for (const { delivery, read } of deliveries) {
      const done = await applyChunk(deps, tx, { lane, delivery, read, index: 0, before });
      if (done.finish === undefined) throw new RangeError('a delivery of several chunks is applied by itself');
      results.push({ ...done.finish, refetch: done.outcome.refetch, changed: done.outcome.changed });
      const origin = deliveryOrigin(lane.connectionId, delivery);
      events.push(...done.events.map((event) => ({ ...event, origin })));
    }
    const origin = { actor: `connection:${lane.connectionId}`, requestId: '', cause: null };
    await appendEvents(tx, events, origin, deps.now());
    return results;
  });
  await deps.statistics.note(applied.reduce((sum, { changed }) => sum + changed, 0));
  return applied;
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

interface ChunkJob {
  readonly lane: LaneContext;
  readonly delivery: DeliveryFacts;
  readonly read: ReadDelivery;
  readonly index: number;
  readonly before: { readonly stale: number; readonly current: number; readonly resumed: boolean };
}

interface ChunkDone {
  readonly outcome: Outcome;
  /** Set by the last chunk. */
  readonly finish: Finish | undefined;
  readonly events: readonly TenantEvent[];
}

/** Everything of one chunk but its events, which the caller appends last. */
async function applyChunk(
  deps: ApplyDeps,
  tx: Tx,
  { lane: known, delivery, read, index, before }: ChunkJob,
): Promise<ChunkDone> {
  const now = deps.now();
  await fenceChunk(tx, known, delivery, index);
  const run = await openRun(deps, tx, known, delivery, read, now);
  const { lane } = run;
  const outcome = emptyOutcome();
  if (index === 0) await resolveLetters(tx, lane.tenantId, delivery.id, now);
  const late = index === 0 ? await takeResolved(run, undefined) : [];
  await applyGuarded(run, [...late, ...(read.chunks[index] ?? [])], outcome);
  const isLast = index === read.chunks.length - 1;
  const code = isLast ? await removeAbsent(run, read.snapshot, outcome) : null;
  const unread = index === 0 ? read.problems.map((problem) => ({ code: 'ITEM_INVALID' as const, ...problem })) : [];
  const problems = [...unread, ...outcome.problems];
  await writeLetters(
    tx,
    lane.tenantId,
    problems.map((problem) => letterOf(run, problem)),
    now,
  );
  await writeTimers(tx, lane.tenantId, outcome.timers);
  const done = { chunksDone: index + 1, changed: outcome.changed, problems: problems.length };
  await saveChunk(tx, lane.tenantId, delivery.id, done);
  const events = [...outcome.events];
  let finish: Finish | undefined;
  if (isLast) {
    finish = { status: isAllStale(before, outcome, code) ? 'stale' : 'applied', code, detail: null };
    const totals = await saveFinish(tx, lane.tenantId, delivery.id, finish, now);
    if (totals !== undefined) {
      events.push(
        ...finishedEvents(lane.tenantId, lane.connectionId, delivery, finish, {
          ...totals,
          changedNow: outcome.changed,
        }),
      );
    }
  }
  return { outcome, finish, events };
}

/** What of the lane the chunks before this one may have changed is read again. */
async function openRun(
  deps: Pick<ApplyDeps, 'mostItems'>,
  tx: Tx,
  lane: LaneContext,
  delivery: DeliveryFacts,
  read: ReadDelivery,
  now: Date,
): Promise<ChunkRun> {
  return {
    tx,
    lane: { ...lane, ...(await readLaneState(tx, lane)) },
    delivery,
    now,
    snapshot: read.snapshot.kinds.includes('item'),
    dryRun: false,
    assumed: new Map(),
    limits: { mostItems: deps.mostItems },
  };
}

/** Everything in it had been said by something newer. A run that goes on after a crash does not know of its first chunks. */
const isAllStale = (before: ChunkJob['before'], outcome: Outcome, code: string | null): boolean =>
  code === null && !before.resumed && before.stale + outcome.stale > 0 && before.current + outcome.current === 0;

const letterOf = (
  { lane, delivery }: ChunkRun,
  problem: Pick<Letter, 'code' | 'path' | 'externalId' | 'message'>,
): Letter => ({
  deliveryId: delivery.id,
  connectionId: lane.connectionId,
  storeId: lane.store.id,
  stage: 'item',
  code: problem.code,
  path: problem.path,
  externalId: problem.externalId,
  message: problem.message,
});
