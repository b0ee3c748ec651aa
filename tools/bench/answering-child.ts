import type { AddressInfo } from 'node:net';
import type { Answer, Reserve } from '../../packages/core/src/index.ts';
import { storeSnapshots } from '../../packages/server/src/catalog/store-snapshots.ts';
import { Opened, openStorage, prepareSchema } from '../../packages/server/src/engines.ts';
import { createApp } from '../../packages/server/src/http/app.ts';
import { hashOfKey } from '../../packages/server/src/http/authentication.ts';
import { readConfig } from '../../packages/server/src/index.ts';
import { orderFacts } from '../../packages/server/src/inventory/http/order-facts.ts';
import { reservationRoutes } from '../../packages/server/src/inventory/http/reservation-routes.ts';
import { createLog } from '../../packages/server/src/observe/log.ts';
import { createMetrics } from '../../packages/server/src/observe/metrics.ts';
import { answerParent } from './answer-parent.ts';
import type { SellingHello } from './selling-child.ts';
import { openSellingShop, type SellingShopOptions } from './selling-shop.ts';

/**
 * The baseline of `reserve-http`: the server's own route in its own app, without a database. Key, limits, body, facts of the item and reply
 * are the real ones; the facts are kept from one reading, and what is asked is held without being decided or written. Argument: the shop.
 */
const config = readConfig(process.env);
const log = createLog(config.KIRANA_LOG_LEVEL);
const now = () => new Date();
const opened = new Opened();
const { database } = await openStorage(config, log, opened);
await prepareSchema(config, database, log);
const shop = await openSellingShop(database, JSON.parse(process.argv[2] ?? '') as SellingShopOptions);
const policy = { limits: { untrackedMaxQuantity: null }, staleAfterMs: null };
const snapshots = storeSnapshots({ database, policy, now });
const kept = await orderFacts({ database, snapshots }).of(shop.tenantId, shop.storeId);
await opened.close();

const never = (): never => {
  throw new Error('the baseline asks no database');
};
function held(command: Reserve): Answer {
  const madeAtMs = Date.now();
  const expiresAtMs = madeAtMs + command.ttlMs;
  const { reservationId: id, storeId, holder, hash } = command;
  const lines = command.lines.map(({ itemId, quantity, needs }) => {
    return { itemId, quantity, held: quantity, committed: 0, needs };
  });
  const times = { madeAtMs, firstExpiresAtMs: expiresAtMs, expiresAtMs, endedAtMs: null };
  const record = { id, storeId, holder, hash, lines, shortfalls: [], ...times, status: 'held', endHash: null } as const;
  return { outcome: 'held', reservation: record, replayed: false };
}

const keyHash = hashOfKey(shop.key);
const { tenantId } = shop;
const caller = { kind: 'key', tenantId, keyId: 'key_bench', scopes: ['admin'], storeId: null } as const;
const app = createApp({
  routes: reservationRoutes({
    database: { ...database, tenant: never },
    ledger: {
      submit: never,
      write: async (_tenantId, command) => ({
        answer: command.kind === 'reserve' ? held(command) : never(),
        stockVersion: 1,
      }),
      stockVersion: never,
      position: never,
      positions: never,
      entries: never,
      reservation: never,
      reservations: never,
      shortfalls: never,
      settle: never,
      acknowledge: never,
      close: async () => {},
    },
    facts: { of: async () => kept, item: never },
    ...policy,
    now,
  }),
  authenticate: async (credential) => {
    if (!hashOfKey(credential).equals(keyHash)) never();
    return { caller, requestsPerMinute: null, origins: null };
  },
  idempotency: null,
  limits: { requestsPerMinute: config.KIRANA_REQUESTS_PER_MINUTE },
  log,
  metrics: createMetrics({ processMetrics: true }),
  readiness: [],
  publicInfo: { version: '0.0.0', publicUrl: null },
  now,
});
await app.listen({ port: 0, host: '127.0.0.1' });
const { port } = app.server.address() as AddressInfo;
answerParent({ url: `http://127.0.0.1:${port}`, shop } satisfies SellingHello, () => app.close());
