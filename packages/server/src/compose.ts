import type { AddressInfo } from 'node:net';
import { KiranaError } from '@kirana/core';
import type { Logger } from 'pino';
import manifest from '../package.json' with { type: 'json' };
import { BUILT_IN_ADAPTERS, SERVER_FOLDER } from './adapters.ts';
import { openCatalog } from './catalog/catalog.ts';
import { storeSnapshots } from './catalog/store-snapshots.ts';
import { storeView } from './catalog/store-view.ts';
import { openCommands } from './commands/open-commands.ts';
import { childEnvironment, type Environment, ROLES, type ServerRole } from './config.ts';
import type { Database } from './database/database.ts';
import { Opened, openAnswers, openStorage, prepareSchema } from './engines.ts';
import { openGateway } from './gateway/gateway.ts';
import { createApp } from './http/app.ts';
import { createAuthentication } from './http/authentication.ts';
import { createIdempotency } from './http/idempotency.ts';
import { identityRoutes } from './identity/identity-routes.ts';
import { rootKeyCheck } from './identity/installation.ts';
import { withKnownIds } from './identity/known-ids.ts';
import { masterKey } from './identity/master-key.ts';
import { sourceSecrets } from './identity/source-secrets.ts';
import { tenantSealer } from './identity/tenant-sealer.ts';
import { openInventory } from './inventory/open-inventory.ts';
import { openLive } from './live/open-live.ts';
import { type Normalizer, openNormalizer } from './normalizer/normalizer.ts';
import { stockTerms } from './normalizer/stock-terms-rows.ts';
import { createLog } from './observe/log.ts';
import { createMetrics } from './observe/metrics.ts';
import { type OpenAdapters, openAdapters } from './plugins/open-adapters.ts';
import { repeatRetention } from './retention.ts';
import { dropPlaces } from './uploads/drop-places.ts';
import { openUploads } from './uploads/open-uploads.ts';
import { openWebhooks } from './webhooks/open-webhooks.ts';

export interface ServerOptions {
  /** Parts to run; all unless given. Every process answers health checks. */
  readonly roles?: readonly ServerRole[];
  readonly log?: Logger;
}

export interface RunningServer {
  readonly url: string;
  /** Which engine stands behind each port, for people. */
  readonly engines: readonly string[];
  /** For programs that run in the server's own process: the demo, tests, bench. */
  readonly database: Database;
  /** Finishes what is under way, then closes the engines. */
  close(): Promise<void>;
}

