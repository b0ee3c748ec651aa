import { setImmediate as nextTick } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStoreItemsLocked } from '../catalog-writes/store-item-rows.ts';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { item, memoryArchive, openRiver, type River, switched } from './test-river.ts';

const LONG_MS = 120_000;
const LANES = 20;
const IN_EACH_LANE = 100;

describe.each(testDatabases())('lanes that wait on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const pendingOf = async ({ tenantId }: River): Promise<number> => {
    const row = await database.tenant(tenantId, (tx) =>
      tx
        .selectFrom('deliveries')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('tenant_id', '=', tenantId)
        .where('status', '=', 'pending')
        .executeTakeFirstOrThrow(),
    );
    return Number(row.count);
  };
  const connectionOf = ({ tenantId, connectionId }: River) =>
    database.tenant(tenantId, (tx) =>
      tx
        .selectFrom('connections')
        .select(['status', 'status_reason'])
        .where('tenant_id', '=', tenantId)
        .where('id', '=', connectionId)
        .executeTakeFirstOrThrow(),
    );
  const resume = async ({ tenantId, connectionId, normalizer }: River) => {
    await database.tenant(tenantId, (tx) =>
      tx
        .updateTable('connections')
        .set({ status: 'active', status_reason: null })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', connectionId)
        .execute(),
    );
    normalizer.wake();
  };

  test('settings that are wrong hold the connection; put right and resumed, all that waited is applied in order', async () => {
    let isFixed = false;
    const fixed = new TextEncoder().encode(
      JSON.stringify({ changes: [switched('1', false)], problems: [], snapshotOf: [] }),
    );
    const at = await openRiver(database, {
      sealer: {
        seal: async (_tenant, bytes) => bytes,
        open: async (_tenant, bytes) => (isFixed && new TextDecoder().decode(bytes).includes('config') ? fixed : bytes),
      },
    });
    try {
      await at.send([item('1')]);
      await at.told();
      const held = await at.receive({ fail: 'config' });
      await expect.poll(async () => (await connectionOf(at)).status, { timeout: 30_000 }).toBe('held');
      const behind = [];
      for (const on of [true, false, true]) behind.push(await at.receive([switched('1', on)]));
      await resume(at);
      // wrong as before: held again, and nothing overtakes it
      await expect.poll(async () => (await connectionOf(at)).status, { timeout: 30_000 }).toBe('held');
      expect(await pendingOf(at)).toBe(4);
      expect(await at.told()).toEqual([]);
      isFixed = true;
      await resume(at);
      for (const id of [held, ...behind]) expect(await at.settle(id)).toMatchObject({ status: 'applied' });
      const told = await at.told();
      expect(told.map(({ kind, cause }) => [kind, cause])).toEqual(
        [held, ...behind].map((id) => ['switch.changed', id]),
      );
    } finally {
      await at.close();
    }
  });

  /** As many deliveries as a busy night brings, each a copy of one that is there. */
  const multiply = ({ tenantId }: River, times: number) =>
    database.owner((db) =>
      sql`insert into deliveries (tenant_id, id, source_id, connection_id, location, lane, endpoint, origin, archive_key, bytes,
          content_type, request_id, received_at, status)
        select tenant_id, 'dlv_0' || substr(md5(id || n::text), 1, 25), source_id, connection_id, location, lane, endpoint, origin,
          archive_key, bytes, content_type, request_id, received_at, 'pending'
        from deliveries cross join generate_series(1, ${times}::int) as n
        where tenant_id = ${tenantId} and status = 'pending' order by n, lane`.execute(db),
    );

  test(
    'I15: a tenant with 2,000 deliveries in many lanes does not starve the one delivery of another',
    async () => {
      const archive = memoryArchive();
      // a real archive reads from somewhere: without that nothing else in this process would get its turn
      const get = archive.get;
      archive.get = async (key) => {
        await nextTick();
        return get(key);
      };
      const busy = await openRiver(database, { workers: false, archive });
      const quiet = await openRiver(database, { workers: false, archive });
      for (let lane = 1; lane < LANES; lane += 1) {
        await busy.addStore(`shop-${lane + 1}`);
      }
      for (let lane = 0; lane < LANES; lane += 1) await busy.receive([item('1')], { location: `shop-${lane + 1}` });
      await multiply(busy, IN_EACH_LANE - 1);
      expect(await pendingOf(busy)).toBe(LANES * IN_EACH_LANE);
      const working = await busy.openAnother();
      try {
        await expect.poll(() => pendingOf(busy), { timeout: 30_000, interval: 5 }).toBeLessThan(LANES * IN_EACH_LANE);
        const one = await quiet.receive([item('1')]);
        working.wake();
        expect(await quiet.settle(one)).toMatchObject({ status: 'applied' });
        // whole lanes of the busy one have not had their turn yet
        expect(await pendingOf(busy)).toBeGreaterThanOrEqual(5 * IN_EACH_LANE);
        const id = await quiet.idOf('1');
        const sold = await database.tenant(quiet.tenantId, (tx) =>
          readStoreItemsLocked(tx, quiet.tenantId, quiet.storeId, [id]),
        );
        expect(sold.get(id)?.priceMinor).toBe(1_000);
      } finally {
        await working.close();
      }
    },
    LONG_MS,
  );
});
