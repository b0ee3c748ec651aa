import { setTimeout as sleep } from 'node:timers/promises';
import { KiranaError } from '@kirana/core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { addToDiff, type Reapply } from './replay.ts';
import { openTestGateway, type TestGateway } from './test-gateway.ts';
import { createShop, type Shop } from './test-shop-rows.ts';

describe.each(testDatabases())('replay on $name', ({ open }) => {
  let database: Database;
  let here: TestGateway;
  let shop: Shop;
  let ids: string[];
  let applied: string[];
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  afterEach(() => here.close());

  const reapply = (overrides: Partial<Reapply> = {}): Reapply => ({
    plan: async (_tenantId, id) => ({
      status: 'applied',
      changes: [
        {
          kind: 'price.changed',
          subject: id,
          externalId: '7',
          name: 'Chai',
          before: { priceMinor: 1 },
          after: { priceMinor: 2 },
        },
      ],
      total: 1,
      problems: 1,
    }),
    apply: async (_tenantId, id) => {
      applied.push(id);
      return { status: 'applied' };
    },
    ...overrides,
  });

  const start = async (count: number, with_: Partial<Reapply> = {}, body: object = { shop: 'shop-1' }) => {
    applied = [];
    here = await openTestGateway(database, { reapply: reapply(with_) });
    shop = await createShop(database);
    here.as(shop);
    for (let n = 0; n < count; n += 1) await push(body);
    await settle('applied');
    ids = (await rows()).map((row) => row.id);
  };
  const push = (body: object) =>
    here.app.inject({
      method: 'POST',
      url: `${shop.hook}/items`,
      headers: { 'x-token': 'right-token' },
      payload: JSON.stringify(body),
    });
  const settle = (status: 'applied' | 'dead') =>
    database.tenant(shop.tenantId, (tx) =>
      tx.updateTable('deliveries').set({ status }).where('status', '=', 'pending').execute(),
    );
  const rows = () =>
    database.tenant(shop.tenantId, (tx) => tx.selectFrom('deliveries').selectAll().orderBy('ingress').execute());
  const ask = async (body: object) =>
    here.app.inject({
      method: 'POST',
      url: '/v1/replays',
      payload: JSON.stringify({ perSecond: 1_000, ...body }),
      headers: { 'content-type': 'application/json' },
    });
  const read = async (id: string) => (await here.app.inject({ url: `/v1/replays/${id}` })).json();
  const finished = async (id: string) => {
    for (;;) {
      const replay = await read(id);
      if (replay.status !== 'running') return replay;
      await sleep(10);
    }
  };

  test('every delivery once, in the order of arrival, up to the bound set when it was asked for', async () => {
    await start(7);
    const asked = await ask({ dryRun: false });
    expect([asked.statusCode, asked.json().total]).toEqual([202, 7]);
    await push({ shop: 'shop-1' });
    await settle('applied');
    const replay = await finished(asked.json().id);
    expect(replay).toMatchObject({ status: 'done', done: 7, outcome: { applied: 7 }, diff: null });
    expect(applied).toEqual(ids);
  });

  test('a dry run applies nothing and tells what would change', async () => {
    await start(3);
    const replay = await finished((await ask({ dryRun: true })).json().id);
    expect(applied).toEqual([]);
    expect(replay).toMatchObject({ done: 3, outcome: { applied: 3 } });
    expect(replay.diff).toMatchObject({ deliveries: 3, changes: 3, byKind: { 'price.changed': 3 }, problems: 3 });
    expect(replay.diff.sample[0]).toMatchObject({ deliveryId: ids[0], before: { priceMinor: 1 } });
  });

  test('only what the filter names; never duplicates or pending ones', async () => {
    await start(2);
    await push({ shop: 'shop-1', id: 'a' });
    await push({ shop: 'shop-1', id: 'a' });
    await settle('dead');
    await push({ shop: 'shop-1' });
    const dead = await finished((await ask({ dryRun: false, status: 'dead' })).json().id);
    expect([dead.total, applied.length]).toEqual([1, 1]);
    const named = await finished((await ask({ dryRun: false, deliveryIds: [ids[1]] })).json().id);
    expect([named.total, applied.at(-1)]).toEqual([1, ids[1]]);
    const all = await finished((await ask({ dryRun: false, connectionId: shop.connectionId })).json().id);
    expect(all.total).toBe(3);
  });

  test('one that fails is counted, and the others go on; trouble that passes is waited for', async () => {
    let trouble = 1;
    await start(3, {
      apply: async (_tenantId, id) => {
        if (id === ids[1]) throw new KiranaError('ARCHIVE_BODY_MISSING');
        if (id === ids[2] && trouble-- > 0) throw new KiranaError('SHUTTING_DOWN');
        applied.push(id);
        return { status: 'applied' };
      },
    });
    const { id } = (await ask({ dryRun: false })).json();
    while ((await read(id)).done < 2) await sleep(10);
    await sleep(50);
    expect((await read(id)).status).toBe('running');
    await database.owner((db) => db.updateTable('replays').set({ leased_until: null }).where('id', '=', id).execute());
    expect(await finished(id)).toMatchObject({ status: 'done', done: 3, outcome: { applied: 2, failed: 1 } });
    expect(applied).toEqual([ids[0], ids[2]]);
  });

  test('a worker that died is taken over at the place it had reached', async () => {
    await start(4);
    await here.gateway.close();
    const { id } = (await ask({ dryRun: false })).json();
    const [, second] = await rows();
    const gone = {
      worker: 'gone',
      leased_until: new Date(Date.now() - 1),
      cursor_ingress: second?.ingress ?? 0,
      done: 2,
    };
    await database.owner((db) => db.updateTable('replays').set(gone).where('id', '=', id).execute());
    const next = await openTestGateway(database, { reapply: reapply() });
    expect(await finished(id)).toMatchObject({ status: 'done', done: 4 });
    expect(applied).toEqual(ids.slice(2));
    await next.close();
  });

  test('cancelled, it stops after the delivery in hand', async () => {
    await start(5);
    const { id } = (await ask({ dryRun: false, perSecond: 1 })).json();
    while (applied.length === 0) await sleep(5);
    const cancel = () => here.app.inject({ method: 'POST', url: `/v1/replays/${id}/cancel` });
    expect((await cancel()).json().status).toBe('cancelled');
    expect((await cancel()).json().code).toBe('STATE_CONFLICT');
    expect(applied.length).toBeLessThan(5);
  });

  test('a delivery whose connection came later becomes one of it', async () => {
    await start(1, {}, { shop: 'shop-1' });
    await database.tenant(shop.tenantId, (tx) =>
      tx.updateTable('deliveries').set({ connection_id: null, location: null, lane: 'x', status: 'dead' }).execute(),
    );
    const dry = await finished((await ask({ dryRun: true })).json().id);
    expect(dry.outcome).toEqual({ routable: 1 });
    expect((await rows())[0]?.connection_id).toBeNull();
    await finished((await ask({ dryRun: false })).json().id);
    const lane = `${shop.connectionId}|store-1`;
    expect((await rows())[0]).toMatchObject({ connection_id: shop.connectionId, location: 'store-1', lane });
  });

  test('another tenant, and a key bound to a store, see no replay', async () => {
    await start(1);
    const { id } = (await ask({ dryRun: true })).json();
    here.as(shop, shop.storeId);
    expect((await here.app.inject({ url: `/v1/replays/${id}` })).statusCode).toBe(404);
    here.as(await createShop(database));
    expect((await here.app.inject({ url: `/v1/replays/${id}` })).statusCode).toBe(404);
    expect((await here.app.inject({ url: '/v1/replays' })).json().items).toEqual([]);
  });
});

test('a diff stays small, however large what it tells of', () => {
  const change = {
    kind: 'item.changed',
    subject: 'itm',
    externalId: null,
    name: 'Chai',
    before: null,
    after: { text: 'x'.repeat(50_000) },
  };
  const plan = {
    status: 'applied' as const,
    changes: Array.from({ length: 500 }, () => change),
    total: 500,
    problems: 0,
  };
  const start = { deliveries: 0, changes: 0, byKind: {}, problems: 0, sample: [] };
  const diff = addToDiff(addToDiff(start, 'dlv_1', plan), 'dlv_2', plan);
  expect(diff).toMatchObject({ deliveries: 2, changes: 1_000, byKind: { 'item.changed': 1_000 } });
  expect(JSON.stringify(diff).length).toBeLessThan(300_000);
});
