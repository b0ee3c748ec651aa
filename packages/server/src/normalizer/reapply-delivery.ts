import { KiranaError, type Origin } from '@kirana/core';
import type { Database } from '../database/database.ts';
import { readDeliveryRow, reopenDelivery } from './lane-rows.ts';
import { readObstacle } from './obstacle-rows.ts';

interface Deps {
  readonly database: Database;
  readonly now: () => Date;
  readonly wake: () => void;
  /** Who is told when a delivery ends in this process, by `<tenant>|<delivery>`. */
  readonly waiters: Map<string, Set<() => void>>;
}

/** A lane with much other work: the caller is not kept longer than this. */
const LONGEST_WAIT_MS = 30_000;
const LOOK_AGAIN_MS = 250;

/**
 * Applies a finished delivery once more, in its lane: what newer deliveries, people or timers decided since stays.
 * Gives its status afterwards; `pending` when it has to wait: at once when its connection is paused or held or its lane is to be tried
 * again later, after 30 s behind other work.
 */
export const reapplier =
  ({ database, wake, waiters }: Deps) =>
  async (tenantId: string, deliveryId: string, _origin: Origin): Promise<{ readonly status: string }> => {
    const read = () => database.tenant(tenantId, (tx) => readDeliveryRow(tx, tenantId, deliveryId));
    const isBlocked = () =>
      database.tenant(tenantId, async (tx) => (await readObstacle(tx, tenantId, deliveryId)) !== undefined);
    const row = await read();
    if (row === undefined) throw new KiranaError('NOT_FOUND', { deliveryId });
    if (row.status === 'duplicate') return { status: row.status };
    if (row.status !== 'pending') await database.tenant(tenantId, (tx) => reopenDelivery(tx, tenantId, deliveryId));
    const key = `${tenantId}|${deliveryId}`;
    const untilMs = performance.now() + LONGEST_WAIT_MS;
    while (performance.now() < untilMs && !(await isBlocked())) {
      const told = heardOrLater(waiters, key, LOOK_AGAIN_MS);
      wake();
      await told;
      const { status } = (await read()) ?? { status: 'dead' };
      if (status !== 'pending') return { status };
    }
    return { status: 'pending' };
  };

/** Resolves when the delivery ends in this process, or after a while: another process may be the one that ends it. */
function heardOrLater(waiters: Deps['waiters'], key: string, afterMs: number): Promise<void> {
  return new Promise((resolve) => {
    const told = waiters.get(key) ?? new Set();
    const done = () => {
      clearTimeout(timer);
      told.delete(done);
      if (told.size === 0) waiters.delete(key);
      resolve();
    };
    const timer = setTimeout(done, afterMs);
    told.add(done);
    waiters.set(key, told);
  });
}
