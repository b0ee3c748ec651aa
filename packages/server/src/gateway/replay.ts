import { setTimeout as sleep } from 'node:timers/promises';
import { KiranaError, type Origin } from '@kirana/core';
import type { GatewayDeps } from './gateway-deps.ts';
import {
  adoptDelivery,
  findLateConnection,
  findTarget,
  finishReplay,
  leaseReplay,
  nextTargets,
  type ReplayRow,
  type ReplayTarget,
  releaseReplay,
  saveProgress,
} from './replay-rows.ts';
import type { ReplayDiff } from './replay-view.ts';
import { startWorkerLoops } from './worker-loop.ts';

/** One thing that applying a delivery would change. */
export interface PlannedChange {
  /** Kind of the event it would cause. */
  readonly kind: string;
  readonly subject: string;
  readonly externalId: string | null;
  readonly name: string;
  /** The fields that would change, before and after; null where there is nothing. JSON. */
  readonly before: unknown;
  readonly after: unknown;
}

/** What applying a delivery would do to the present state. */
export interface DeliveryDiff {
  readonly status: 'applied' | 'stale' | 'dead';
  /** The first of them; `total` tells how many there are. */
  readonly changes: readonly PlannedChange[];
  readonly total: number;
  readonly problems: number;
}

/** The normalizer, as a replay uses it. Applying is idempotent: a second time changes nothing. */
export interface Reapply {
  plan(tenantId: string, deliveryId: string): Promise<DeliveryDiff>;
  apply(tenantId: string, deliveryId: string, origin: Origin): Promise<{ readonly status: string }>;
}

export type ReplayDeps = Pick<GatewayDeps, 'database' | 'reapply' | 'log' | 'now' | 'pollMs'>;

const SLICE_MS = 2_000;
const PAGE = 50;
const SAMPLE = 100;
const MOST_SHOWN = 2_000;
const PAUSE_SECONDS = 5;
const LOOPS = 2;

const NO_DIFF: ReplayDiff = { deliveries: 0, changes: 0, byKind: {}, problems: 0, sample: [] };

const increased = (counts: Readonly<Record<string, number>>, key: string): Record<string, number> => ({
  ...counts,
  [key]: (counts[key] ?? 0) + 1,
});

/** Bounded, so that a thousand large items still fit into one row. */
function shown(value: unknown): ReplayDiff['sample'][number]['before'] {
  const text = JSON.stringify(value) ?? 'null';
  return text.length <= MOST_SHOWN ? JSON.parse(text) : `${text.slice(0, MOST_SHOWN)}…`.toWellFormed();
}

export function addToDiff(diff: ReplayDiff, deliveryId: string, plan: DeliveryDiff): ReplayDiff {
  const { changes, total, problems } = plan;
  const room = Math.max(SAMPLE - diff.sample.length, 0);
  return {
    deliveries: diff.deliveries + (total > 0 ? 1 : 0),
    changes: diff.changes + total,
    byKind: changes.reduce((counts, { kind }) => increased(counts, kind), { ...diff.byKind }),
    problems: diff.problems + problems,
    sample: [
      ...diff.sample,
      ...changes.slice(0, room).map(({ kind, subject, externalId, name, before, after }) => ({
        deliveryId,
        kind,
        subject,
        externalId,
        name,
        before: shown(before),
        after: shown(after),
      })),
    ],
  };
}

/** Trouble of our engines, which passes: the same delivery is tried again. Anything else is this delivery's own. */
const isPassing = (error: unknown): boolean =>
  error instanceof KiranaError && error.retryable && (error.kind === 'unavailable' || error.kind === 'too_many');

/** Applies one delivery again; one that found no connection goes to the one that answers by now. @throws NOT_FOUND */
export async function replayDelivery(
  { database, reapply }: Pick<ReplayDeps, 'database' | 'reapply'>,
  tenantId: string,
  deliveryId: string,
  origin: Origin,
): Promise<{ readonly status: string }> {
  await database.tenant(tenantId, async (tx) => {
    const target = await findTarget(tx, tenantId, deliveryId);
    if (target === undefined) throw new KiranaError('NOT_FOUND', { deliveryId });
    await adoptDelivery(tx, tenantId, target);
  });
  return reapply.apply(tenantId, deliveryId, origin);
}

/** Works replays off in slices, in the order of arrival. The place is saved after each delivery; after a crash that one is done again, harmlessly. */
export function openReplayWorker(deps: ReplayDeps) {
  const { database, reapply, now, log } = deps;

  async function redo(replay: ReplayRow, target: ReplayTarget, diff: ReplayDiff | null) {
    const { tenant_id: tenantId } = replay;
    try {
      if (diff !== null) {
        const late = await database.tenant(tenantId, (tx) => findLateConnection(tx, tenantId, target));
        if (late !== undefined) return { outcome: 'routable', diff };
        const plan = await reapply.plan(tenantId, target.id);
        return { outcome: plan.status, diff: addToDiff(diff, target.id, plan) };
      }
      await database.tenant(tenantId, (tx) => adoptDelivery(tx, tenantId, target));
      const origin = { actor: replay.requested_by, requestId: replay.request_id, cause: replay.id };
      const { status } = await reapply.apply(tenantId, target.id, origin);
      return { outcome: status, diff };
    } catch (error) {
      if (isPassing(error)) throw error;
      const stack = error instanceof Error ? error.stack : undefined;
      log.warn({ replayId: replay.id, deliveryId: target.id, stack }, 'delivery could not be replayed');
      return { outcome: 'failed', diff };
    }
  }

  /** Some deliveries of one replay. True: all are done. */
  async function slice(replay: ReplayRow, signal: AbortSignal): Promise<void> {
    const endMs = performance.now() + SLICE_MS;
    let { done, outcome, cursor_ingress: cursor } = replay;
    let diff = replay.dry_run ? ((replay.diff as ReplayDiff | null) ?? NO_DIFF) : null;
    for (;;) {
      const targets = await database.tenant(replay.tenant_id, (tx) => nextTargets(tx, replay, cursor, PAGE));
      if (targets.length === 0) {
        await database.tenant(replay.tenant_id, (tx) => finishReplay(tx, replay, now()));
        return;
      }
      for (const target of targets) {
        const result = await redo(replay, target, diff);
        ({ diff } = result);
        cursor = target.ingress;
        done += 1;
        outcome = increased(outcome, result.outcome);
        const progress = { cursor, done, outcome, diff };
        if (!(await database.tenant(replay.tenant_id, (tx) => saveProgress(tx, replay, progress)))) return;
        await sleep(1_000 / replay.per_second, undefined, { signal }).catch(() => {});
        if (signal.aborted || performance.now() > endMs) {
          await database.tenant(replay.tenant_id, (tx) => releaseReplay(tx, replay, 0));
          return;
        }
      }
    }
  }

  return startWorkerLoops(LOOPS, {
    pollMs: deps.pollMs ?? 1_000,
    step: async (worker, found, signal) => {
      const replay = await database.system((tx) => leaseReplay(tx, worker));
      if (replay === undefined) return false;
      found();
      try {
        await slice(replay, signal);
      } catch (error) {
        await database.tenant(replay.tenant_id, (tx) => releaseReplay(tx, replay, PAUSE_SECONDS));
        throw error;
      }
      return true;
    },
    onError: (error) => {
      const code = error instanceof KiranaError ? error.code : 'INTERNAL';
      log.error({ code, stack: error instanceof Error ? error.stack : undefined }, 'replay worker');
    },
  });
}
