import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { KiranaError } from '@kirana/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { appendEvents } from '../events/event-rows.ts';
import { type FakePages, openFakePages } from './fake-pages.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { insertSync } from './sync-rows.ts';
import { openTestGateway, type TestGateway } from './test-gateway.ts';
import { createShop, type Shop } from './test-shop-rows.ts';

describe.each(testDatabases())('pull on $name', ({ open }) => {
  let database: Database;
  let here: TestGateway;
  let provider: FakePages;
  let shop: Shop;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    provider = await openFakePages(3);
  });
  afterEach(async () => {
    await here.close();
    await provider.close();
    await database.owner((db) => db.deleteFrom('syncs').execute());
  });

  const start = async (overrides: Partial<GatewayDeps> = {}, settings: object = { base: provider.base }) => {
    here = await openTestGateway(database, { allowPrivateHosts: ['127.0.0.1'], ...overrides });
    shop = await createShop(database, { settings });
    here.as(shop);
  };
  const ask = () => here.app.inject({ method: 'POST', url: `/v1/connections/${shop.connectionId}/syncs` });
  const read = async (id: string) => (await here.app.inject({ url: `/v1/syncs/${id}` })).json();
  const until = async (id: string, reached: (sync: Record<string, unknown>) => boolean) => {
    for (;;) {
      const sync = await read(id);
      if (reached(sync)) return sync;
      await sleep(10);
    }
  };
  const pages = () =>
    database.tenant(shop.tenantId, (tx) => tx.selectFrom('deliveries').selectAll().orderBy('ingress').execute());
  const connection = () =>
    database.tenant(shop.tenantId, (tx) => tx.selectFrom('connections').selectAll().executeTakeFirstOrThrow());
  const wakeAll = () =>
    database.owner((db) =>
      db
        .updateTable('syncs')
        .set({ next_attempt_at: new Date(0) })
        .execute(),
    );
  /** What the normalizer would do: apply, and tell of one changed thing per page. */
  const applyAll = () =>
    database.tenant(shop.tenantId, async (tx) => {
      const rows = await tx
        .updateTable('deliveries')
        .set({ status: 'applied' })
        .where('status', '=', 'pending')
        .returning('id')
        .execute();
      for (const { id } of rows) {
        const data = { quarantineId: 'qua_1', code: 'PRICE_SUSPICIOUS', storeId: null, itemId: null };
        const event = {
          tenantId: shop.tenantId,
          stream: `store:${shop.storeId}`,
          kind: 'quarantine.opened',
          subject: id,
          data,
        } as const;
        await appendEvents(tx, [event], { actor: 'system:normalizer', requestId: 'r', cause: id }, new Date());
      }
    });

  test('every page becomes a delivery; when they are applied it tells what they changed', async () => {
    await start();
    const asked = await ask();
    expect([asked.statusCode, asked.json().reason]).toEqual([202, 'demand']);
    const { id } = asked.json();
    await until(id, (sync) => sync.fetched === true);
    expect((await read(id)).status).not.toBe('done');
    const rows = await pages();
    expect(rows.map((row) => [row.origin, row.endpoint, row.location, row.request_id])).toEqual(
      Array(3).fill(['pull', 'items', 'store-1', id]),
    );
    const sealed = await here.archive.get(rows[1]?.archive_key ?? '');
    expect(Buffer.from(sealed).toString()).toContain('"page":2');
    await applyAll();
    await wakeAll();
    const done = await until(id, (sync) => sync.status === 'done');
    expect(done.drift).toMatchObject({ deliveries: 3, changed: 3, byKind: { 'quarantine.opened': 3 } });
    const events = await database.tenant(shop.tenantId, (tx) =>
      tx
        .selectFrom('events')
        .selectAll()
        .where('stream', '=', `connection:${shop.connectionId}`)
        .orderBy('sequence')
        .execute(),
    );
    expect(events.map((event) => event.kind)).toEqual([...Array(3).fill('delivery.received'), 'sync.finished']);
    expect(events.at(-1)?.data).toMatchObject({ syncId: id, status: 'done', drift: 3 });
  });

  const finish = async (id: string) => {
    await until(id, (sync) => sync.fetched === true);
    await applyAll();
    await wakeAll();
    return until(id, (sync) => sync.status === 'done' || sync.status === 'failed');
  };
  const last = (page: object) => (_request: unknown, answer: ServerResponse) =>
    void answer.end(JSON.stringify({ next: null, ...page }));
  const refetch = async (scope: string | null = null): Promise<string> => {
    const { tenantId, connectionId } = shop;
    const asked = { tenantId, connectionId, reason: 'refetch', requestedBy: 'test', at: new Date() } as const;
    const { id } = await database.tenant(tenantId, (tx) => insertSync(tx, { ...asked, scope, whole: false }));
    here.gateway.wakePulls();
    return id;
  };

  test('a pull goes on where the last one ended, each part by itself, and a whole one begins anew', async () => {
    await start();
    provider.instead.push(last({ resume: 'Monday' }), last({ resume: 'Tuesday' }), last({ resume: 'one' }), last({}));
    expect(await finish(await refetch())).toMatchObject({ status: 'done', whole: true, scope: null });
    expect(await finish(await refetch())).toMatchObject({ status: 'done', whole: false });
    expect(await finish(await refetch('items'))).toMatchObject({ whole: true, scope: 'items' });
    expect(await finish(await refetch())).toMatchObject({ whole: false });
    // it left nothing to go on from
    provider.instead.push(last({ resume: 'Wednesday' }), last({ resume: 'two' }));
    expect(await finish(await refetch())).toMatchObject({ whole: true });
    const url = `/v1/connections/${shop.connectionId}/syncs`;
    const part = (await here.app.inject({ method: 'POST', url: `${url}?scope=items&part=changed` })).json();
    expect(await finish(part.id)).toMatchObject({ whole: false, scope: 'items' });
    const whole = (await ask()).json();
    provider.instead.push(last({}));
    expect(await finish(whole.id)).toMatchObject({ whole: true });
    const since = ['', '?since=Monday', '?scope=items', '?since=Tuesday', '', '?scope=items&since=one', ''];
    expect(provider.asked).toEqual(since.map((query) => `/pages/1${query}`));
    const refused = await here.app.inject({ method: 'POST', url: `${url}?scope=nothing` });
    expect(refused.json()).toMatchObject({ code: 'CAPABILITY_MISSING' });
  });

  test('a sync that failed leaves no place to go on from', async () => {
    await start();
    provider.instead.push((_request, answer) => void answer.writeHead(401).end());
    await until(await refetch(), (sync) => sync.status === 'failed');
    await database.owner((db) => db.updateTable('connections').set({ pull_held_reason: null }).execute());
    expect(await finish(await refetch())).toMatchObject({ status: 'done', whole: true });
  });

  test('the last page of a complete list is followed by what removes the rest', async () => {
    await start();
    provider.instead.push(last({ complete: true, resume: 'Monday' }));
    expect(await finish(await refetch())).toMatchObject({ status: 'done', pages: 1 });
    const rows = await pages();
    expect(rows.map(({ endpoint, location }) => [endpoint, location])).toEqual([
      ['items', 'store-1'],
      ['$complete', 'store-1'],
    ]);
    provider.instead.push(last({ complete: true }));
    const id = await refetch();
    expect(await until(id, (sync) => sync.status === 'failed')).toMatchObject({ whole: false, code: 'INTERNAL' });
  });

  test('a failed page is asked for again, and the ones before it are not', async () => {
    await start();
    provider.instead.push(
      (_request, answer) => void answer.end(JSON.stringify({ next: '2' })),
      (_request, answer) => void answer.writeHead(500).end(),
    );
    const { id } = (await ask()).json();
    const waiting = await until(id, (sync) => sync.attempts === 1);
    expect(waiting).toMatchObject({ status: 'waiting', pages: 1, code: 'PROVIDER_UNREACHABLE' });
    await wakeAll();
    await until(id, (sync) => sync.fetched === true);
    expect(provider.asked).toEqual(['/pages/1', '/pages/2', '/pages/2', '/pages/3']);
    expect(await pages()).toHaveLength(3);
  });

  test('a crash between two pages: the next worker goes on from the saved cursor', async () => {
    let crash = true;
    const crashing: Database = {
      ...database,
      system: async (work, options) => {
        if (crash && provider.asked.length === 2) throw new KiranaError('DATABASE_UNAVAILABLE');
        return database.system(work, options);
      },
    };
    here = await openTestGateway(crashing, { allowPrivateHosts: ['127.0.0.1'] });
    shop = await createShop(database, { settings: { base: provider.base } });
    here.as(shop);
    const { id } = (await ask()).json();
    while (provider.asked.length < 2) await sleep(5);
    await sleep(50);
    expect(await pages()).toHaveLength(1);
    crash = false;
    await database.owner((db) =>
      db
        .updateTable('syncs')
        .set({ leased_until: new Date(0), worker: 'gone' })
        .execute(),
    );
    await until(id, (sync) => sync.fetched === true);
    expect(provider.asked).toEqual(['/pages/1', '/pages/2', '/pages/2', '/pages/3']);
    expect(await pages()).toHaveLength(3);
  });

  test('429: waits as long as the provider asks', async () => {
    await start();
    provider.instead.push((_request, answer) => void answer.writeHead(429, { 'retry-after': '120' }).end());
    const { id } = (await ask()).json();
    const sync = await until(id, (one) => one.attempts === 1);
    expect(sync).toMatchObject({ status: 'waiting', code: 'PROVIDER_RATE_LIMITED' });
    expect(new Date(sync.nextAttemptAt).getTime()).toBeGreaterThan(Date.now() + 100_000);
  });

  test('401: pulls are held, with the reason and without the secret; its messages go on being applied', async () => {
    await start();
    provider.instead.push((_request, answer) => void answer.writeHead(401).end());
    const { id } = (await ask()).json();
    const failed = await until(id, (sync) => sync.status === 'failed');
    expect(failed).toMatchObject({ code: 'PROVIDER_REFUSED', detail: 'refused [redacted]' });
    expect(await connection()).toMatchObject({
      status: 'active',
      status_reason: null,
      pull_held_reason: 'refused [redacted]',
    });
    const refused = (await ask()).json();
    expect([refused.code, refused.detail]).toEqual(['CONNECTION_PAUSED', 'Its pulls are held: refused [redacted]']);
    expect(here.logged.join('')).not.toContain('right-token');
  });

  test('while pulls are held nothing is fetched or scheduled; a good check lets them go on, a bad one does not', async () => {
    await start();
    provider.instead.push((_request, answer) => void answer.writeHead(401).end());
    await until((await ask()).json().id, (sync) => sync.status === 'failed');
    const due = { pull_every_minutes: 30, next_pull_at: new Date(Date.now() - 1_000) };
    await database.tenant(shop.tenantId, (tx) => tx.updateTable('connections').set(due).execute());
    const check = () => here.gateway.adapterCalls.check(shop.tenantId, shop.connectionId);
    provider.instead.push((_request, answer) => void answer.writeHead(401).end());
    expect(await check()).toMatchObject({ ok: false });
    const id = await refetch();
    provider.asked.length = 0;
    await sleep(100);
    expect(provider.asked).toEqual([]);
    expect(await read(id)).toMatchObject({ status: 'waiting', pages: 0 });
    expect((await connection()).next_pull_at).toEqual(due.next_pull_at);
    expect(await check()).toEqual({ ok: true, detail: 'in order' });
    expect((await connection()).pull_held_reason).toBeNull();
    await until(id, (sync) => sync.fetched === true);
  });

  test('an address that is not allowed holds pulls too', async () => {
    await start({ allowPrivateHosts: [] });
    const { id } = (await ask()).json();
    await until(id, (sync) => sync.status === 'failed');
    expect(provider.asked).toEqual([]);
    expect(await connection()).toMatchObject({
      status: 'active',
      pull_held_reason: expect.stringContaining('not allowed'),
    });
  });

  test('a cursor that comes again, and an answer the adapter cannot read, end the sync', async () => {
    await start();
    provider.instead.push(
      (_request, answer) => void answer.end('{"next":"2"}'),
      (_request, answer) => void answer.end('{"next":"2"}'),
    );
    const circle = await until((await ask()).json().id, (sync) => sync.status === 'failed');
    expect(circle.detail).toContain('same cursor twice');
    provider.instead.push((_request, answer) => void answer.end('<html>'));
    const broken = await until((await ask()).json().id, (sync) => sync.status === 'failed');
    expect(broken.code).toBe('INTERNAL');
    expect((await connection()).status).toBe('active');
  });

  test('a sync that has not begun is shared; a paused connection waits', async () => {
    await start({ workers: false });
    const [first, second] = [await ask(), await ask()];
    expect(second.json().id).toBe(first.json().id);
    await database.tenant(shop.tenantId, (tx) => tx.updateTable('connections').set({ status: 'paused' }).execute());
    expect((await ask()).json().code).toBe('CONNECTION_PAUSED');
    const other = await openTestGateway(database, { allowPrivateHosts: ['127.0.0.1'] });
    await sleep(100);
    expect(provider.asked).toEqual([]);
    await other.close();
  });

  test('the schedule asks once, and sets its next time', async () => {
    await start();
    const due = { pull_every_minutes: 30, next_pull_at: new Date(Date.now() - 1_000) };
    await database.tenant(shop.tenantId, (tx) => tx.updateTable('connections').set(due).execute());
    while (provider.asked.length < 3) await sleep(10);
    const { items } = (await here.app.inject({ url: `/v1/syncs?connectionId=${shop.connectionId}` })).json();
    expect(items).toMatchObject([{ reason: 'schedule', requestedBy: 'system:pull' }]);
    expect((await connection()).next_pull_at?.getTime()).toBeGreaterThan(Date.now() + 29 * 60_000);
  });

  test('check: good, bad, out of order', async () => {
    await start();
    const check = () => here.gateway.adapterCalls.check(shop.tenantId, shop.connectionId);
    expect(await check()).toEqual({ ok: true, detail: 'in order' });
    provider.instead.push(
      (_request, answer) => void answer.writeHead(401).end(),
      (_request, answer) => void answer.writeHead(502).end(),
    );
    expect(await check()).toEqual({ ok: false, detail: 'the key is not good' });
    await expect(check()).rejects.toMatchObject({ code: 'PROVIDER_UNREACHABLE' });
    const stranger = await createShop(database);
    await expect(here.gateway.adapterCalls.check(stranger.tenantId, shop.connectionId)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('syncs of another tenant, or of connections that do not feed the store of a bound key, are not there', async () => {
    await start({ workers: false });
    const { id } = (await ask()).json();
    here.as(shop, shop.storeId);
    expect((await read(id)).id).toBe(id);
    here.as(shop, 'sto_other');
    expect((await here.app.inject({ url: `/v1/syncs/${id}` })).statusCode).toBe(404);
    here.as(await createShop(database));
    expect((await here.app.inject({ url: `/v1/syncs/${id}` })).statusCode).toBe(404);
    expect((await here.app.inject({ url: '/v1/syncs' })).json().items).toEqual([]);
  });
});
