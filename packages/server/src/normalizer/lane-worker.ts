import type { Tx } from '../database/database.ts';
import { appendEvents } from '../events/event-rows.ts';
import { AdapterDown } from '../plugins/adapter-down.ts';
import type { HostedAdapters } from '../plugins/hosted-adapter.ts';
import { type Applied, type ApplyDeps, applyDelivery, applyTogether } from './apply-delivery.ts';
import { writeLetters } from './dead-letter-rows.ts';
import { backoffMs, DeadDelivery, type Failure, judgeFailure, LaneLost } from './delivery-failure.ts';
import { deliveryOrigin, finishedEvents, saveFinish } from './delivery-rows.ts';
import type { DeliveryFacts, LaneContext } from './lane-context.ts';
import {
  claimHead,
  type DeliveryRow,
  deliveryFacts,
  holdConnection,
  type Lane,
  LEASE_SECONDS,
  loadLane,
  peekFollowers,
  postpone,
  releaseLane,
  renewLane,
} from './lane-rows.ts';
import { type ReadDelivery, readDelivery } from './read-delivery.ts';
import type { SmallDelivery } from './rounds.ts';

export interface LaneDeps extends ApplyDeps {
  readonly adapters: HostedAdapters;
  /** There is something to pull. */
  readonly wakePulls: () => void;
  readonly random: () => number;
  /** A delivery came to its end; for the freshness figures. */
  readonly onApplied?:
    | ((applied: {
        readonly tenantId: string;
        readonly connectionId: string;
        readonly receivedAt: Date;
        readonly finishedAt: Date;
      }) => void)
    | undefined;
  /** A delivery is not pending any more. */
  readonly onFinished: (tenantId: string, deliveryId: string) => void;
}

/** Attempts without an end or any progress: the delivery kills the process. */
const POISON_ATTEMPTS = 3;
/** A lane gives way to others after this many deliveries, so that a busy one starves nobody. */
const TURN = 50;
/** Deliveries in one transaction. */
const MOST_TOGETHER = 32;
/** As many as a chunk holds. */
const MOST_CHANGES_TOGETHER = 500;
const RENEW_MS = (LEASE_SECONDS * 1_000) / 3;

export interface LaneCalls {
  readonly signal: AbortSignal;
  /** Whether more came into the lane since this was last asked. */
  readonly takeRing: () => boolean;
}

/** Applies what waits in one lane, strictly in order, until it is empty, has to wait, or had its turn. @returns whether something may be left. */
export async function workLane(deps: LaneDeps, lane: Lane, worker: string, calls: LaneCalls): Promise<boolean> {
  const renewal = setInterval(() => {
    // A failure here shows at the next claim.
    deps.database.tenant(lane.tenantId, (tx) => renewLane(tx, lane, worker)).catch(() => undefined);
  }, RENEW_MS);
  try {
    return await takeTurns(deps, lane, worker, calls);
  } finally {
    clearInterval(renewal);
  }
}

async function takeTurns(
  deps: LaneDeps,
  lane: Lane,
  worker: string,
  { signal, takeRing }: LaneCalls,
): Promise<boolean> {
  for (let done = 0; done < TURN && !signal.aborted; ) {
    takeRing();
    const head = await deps.database.tenant(lane.tenantId, (tx) => takeHead(deps, tx, lane, worker));
    if (head === undefined || head === null) return false;
    const worked = await workHead(deps, lane.tenantId, head, (tx) => releaseLane(tx, lane, worker));
    // what came meanwhile has rung, and is found by who started this
    if (worked.released) return false;
    if (worked.ended === 0) break;
    done += worked.ended;
  }
  await deps.database.tenant(lane.tenantId, (tx) => releaseLane(tx, lane, worker));
  return true;
}

interface Worked {
  /** Deliveries that came to their end; none: the lane has to wait. */
  readonly ended: number;
  /** The lane was let go with them: nothing else was in it. */
  readonly released: boolean;
}

