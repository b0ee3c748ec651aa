import type { AddressInfo } from 'node:net';
import { BUILT_IN_ADAPTERS, SERVER_FOLDER } from '../../packages/server/src/adapters.ts';
import { newId } from '../../packages/server/src/database/new-id.ts';
import type { DeliveryArchive } from '../../packages/server/src/engines/archive/delivery-archive.ts';
import { Opened, openAnswers, openStorage } from '../../packages/server/src/engines.ts';
import { openGateway } from '../../packages/server/src/gateway/gateway.ts';
import { createApp } from '../../packages/server/src/http/app.ts';
import { masterKey } from '../../packages/server/src/identity/master-key.ts';
import type { Sealer } from '../../packages/server/src/identity/sealing.ts';
import { sourceSecrets } from '../../packages/server/src/identity/source-secrets.ts';
import { tenantSealer } from '../../packages/server/src/identity/tenant-sealer.ts';
import { openServer, readConfig } from '../../packages/server/src/index.ts';
import { createLog } from '../../packages/server/src/observe/log.ts';
import { createMetrics } from '../../packages/server/src/observe/metrics.ts';
import { openAdapters } from '../../packages/server/src/plugins/open-adapters.ts';
import { openDemoShop } from '../demo/demo-shop.ts';
import { answerParent } from './answer-parent.ts';
import type { KiranaHello } from './kirana-child.ts';

/**
 * The baseline of `webhook-accept`: the server's own gateway on the same database, without keeping the bodies. Nothing is sealed, hashed
 * or archived; verification, inbox row, event row and reply are the real ones, and the event log is followed as in the real server.
 */
const config = readConfig(process.env);
const whole = await openServer(config);
const { shop } = await openDemoShop(whole, config.KIRANA_DATA, { key: undefined, fetchMenuUrl: 'http://127.0.0.1:9/' });
await whole.close();

const never = async (): Promise<never> => {
  throw new Error('the baseline keeps no bodies');
};
/** Keys as long as real ones, each its own. */
const noArchive: DeliveryArchive = {
  put: async (day) => `${day}/${newId('delivery').slice(4).padStart(64, '0')}`,
  get: never,
  import: never,
  keys: async function* () {},
  removeBefore: async () => 0,
  check: async () => {},
  close: async () => {},
};
const noSealing: Sealer = { seal: async (_tenantId, bytes) => bytes, open: async (_tenantId, bytes) => bytes };

const opened = new Opened();
const log = createLog(config.KIRANA_LOG_LEVEL);
const now = () => new Date();
const { database, secretKey } = await openStorage(config, log, opened);
const { eventLog } = await openAnswers(config, database, log, opened);
const metrics = createMetrics({ processMetrics: true });
const { adapters } = await openAdapters({
  builtIns: BUILT_IN_ADAPTERS,
  serverFolder: SERVER_FOLDER,
  from: process.cwd(),
  childEnvironment: {},
  log,
});
const gateway = openGateway({
  database,
  archive: noArchive,
  sealer: noSealing,
  sourceSecrets: sourceSecrets(tenantSealer({ database, master: masterKey(secretKey, undefined) })),
  adapters,
  log,
  metrics: metrics.registry,
  now,
  storeView: async () => null,
  wake: () => {},
  reapply: { plan: never, apply: never },
  publicUrl: null,
});
opened.add(gateway, (room) => room.close());
opened.add(await eventLog.follow(() => {}), (following) => following.stop());
const app = createApp({
  routes: [...gateway.hookRoutes, ...gateway.operatorRoutes],
  authenticate: never,
  idempotency: null,
  log,
  metrics,
  readiness: [],
  publicInfo: { version: '0.0.0', publicUrl: null },
  now,
});
opened.add(app, (server) => server.close());
await app.listen({ port: 0, host: '127.0.0.1' });
const { port } = app.server.address() as AddressInfo;
answerParent({ url: `http://127.0.0.1:${port}`, shop } satisfies KiranaHello, () => opened.close());
