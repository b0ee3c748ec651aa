import type { Origin } from '@kirana/core';
import type { Route } from '../http/route.ts';
import { type AdapterCalls, adapterCalls, type SendCalls } from './adapter-calls.ts';
import { ByteBudget } from './byte-budget.ts';
import { DeliveryBatch } from './delivery-batch.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { hookMetrics } from './hook-metrics.ts';
import { hookRoutes } from './hook-routes.ts';
import { openPullWorker } from './pull-sync.ts';
import { receiveDelivery } from './receive-delivery.ts';
import { openReplayWorker, replayDelivery } from './replay.ts';
import { replayRoutes } from './replay-routes.ts';
import { sourceDirectory } from './source-directory.ts';
import { syncRoutes } from './sync-routes.ts';

const MIB = 1024 * 1024;
/** Bodies in work at once; the archive's own queue is as long. */
const BODIES_IN_WORK_BYTES = 256 * MIB;

export interface Gateway {
  /** What providers call. */
  readonly hookRoutes: readonly Route[];
  /** The inbox, syncs and replays, for people. */
  readonly operatorRoutes: readonly Route[];
  /** There is something to pull: a provider said that something changed. */
  readonly wakePulls: () => void;
  readonly adapterCalls: AdapterCalls & SendCalls;
  /** Applies one delivery again, as a person asks for it. */
  readonly replayDelivery: (
    tenantId: string,
    deliveryId: string,
    origin: Origin,
  ) => Promise<{ readonly status: string }>;
  /** Takes nothing new, and waits for what was taken. */
  close(): Promise<void>;
}

/** The integration-gateway room: webhooks in, pulls, the inbox and replays. */
export function openGateway(deps: GatewayDeps): Gateway {
  const metrics = hookMetrics(deps.metrics);
  const directory = sourceDirectory(deps);
  const batch = new DeliveryBatch({ ...deps, onBatch: (rows) => metrics.batch.observe(rows) });
  const receiver = receiveDelivery({ ...deps, directory, batch, metrics });
  const calls = adapterCalls(deps);
  const works = deps.workers ?? true;
  const pull = works ? openPullWorker({ ...deps, calls }) : undefined;
  const replay = works ? openReplayWorker(deps) : undefined;
  const wakePull = () => pull?.wake();
  return {
    hookRoutes: hookRoutes({
      directory,
      receiver,
      budget: new ByteBudget(BODIES_IN_WORK_BYTES),
      bodyLimitBytes: deps.hookBodyLimitBytes ?? 20 * MIB,
    }),
    operatorRoutes: [
      ...deliveryRoutes(deps),
      ...syncRoutes({ ...deps, wake: wakePull }),
      ...replayRoutes({ ...deps, wake: () => replay?.wake() }),
    ],
    wakePulls: wakePull,
    adapterCalls: calls,
    replayDelivery: (tenantId, deliveryId, origin) => replayDelivery(deps, tenantId, deliveryId, origin),
    async close() {
      await Promise.all([batch.close(), pull?.close(), replay?.close()]);
      await calls.close();
    },
  };
}