async function workHead(deps: LaneDeps, tenantId: string, head: Head, release: Release): Promise<Worked> {
  const together = await workTogether(deps, tenantId, head, release);
  if ('ended' in together) return together;
  return { ended: (await workDelivery(deps, tenantId, head, together.read)) ? 1 : 0, released: false };
}

/** Lets the lane go in this transaction. */
type Release = (tx: Tx) => Promise<void>;

interface Head {
  readonly row: DeliveryRow;
  /** Where it goes, or why nobody knows. */
  readonly context: LaneContext | DeadDelivery;
  /** It was never tried before: it may be applied together with others. */
  readonly isFresh: boolean;
  readonly followers: readonly DeliveryRow[];
  /** Whether others may wait behind these. */
  readonly more: boolean;
}

/** The delivery at the head of the lane; null when there is nothing to do and the lane was let go, undefined when another worker has it. */
async function takeHead(deps: LaneDeps, tx: Tx, lane: Lane, worker: string): Promise<Head | null | undefined> {
  const claimed = await claimHead(tx, lane, worker);
  if (claimed === undefined) return undefined;
  const { row } = claimed;
  if (row === null) {
    await releaseLane(tx, lane, worker);
    return null;
  }
  const alone = { row, isFresh: false, followers: [], more: true };
  try {
    const context = await loadLane(tx, lane.tenantId, row, deps.adapters);
    // what ended a process is found out by itself
    const isFresh = row.attempts === 1 && row.chunks_done === 0;
    if (!isFresh) return { ...alone, context };
    return { row, context, isFresh, ...(await peekFollowers(tx, lane, row, MOST_TOGETHER - 1)) };
  } catch (error) {
    // a value here: thrown, it would undo the count of this attempt
    if (error instanceof DeadDelivery) return { ...alone, context: error };
    throw error;
  }
}

/** Applies the head with what waits behind it, as far as these are small. @returns the head as read when it has to be applied by itself. */
async function workTogether(
  deps: LaneDeps,
  tenantId: string,
  { row, context, isFresh, followers, more }: Head,
  release: Release,
): Promise<Worked | { readonly read: ReadDelivery | undefined }> {
  if (context instanceof DeadDelivery || !isFresh) return { read: undefined };
  const small: SmallDelivery[] = [];
  let head: ReadDelivery | undefined;
  let changes = 0;
  try {
    for (const delivery of [row, ...followers].map(deliveryFacts)) {
      const read = await readDelivery(deps, context, delivery);
      head ??= read;
      changes += read.chunks[0]?.length ?? 0;
      if (read.chunks.length > 1 || read.stock.isWhole || changes > MOST_CHANGES_TOGETHER) break;
      small.push({ delivery, read });
    }
  } catch (error) {
    // read once more, the head would only do it again
    if (head === undefined && error instanceof AdapterDown) {
      await fail(deps, tenantId, row, context, error);
      return { ended: 0, released: false };
    }
    // it comes to the head, and is judged there
    deps.log.debug({ tenantId, connectionId: context.connectionId, err: error }, 'a delivery cannot be read yet');
  }
  if (small.length === 0) return { read: head };
  const released = !more && small.length === 1 + followers.length;
  let applied: readonly (Applied | undefined)[];
  try {
    applied = await applyTogether(deps, context, small, released ? release : undefined);
    for (const [index, { delivery }] of small.entries()) {
      const result = applied[index];
      if (result !== undefined) await afterApplied(deps, context, delivery, result);
    }
  } catch (error) {
    deps.log.debug({ tenantId, connectionId: context.connectionId, err: error }, 'deliveries are applied one by one');
    return { read: head };
  }
  if (applied.at(-1) !== undefined) return { ended: small.length, released };
  const open = [row, ...followers][small.length - 1];
  const left = open !== undefined && { row: { ...open, chunks_done: 1 }, context };
  const goesOn = left && (await workDelivery(deps, tenantId, left, small.at(-1)?.read));
  return { ended: small.length - (goesOn ? 0 : 1), released: false };
}