/** The one place where engines and rooms are put together. @throws PORT_TAKEN, DATA_FOLDER_LOCKED, DATA_NEWER, … */
export async function openServer(config: Environment, options: ServerOptions = {}): Promise<RunningServer> {
  const opened = new Opened();
  try {
    return await open(
      config,
      new Set(options.roles ?? ROLES),
      options.log ?? createLog(config.KIRANA_LOG_LEVEL),
      opened,
    );
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function open(
  config: Environment,
  roles: ReadonlySet<ServerRole>,
  log: Logger,
  opened: Opened,
): Promise<RunningServer> {
  const now = () => new Date();
  const metrics = createMetrics({ processMetrics: true });
  const { adapters, warm } = opened.add(await adaptersOf(config, log), (open) => open.close());
  const storage = await openStorage(config, log, opened);
  const { database, archive } = storage;
  await prepareSchema(config, database, log);
  const answers = await openAnswers(config, database, log, opened);
  const { cache, eventLog } = answers;
  const master = masterKey(storage.secretKey, config.KIRANA_SECRET_KEY_PREVIOUS);
  const sealer = tenantSealer({ database, master });
  const secrets = sourceSecrets(sealer);
  const tokenKeys = master.derive('browser-token');
  const publicUrl = config.PUBLIC_URL ?? null;
  const base = { database, archive, sealer, adapters, eventLog, log, now };
  const has = (role: ServerRole) => roles.has(role);
  const staleMinutes = config.KIRANA_STOCK_STALE_MINUTES;
  const policy = {
    limits: {
      maxOpenPerHolder: config.KIRANA_HOLDS_PER_KEY,
      untrackedMaxQuantity: config.KIRANA_UNTRACKED_MAX_QUANTITY ?? null,
    },
    staleAfterMs: staleMinutes === undefined ? null : staleMinutes * 60_000,
  };
  const snapshots = storeSnapshots({ database, policy, now });

  // the normalizer asks the gateway to pull, and the gateway asks the normalizer to apply again: a job may be left from the last run
  let normalizer: Normalizer | undefined;
  const ready = (): Normalizer => {
    if (normalizer === undefined) throw new KiranaError('SHUTTING_DOWN', {}, { detail: 'The server is starting.' });
    return normalizer;
  };
  const gateway = openGateway({
    ...base,
    sourceSecrets: secrets,
    metrics: metrics.registry,
    storeView: (tenantId, storeId) => storeView(base, tenantId, storeId),
    wake: (lanes) => normalizer?.wake(lanes),
    reapply: {
      plan: async (tenantId, deliveryId) => ready().planDelivery(tenantId, deliveryId),
      apply: async (tenantId, deliveryId, origin) => ready().reapplyDelivery(tenantId, deliveryId, origin),
    },
    publicUrl,
    hookBodyLimitBytes: Math.floor(config.KIRANA_HOOK_BODY_MB * 1_048_576),
    allowPrivateHosts: config.KIRANA_ALLOW_PRIVATE_HOSTS,
    workers: has('integration-gateway'),
  });
  opened.add(gateway, (room) => room.close());
  const inventory = opened.add(
    openInventory({
      ...base,
      snapshots,
      metrics,
      termsOf: stockTerms(database),
      ...policy,
      workers: has('catalog-api'),
    }),
    (room) => room.close(),
  );
  normalizer = await openNormalizer({
    ...base,
    wakePulls: gateway.wakePulls,
    replayDelivery: gateway.replayDelivery,
    ledger: inventory.ledger,
    workers: has('catalog-normalizer'),
    onApplied: ({ connectionId, receivedAt, finishedAt }) =>
      metrics.freshnessSeconds.observe(
        { connection: connectionId },
        (finishedAt.getTime() - receivedAt.getTime()) / 1000,
      ),
  });
  opened.add(normalizer, (room) => room.close());
  const commands = opened.add(
    await openCommands({
      ...base,
      calls: gateway.adapterCalls,
      workers: has('integration-gateway'),
    }),
    (room) => room.close(),
  );
  const uploads = opened.add(
    openUploads({
      ...base,
      wake: (lanes) => normalizer?.wake(lanes),
      mostBytes: Math.floor(config.KIRANA_UPLOAD_MB * 1_048_576),
      drops: has('integration-gateway') ? dropPlaces(config) : [],
    }),
    (room) => room.close(),
  );
  const catalog = opened.add(await openCatalog({ database, snapshots, policy, cache, eventLog, now, log }), (room) =>
    room.close(),
  );
  const live = opened.add(await openLive({ eventLog, database, log, metrics }), (room) => room.close());
  const webhooks = opened.add(
    await openWebhooks({ ...base, allowPrivateHosts: config.KIRANA_ALLOW_PRIVATE_HOSTS, workers: has('catalog-api') }),
    (room) => room.close(),
  );
  opened.add(
    repeatRetention(
      { database, archive, now, log },
      {
        deliveriesDays: config.KIRANA_RETENTION_DELIVERIES_DAYS,
        eventsDays: config.KIRANA_RETENTION_EVENTS_DAYS,
        stockEffectsDays: config.KIRANA_RETENTION_STOCK_EFFECTS_DAYS,
        reservationsDays: config.KIRANA_RETENTION_RESERVATIONS_DAYS,
      },
    ),
    (stop) => stop(),
  );
  const identity = identityRoutes({
    database,
    adapters,
    sourceSecrets: secrets,
    adapterCalls: gateway.adapterCalls,
    tokenKeys,
    publicUrl,
    allowPrivateHosts: config.KIRANA_ALLOW_PRIVATE_HOSTS,
    now,
  });
  const app = createApp({
    routes: [
      ...(has('integration-gateway') ? gateway.hookRoutes : []),
      ...(has('catalog-api')
        ? withKnownIds(
            [
              ...identity,
              ...gateway.operatorRoutes,
              ...catalog.routes,
              ...inventory.routes,
              ...commands.routes,
              ...uploads.routes,
              ...normalizer.routes,
              ...live.routes,
              ...webhooks.routes,
            ],
            database,
          )
        : []),
    ],
    authenticate: createAuthentication({ database, isRootKey: await rootKeyCheck(database), tokenKeys, now }),
    idempotency: createIdempotency({ database, now }),
    limits: { requestsPerMinute: config.KIRANA_REQUESTS_PER_MINUTE },
    log,
    metrics,
    readiness: [
      { name: 'database', required: true, check: () => database.check() },
      { name: 'archive', required: true, check: () => archive.check() },
      { name: 'events', required: false, check: () => eventLog.check() },
      { name: 'cache', required: false, check: () => cache.check() },
    ],
    publicInfo: { version: manifest.version, publicUrl },
    trustProxy: config.KIRANA_TRUST_PROXY,
    now,
  });
  opened.add(app, (server) => server.close());
  if (has('integration-gateway')) await warm();
  const url = await listen(app, config);
  const { names } = storage;
  return {
    url,
    engines: [
      names.database,
      `${answers.names.events} events`,
      `${answers.names.cache} cache`,
      `${names.archive} archive`,
    ],
    database,
    close: () => opened.close(),
  };
}

/** Before anything else is opened: a package that is refused costs no lock of a data folder and no migration. */
const adaptersOf = (config: Environment, log: Logger): Promise<OpenAdapters> =>
  openAdapters({
    builtIns: BUILT_IN_ADAPTERS,
    serverFolder: SERVER_FOLDER,
    enabled: config.KIRANA_ADAPTERS,
    from: config.KIRANA_ADAPTERS_FROM ?? process.cwd(),
    isolation: config.KIRANA_ADAPTER_ISOLATION,
    limits: { memoryMb: config.KIRANA_ADAPTER_MEMORY_MB },
    childEnvironment: childEnvironment(),
    log,
  });

async function listen(app: ReturnType<typeof createApp>, config: Environment): Promise<string> {
  try {
    await app.listen({ port: config.PORT, host: config.HOST });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new KiranaError(
      'PORT_TAKEN',
      { port: config.PORT },
      { cause: error, detail: `Port ${config.PORT} on ${config.HOST} is taken.` },
    );
  }
  const { port } = app.server.address() as AddressInfo;
  return `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`;
}
