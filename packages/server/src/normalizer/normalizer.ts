import type { Origin } from '@kirana/core';
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { DeliveryArchive } from '../engines/archive/delivery-archive.ts';
import type { Route } from '../http/route.ts';
import type { Sealer } from '../identity/sealing.ts';
import type { HostedAdapters } from '../plugins/hosted-adapter.ts';
import { deadLetterRoutes } from './dead-letter-routes.ts';
import { startLanes } from './lane-dispatcher.ts';
import type { Lane } from './lane-rows.ts';
import type { LaneDeps } from './lane-worker.ts';
import { type DeliveryPlan, planDelivery } from './plan-delivery.ts';
import { quarantineRoutes } from './quarantine-routes.ts';
import { reapplier } from './reapply-delivery.ts';
import { tableStatistics } from './table-statistics-rows.ts';
import { openTimers } from './timers.ts';

export interface NormalizerDeps {
  readonly database: Database;
  readonly archive: DeliveryArchive;
  readonly sealer: Sealer;
  /** Installed adapters by id. */
  readonly adapters: HostedAdapters;
  readonly log: Logger;
  readonly now: () => Date;
  /** Where reported stock ends. */
  readonly ledger: LaneDeps['ledger'];
  /** A provider said only that something changed: pull it. */
  /** There is something to pull. */
  readonly wakePulls: () => void;
  readonly onApplied?: LaneDeps['onApplied'];
  /** How a dead letter is tried again; by this room itself unless given. */
  readonly replayDelivery?: (
    tenantId: string,
    deliveryId: string,
    origin: Origin,
  ) => Promise<{ readonly status: string }>;
  /** Whether this process applies deliveries and runs timers; true. */
  readonly workers?: boolean;
  /** How often it looks without being woken; 500 ms. */
  readonly pollMs?: number;
  /** Lanes worked at once; 4. */
  readonly lanesAtOnce?: number;
  /** Items a merchant may have; 100,000. */
  readonly mostItems?: number;
  readonly betweenChunks?: LaneDeps['betweenChunks'];
}

export interface Normalizer {
  /** There are new deliveries, in these lanes if it is known: look now. */
  wake(lanes?: readonly Lane[]): void;
  /** What applying this delivery now would change. Nothing is written. @throws NOT_FOUND */
  planDelivery(tenantId: string, deliveryId: string): Promise<DeliveryPlan>;
  /** Applies a finished delivery once more, in its lane, and waits until that is done. @throws NOT_FOUND */
  reapplyDelivery(tenantId: string, deliveryId: string, origin: Origin): Promise<{ readonly status: string }>;
  readonly routes: Route[];
  close(): Promise<void>;
}

const LANES_AT_ONCE = 4;
const POLL_MS = 500;
const MOST_ITEMS = 100_000;

/** The room that turns deliveries into catalog rows and events. */
export async function openNormalizer(deps: NormalizerDeps): Promise<Normalizer> {
  const waiters = new Map<string, Set<() => void>>();
  const onFinished = (tenantId: string, deliveryId: string) => {
    for (const resolve of waiters.get(`${tenantId}|${deliveryId}`) ?? []) resolve();
  };
  const laneDeps: LaneDeps = {
    ...deps,
    mostItems: deps.mostItems ?? MOST_ITEMS,
    statistics: tableStatistics(deps.database),
    random: Math.random,
    onFinished,
  };
  const workers = deps.workers === false ? undefined : await startWorkers(deps, laneDeps);
  const wake = (lanes?: readonly Lane[]) => workers?.wake(lanes);
  const reapply = reapplier({ database: deps.database, now: deps.now, wake, waiters });
  const retry = deps.replayDelivery ?? reapply;
  return {
    wake,
    planDelivery: (tenantId, deliveryId) => planDelivery(laneDeps, tenantId, deliveryId),
    reapplyDelivery: reapply,
    routes: [...quarantineRoutes(laneDeps), ...deadLetterRoutes({ ...deps, replayDelivery: retry })],
    close: async () => workers?.close(),
  };
}

async function startWorkers(deps: NormalizerDeps, laneDeps: LaneDeps) {
  const lanes = await startLanes(laneDeps, {
    pollMs: deps.pollMs ?? POLL_MS,
    atOnce: deps.lanesAtOnce ?? LANES_AT_ONCE,
  });
  const timers = openTimers({ database: deps.database, log: deps.log, now: deps.now });
  return {
    wake: lanes.wake,
    async close() {
      await lanes.close();
      await timers.close();
    },
  };
}
