import { KiranaError } from '@kirana/core';
import { applyChanges } from './apply-changes.ts';
import type { ApplyDeps } from './apply-delivery.ts';
import { addOutcome, type ChunkRun, type DiffEntry, emptyOutcome, NO_STOCK } from './chunk-run.ts';
import { judgeFailure } from './delivery-failure.ts';
import type { DeliveryFacts, LaneContext } from './lane-context.ts';
import { type DeliveryRow, deliveryFacts, loadLane, readDeliveryRow } from './lane-rows.ts';
import type { LaneDeps } from './lane-worker.ts';
import { readDelivery } from './read-delivery.ts';
import { removeAbsent } from './remove-absent.ts';
import { planStock } from './stock-plan.ts';

/** One thing that would change: what is different of it, before and after. */
export interface PlannedChange {
  /** Kind of the event it would cause. */
  readonly kind: string;
  readonly subject: string;
  readonly externalId: string | null;
  readonly name: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** What applying a delivery would do to the present state. */
export interface DeliveryPlan {
  readonly status: 'applied' | 'stale' | 'dead';
  /** At most 1,000; `total` tells how many there are. */
  readonly changes: readonly PlannedChange[];
  readonly total: number;
  readonly problems: number;
  /** The code it would end with, if any. */
  readonly code: string | null;
}

const MOST_TOLD = 1_000;

/**
 * Decides as applying does and writes nothing. Chunks see what is stored, and of the chunks before them which ids these would make.
 * @throws NOT_FOUND; trouble of the engines
 */
export async function planDelivery(deps: LaneDeps, tenantId: string, deliveryId: string): Promise<DeliveryPlan> {
  const row = await deps.database.tenant(tenantId, (tx) => readDeliveryRow(tx, tenantId, deliveryId));
  if (row === undefined) throw new KiranaError('NOT_FOUND', { deliveryId });
  try {
    return await plan(deps, tenantId, row);
  } catch (error) {
    const failure = judgeFailure(error);
    if (failure.kind !== 'dead') throw error;
    return { status: 'dead', changes: [], total: 0, problems: 1, code: failure.code };
  }
}

async function plan(deps: LaneDeps, tenantId: string, row: DeliveryRow): Promise<DeliveryPlan> {
  const { database } = deps;
  const lane = await database.tenant(tenantId, (tx) => loadLane(tx, tenantId, row, deps.adapters));
  const delivery = deliveryFacts(row);
  const read = await readDelivery(deps, lane, delivery);
  const outcome = emptyOutcome();
  const assumed = new Map<string, string>();
  let code: string | null = null;
  for (const [index, chunk] of read.chunks.entries()) {
    await database.tenant(tenantId, async (tx) => {
      const found = emptyOutcome();
      const run = dryRun(deps, { lane, delivery, assumed, snapshot: read.snapshot.kinds.includes('item') }, tx);
      await applyChanges(run, chunk, found);
      if (index === read.chunks.length - 1) code = await removeAbsent(run, read.snapshot, found);
      addOutcome(outcome, found);
    });
  }
  const stock = await planStock(deps, lane, delivery, read);
  addOutcome(outcome, stock.outcome);
  code ??= stock.code;
  const changes = grouped(outcome.diff);
  const problems = read.problems.length + outcome.problems.length;
  const stale = outcome.stale > 0 && outcome.current === 0;
  const told = changes.slice(0, MOST_TOLD);
  return { status: stale ? 'stale' : 'applied', changes: told, total: changes.length, problems, code };
}

function dryRun(
  deps: Pick<ApplyDeps, 'now' | 'mostItems'>,
  facts: { lane: LaneContext; delivery: DeliveryFacts; assumed: Map<string, string>; snapshot: boolean },
  tx: ChunkRun['tx'],
): ChunkRun {
  return { ...facts, tx, now: deps.now(), dryRun: true, limits: { mostItems: deps.mostItems }, stock: NO_STOCK };
}

const EVENT_OF: Readonly<Record<string, string>> = {
  item: 'item.changed',
  store_item: 'store_item.changed',
  category: 'category.changed',
  tax: 'tax.changed',
  charge: 'charge.changed',
  modifier_group: 'modifier_group.changed',
  modifier_option: 'modifier_option.changed',
  store: 'store.changed',
  position: 'stock.changed',
};

/** The fields of one thing together, under the event they would cause. */
function grouped(diff: readonly DiffEntry[]): PlannedChange[] {
  const byThing = Map.groupBy(diff, ({ entity, id }) => `${entity}|${id}`);
  return [...byThing.values()].flatMap((entries) => {
    const [first] = entries;
    if (first === undefined) return [];
    const pick = (side: 'before' | 'after') => Object.fromEntries(entries.map((entry) => [entry.field, entry[side]]));
    const { externalId, name, id: subject } = first;
    return {
      kind: kindOf(first.entity, entries),
      subject,
      externalId,
      name,
      before: pick('before'),
      after: pick('after'),
    };
  });
}

function kindOf(entity: string, entries: readonly DiffEntry[]): string {
  const [first] = entries;
  if (entity === 'store_item' && entries.length === 1) {
    if (first?.field === 'price') return 'price.changed';
    if (first?.field === 'switch') return 'switch.changed';
  }
  return EVENT_OF[entity] ?? entity;
}