/** @returns whether the lane may go on. */
async function workDelivery(
  deps: LaneDeps,
  tenantId: string,
  { row, context }: Pick<Head, 'row' | 'context'>,
  read: ReadDelivery | undefined,
): Promise<boolean> {
  const delivery = deliveryFacts(row);
  let lane: LaneContext | undefined;
  try {
    if (context instanceof DeadDelivery) throw context;
    lane = context;
    if (delivery.unfinishedAttempts > POISON_ATTEMPTS) {
      throw new DeadDelivery('apply', 'INTERNAL', 'the process ended three times while applying it');
    }
    const applied = await applyDelivery(deps, context, delivery, read);
    await afterApplied(deps, context, delivery, applied);
    return true;
  } catch (error) {
    if (error instanceof LaneLost) {
      deps.log.warn({ deliveryId: row.id }, 'another worker took the lane');
      return false;
    }
    return fail(deps, tenantId, row, lane, error);
  }
}

async function afterApplied(
  deps: LaneDeps,
  lane: LaneContext,
  delivery: DeliveryFacts,
  applied: Applied,
): Promise<void> {
  const { tenantId, connectionId } = lane;
  deps.onFinished(tenantId, delivery.id);
  deps.onApplied?.({ tenantId, connectionId, receivedAt: delivery.receivedAt, finishedAt: deps.now() });
  deps.log.debug(
    { tenantId, connectionId, deliveryId: delivery.id, status: applied.status, changed: applied.changed },
    'delivery applied',
  );
  if (applied.refetch > 0) deps.wakePulls();
}

async function fail(
  deps: LaneDeps,
  tenantId: string,
  row: DeliveryRow,
  lane: LaneContext | undefined,
  error: unknown,
): Promise<boolean> {
  const failure = judgeFailure(error);
  const told = {
    tenantId,
    connectionId: row.connection_id,
    deliveryId: row.id,
    code: failure.code,
    detail: failure.detail,
  };
  // Only what nobody threw on purpose needs its stack.
  const stack = failure.code === 'INTERNAL' && error instanceof Error ? error.stack : undefined;
  deps.log.warn({ ...told, stack }, `delivery ${failure.kind === 'dead' ? 'is dead' : 'waits'}`);
  if (failure.kind === 'dead') {
    await bury(deps, tenantId, row, lane, failure);
    deps.onFinished(tenantId, row.id);
    return true;
  }
  // attempts at which the adapter's process was away make nothing worse
  const attempts = failure.kind === 'wait' && failure.process === 'ended' ? row.unfinished_attempts : row.attempts;
  const afterMs = 'afterMs' in failure ? (failure.afterMs ?? backoffMs(attempts, deps.random())) : 0;
  await deps.database.tenant(tenantId, async (tx) => {
    await postpone(tx, tenantId, row.id, failure, afterMs);
    if (failure.kind === 'hold' && row.connection_id !== null) {
      await holdConnection(tx, tenantId, row.connection_id, failure.detail, deps.now());
    }
  });
  return false;
}

/** A delivery that can never be applied as it is: kept for a person, and the lane goes on. */
async function bury(
  deps: LaneDeps,
  tenantId: string,
  row: DeliveryRow,
  lane: LaneContext | undefined,
  failure: Extract<Failure, { kind: 'dead' }>,
): Promise<void> {
  const delivery = deliveryFacts(row);
  const now = deps.now();
  await deps.database.tenant(tenantId, async (tx) => {
    const finish = { status: 'dead', code: failure.code, detail: failure.detail } as const;
    const totals = await saveFinish(tx, tenantId, row.id, finish, now);
    if (totals === undefined) return;
    const letter = {
      deliveryId: row.id,
      connectionId: row.connection_id,
      storeId: lane?.store.id ?? null,
      stage: failure.stage,
      code: failure.code,
      path: failure.path,
      externalId: null,
      message: failure.detail,
    };
    await writeLetters(tx, tenantId, [letter], now);
    const events = finishedEvents(tenantId, row.connection_id, delivery, finish, { ...totals, changedNow: 0 });
    await appendEvents(tx, events, deliveryOrigin(row.connection_id, delivery), now);
  });
}
