import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { Schema } from '../database/schema.ts';
import { testDatabases } from '../database/test-database.ts';
import { readEvents } from '../events/event-rows.ts';
import { UNREFERRED_TABLES } from './tenant-rows.ts';
import { type IdentityApp, openIdentityApp, ROOT_KEY } from './test-identity.ts';

interface World {
  tenantId: string;
  key: string;
  keyId: string;
  merchantId: string;
  storeId: string;
  sourceId: string;
  hookPath: string;
  connectionId: string;
}

describe.each(testDatabases())('identity on $name', ({ open }) => {
  let database: Database;
  let identity: IdentityApp;
  let now = new Date('2026-11-22T10:00:00Z');
  let one: World;
  let two: World;

  const build = async (name: string): Promise<World> => {
    const { call } = identity;
    const made = (await call(ROOT_KEY, 'POST', '/v1/tenants', { name })).body as {
      tenant: { id: string };
      key: string;
      apiKey: { id: string };
    };
    const post = async (url: string, payload: object) =>
      (await call(made.key, 'POST', url, payload)).body as { id: string };
    const merchant = await post('/v1/merchants', { name: `${name} foods` });
    const store = await post('/v1/stores', {
      merchantId: merchant.id,
      name: 'First',
      kind: 'restaurant',
      zone: 'Asia/Kolkata',
      currency: 'INR',
    });
    const { source, hookPath } = (await post('/v1/sources', {
      adapter: 'paper',
      name: 'Paper',
      secrets: { hookSecret: 'canary-of-the-secret' },
    })) as unknown as { source: { id: string }; hookPath: string };
    const connection = await post('/v1/connections', {
      sourceId: source.id,
      merchantId: merchant.id,
      account: 'r1',
      name: 'Outlet',
    });
    await call(made.key, 'PUT', `/v1/connections/${connection.id}/locations`, { location: 'l1', storeId: store.id });
    return {
      tenantId: made.tenant.id,
      key: made.key,
      keyId: made.apiKey.id,
      merchantId: merchant.id,
      storeId: store.id,
      sourceId: source.id,
      hookPath,
      connectionId: connection.id,
    };
  };

  beforeAll(async () => {
    database = await open();
    identity = await openIdentityApp(database, { now: () => now });
    one = await build('One');
    two = await build('Two');
  });
  afterAll(async () => {
    await identity.app.close();
    await database.close();
  });

  const events = (world: World) =>
    database.tenant(world.tenantId, (tx) => readEvents(tx, world.tenantId, `store:${world.storeId}`, 0, 100));

  test('a hook URL is shown once; secrets never', async () => {
    expect(one.hookPath).toMatch(/^\/v1\/hooks\/[A-Za-z0-9]{43}\/$/);
    const { body } = await identity.call(one.key, 'GET', `/v1/sources/${one.sourceId}`);
    expect(body).toMatchObject({ adapter: 'paper', secretNames: ['hookSecret'] });
    expect(JSON.stringify(body)).not.toContain('canary');
    const rows = await database.owner((db) => db.selectFrom('sources').selectAll().execute());
    const dump = rows.map(({ secrets }) => Buffer.from(secrets).toString('latin1')).join();
    expect(dump).not.toContain('canary');
    expect(identity.lines.filter((line) => line.includes('canary') || line.includes(one.hookPath))).toEqual([]);
  });

  test.each<[string, object, string, string]>([
    ['an unknown adapter', { adapter: 'none', name: 'x' }, 'ADAPTER_UNKNOWN', ''],
    [
      'a misspelt setting',
      { adapter: 'paper', name: 'x', settings: { regoin: 'in' }, secrets: { hookSecret: 'x' } },
      'SETTINGS_INVALID',
      '/body/settings/regoin',
    ],
    ['a missing secret', { adapter: 'paper', name: 'x' }, 'SETTINGS_INVALID', '/body/secrets/hookSecret'],
    [
      'an unknown secret',
      { adapter: 'paper', name: 'x', secrets: { hookSecret: 'x', other: 'y' } },
      'SETTINGS_INVALID',
      '/body/secrets/other',
    ],
    ['an unknown field', { adapter: 'paper', name: 'x', tenantId: 'tnt_x' }, 'REQUEST_INVALID', '/body/tenantId'],
  ])('a source with %s is refused', async (_name, payload, code, path) => {
    const { status, body } = await identity.call(one.key, 'POST', '/v1/sources', payload);
    expect(status).toBe(400);
    expect((body as { code: string }).code).toBe(code);
    if (path !== '')
      expect((body as { problems: { path: string }[] }).problems.map((problem) => problem.path)).toEqual([path]);
  });

  test('tokens and secrets are rotated with a grace', async () => {
    const rotated = await identity.call(two.key, 'POST', `/v1/sources/${two.sourceId}/rotate-token`, {
      graceSeconds: 60,
    });
    expect((rotated.body as { hookUrl: string }).hookUrl).toMatch(
      /^https:\/\/kirana\.example\.com\/v1\/hooks\/\w{43}\/$/,
    );
    const url = `/v1/sources/${two.sourceId}/rotate-secret`;
    await identity.call(two.key, 'POST', url, { name: 'hookSecret', value: 'second', graceSeconds: 60 });
    const row = await database.tenant(two.tenantId, (tx) =>
      tx.selectFrom('sources').selectAll().where('id', '=', two.sourceId).executeTakeFirstOrThrow(),
    );
    expect(row.hook_token_previous_until).toEqual(new Date(now.getTime() + 60_000));
    expect(await identity.secrets.open(two.tenantId, row.secrets)).toEqual({
      hookSecret: {
        current: 'second',
        previous: 'canary-of-the-secret',
        previousUntil: new Date(now.getTime() + 60_000).toISOString(),
      },
    });
    const unknown = await identity.call(two.key, 'POST', url, { name: 'constructor', value: 'x' });
    expect((unknown.body as { code: string }).code).toBe('SETTINGS_INVALID');
  });

  test('a pause with a return time is told, timed, and taken back', async () => {
    const url = `/v1/stores/${one.storeId}/status`;
    const returnAt = '2026-11-22T12:00:00.000Z';
    const before = (await events(one)).length;
    await identity.call(one.key, 'PUT', url, { state: 'paused', returnAt, reason: 'Power cut' });
    await identity.call(one.key, 'PUT', url, {
      state: 'paused',
      returnAt: '2026-11-22T17:30:00+05:30',
      reason: 'Power cut',
    });
    const timers = () => database.tenant(one.tenantId, (tx) => tx.selectFrom('timers').selectAll().execute());
    expect((await timers()).map((timer) => [timer.kind, timer.due_at.toISOString()])).toEqual([
      ['store_status', returnAt],
    ]);
    await identity.call(one.key, 'PUT', url, { state: 'open' });
    expect(await timers()).toEqual([]);
    const told = (await events(one)).slice(before);
    expect(told.map(({ kind, data, actor }) => [kind, (data as { changed: string[] }).changed, actor])).toEqual([
      ['store.changed', ['status'], `key:${one.keyId}`],
      ['store.changed', ['status'], `key:${one.keyId}`],
    ]);
    const past = await identity.call(one.key, 'PUT', url, { state: 'closed', returnAt: '2020-01-01T00:00:00Z' });
    expect(past.status).toBe(400);
  });

  test('only real changes of a store are told; rounding reaches all stores of the merchant', async () => {
    const before = (await events(one)).length;
    await identity.call(one.key, 'PATCH', `/v1/stores/${one.storeId}`, { name: 'First' });
    expect((await events(one)).length).toBe(before);
    await identity.call(one.key, 'PATCH', `/v1/stores/${one.storeId}`, { name: 'Main' });
    await identity.call(one.key, 'PATCH', `/v1/merchants/${one.merchantId}`, {
      rounding: { mode: 'half_even', at: 'order' },
    });
    const told = (await events(one)).slice(before).map(({ data }) => (data as { changed: string[] }).changed);
    expect(told).toEqual([['name'], ['merchant.rounding']]);
    expect((await identity.call(one.key, 'PATCH', `/v1/stores/${one.storeId}`, { currency: 'JPY' })).status).toBe(400);
  });

  test('a connection is paused, resumed, checked; its account is unique in the source', async () => {
    const url = `/v1/connections/${one.connectionId}`;
    expect((await identity.call(one.key, 'POST', `${url}/pause`)).body).toMatchObject({ status: 'paused' });
    expect((await identity.call(one.key, 'PATCH', url, { status: 'active', rank: 5 })).body).toMatchObject({
      status: 'active',
      rank: 5,
    });
    expect((await identity.call(one.key, 'POST', `${url}/check`)).body).toEqual({ ok: true, detail: 'fine' });
    const same = { sourceId: one.sourceId, merchantId: one.merchantId, account: 'r1', name: 'Again' };
    expect((await identity.call(one.key, 'POST', '/v1/connections', same)).status).toBe(409);
    const pulling = await identity.call(one.key, 'PATCH', url, { pullEveryMinutes: 5 });
    expect((pulling.body as { code: string }).code).toBe('CAPABILITY_MISSING');
    expect((await identity.call(one.key, 'PATCH', url, { rank: 2 ** 40 })).status).toBe(400);
    const counting = { stockSettleSeconds: 60, acknowledgesSales: true };
    expect((await identity.call(one.key, 'GET', url)).body).toMatchObject({
      stockSettleSeconds: 300,
      acknowledgesSales: false,
    });
    await identity.call(one.key, 'PATCH', url, counting);
    expect((await identity.call(one.key, 'GET', url)).body).toMatchObject(counting);
    for (const stockSettleSeconds of [-1, 1.5, 7 * 86_400 + 1]) {
      expect((await identity.call(one.key, 'PATCH', url, { stockSettleSeconds })).status).toBe(400);
    }
  });

  test('lists are paged', async () => {
    for (const name of ['a', 'b', 'c']) await identity.call(one.key, 'POST', '/v1/merchants', { name });
    const names: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await identity.call(one.key, 'GET', `/v1/merchants?limit=2${more}`);
      const page = body as { items: { name: string }[]; nextCursor: string | null };
      names.push(...page.items.map((merchant) => merchant.name));
      cursor = page.nextCursor;
    }
    expect(names).toEqual(['One foods', 'a', 'b', 'c']);
    for (const bad of [
      'x',
      Buffer.from('{"id":1}').toString('base64url'),
      Buffer.from('{"id":"\\u0000"}').toString('base64url'),
    ]) {
      const { body } = await identity.call(one.key, 'GET', `/v1/merchants?cursor=${bad}`);
      expect((body as { code: string }).code).toBe('CURSOR_INVALID');
    }
  });

  test('a key bound to a store sees that store, its merchant and its connections', async () => {
    const made = await identity.call(one.key, 'POST', '/v1/keys', {
      name: 'till',
      scopes: ['catalog:write', 'operations:read'],
      storeId: one.storeId,
    });
    const { key } = made.body as { key: string };
    const other = await identity.call(one.key, 'POST', '/v1/stores', {
      merchantId: one.merchantId,
      name: 'Second',
      kind: 'retail',
      zone: 'Asia/Kolkata',
      currency: 'INR',
    });
    const ids = async (url: string) =>
      ((await identity.call(key, 'GET', url)).body as { items: { id: string }[] }).items.map(({ id }) => id);
    expect(await ids('/v1/stores')).toEqual([one.storeId]);
    expect(await ids('/v1/merchants')).toEqual([one.merchantId]);
    expect(await ids('/v1/connections')).toEqual([one.connectionId]);
    const second = (other.body as { id: string }).id;
    expect((await identity.call(key, 'GET', `/v1/stores/${second}`)).status).toBe(404);
    expect((await identity.call(key, 'PUT', `/v1/stores/${one.storeId}/status`, { state: 'open' })).status).toBe(200);
    expect((await identity.call(key, 'GET', '/v1/keys')).status).toBe(403);
  });

  test('a mapping is re-pointed within merchant and kind; a match is merged by a person', async () => {
    const [first, second] = [newId('item'), newId('item')];
    const matchId = newId('match');
    const insertItem = (id: string) => ({
      tenant_id: one.tenantId,
      id,
      merchant_id: one.merchantId,
      name: id,
      description: '',
      images: '[]',
      sellable: true,
      base_unit: 'piece' as const,
      diet: 'veg' as const,
      allergens: '[]',
      restrictions: '{}',
      attributes: '{}',
      translations: '{}',
      tags: '[]',
      created_at: now,
      updated_at: now,
    });
    await database.tenant(one.tenantId, async (tx) => {
      await tx
        .insertInto('catalog_items')
        .values([insertItem(first), insertItem(second)])
        .execute();
      await tx
        .insertInto('mapping_matches')
        .values({
          tenant_id: one.tenantId,
          id: matchId,
          connection_id: one.connectionId,
          entity_kind: 'item',
          external_id: 'x1',
          entity_id: second,
          candidates: JSON.stringify([first]),
          reason: 'same barcode',
          status: 'open',
          created_at: now,
        })
        .execute();
    });
    const url = `/v1/connections/${one.connectionId}/mappings`;
    const put = (key: string, at: string, entityKind: string, entityId: string) =>
      identity.call(key, 'PUT', at, { entityKind, externalId: 'x1', entityId });
    expect((await put(one.key, url, 'item', second)).status).toBe(200);
    expect((await put(one.key, url, 'category', second)).status).toBe(404);
    expect((await put(two.key, `/v1/connections/${two.connectionId}/mappings`, 'item', second)).status).toBe(404);
    const wrong = await identity.call(one.key, 'POST', `/v1/matches/${matchId}/decide`, {
      decision: 'merge',
      entityId: second,
    });
    expect(wrong.status).toBe(404);
    const merged = await identity.call(one.key, 'POST', `/v1/matches/${matchId}/decide`, {
      decision: 'merge',
      entityId: first,
    });
    expect(merged.body).toMatchObject({ status: 'merged', entityId: first, decidedBy: `key:${one.keyId}` });
    const { items } = (await identity.call(one.key, 'GET', `${url}?externalId=x1`)).body as {
      items: { entityId: string }[];
    };
    expect(items.map(({ entityId }) => entityId)).toEqual([first]);
    const retired = await database.tenant(one.tenantId, (tx) =>
      tx.selectFrom('catalog_items').select(['id', 'removed']).where('removed', '=', true).execute(),
    );
    expect(retired).toEqual([{ id: second, removed: true }]);
    const again = await identity.call(one.key, 'POST', `/v1/matches/${matchId}/decide`, { decision: 'keep_apart' });
    expect(again.status).toBe(409);
  });

  test('I15: whatever id of one tenant the other puts into a path, it gets 404', async () => {
    const ids: Record<string, string> = {
      storeId: one.storeId,
      merchantId: one.merchantId,
      sourceId: one.sourceId,
      connectionId: one.connectionId,
      keyId: one.keyId,
      matchId: newId('match'),
      location: 'l1',
    };
    const bodies: Record<string, object> = {
      setStoreStatus: { state: 'closed' },
      createBrowserToken: { origins: ['https://a.example.com'] },
      rotateHookToken: {},
      rotateSecret: { name: 'hookSecret', value: 'x' },
      putLocation: { location: 'l2', storeId: two.storeId },
      putMapping: { entityKind: 'item', externalId: 'x1', entityId: newId('item') },
      decideMatch: { decision: 'keep_apart' },
    };
    const walked: string[] = [];
    for (const route of identity.routes) {
      if (!route.path.includes('/:') || route.access === 'root') continue;
      const url = route.path.replace(/:(\w+)/g, (_all, name: string) => ids[name] ?? `no id for ${name}`);
      const payload = route.body === undefined ? undefined : (bodies[route.operationId] ?? { name: 'stolen' });
      const { status } = await identity.call(two.key, route.method, url, payload);
      expect([route.operationId, status]).toEqual([route.operationId, 404]);
      walked.push(route.operationId);
    }
    expect(walked.length).toBeGreaterThan(20);
    const foreign = { sourceId: one.sourceId, merchantId: two.merchantId, account: 'x', name: 'x' };
    expect((await identity.call(two.key, 'POST', '/v1/connections', foreign)).status).toBe(404);
    expect(
      (await identity.call(two.key, 'POST', '/v1/keys', { name: 'x', scopes: ['admin'], storeId: one.storeId })).status,
    ).toBe(404);
    const filtered = await identity.call(two.key, 'GET', `/v1/stores?merchantId=${one.merchantId}`);
    expect(filtered.body).toEqual({ items: [], nextCursor: null });
    expect((await identity.call(one.key, 'GET', `/v1/tenants/${one.tenantId}`)).status).toBe(403);
  });

  test('erasing a tenant leaves nothing of it, and all of the other', async () => {
    const doomed = await build('Doomed');
    await identity.call(
      doomed.key,
      'PUT',
      `/v1/stores/${doomed.storeId}/status`,
      { state: 'paused', returnAt: '2027-01-01T00:00:00Z' },
      { 'idempotency-key': 'k' },
    );
    const tables = await database.owner((db) => db.introspection.getTables());
    const rowsOf = async (tenantId: string) => {
      const counts: Record<string, number> = {};
      for (const { name, columns } of tables) {
        if (!columns.some((column) => column.name === 'tenant_id')) continue;
        const { n } = await database.owner((db) =>
          db
            .selectFrom(name as keyof Schema)
            .select((count) => count.fn.countAll().as('n'))
            .where('tenant_id' as never, '=', tenantId as never)
            .executeTakeFirstOrThrow(),
        );
        if (Number(n) > 0) counts[name] = Number(n);
      }
      return counts;
    };
    const others = await rowsOf(one.tenantId);
    expect(Object.keys(await rowsOf(doomed.tenantId))).toEqual(
      expect.arrayContaining(['events', 'idempotency_keys', 'stores', 'timers']),
    );
    expect((await identity.call(ROOT_KEY, 'DELETE', `/v1/tenants/${doomed.tenantId}`)).status).toBe(204);
    expect(await rowsOf(doomed.tenantId)).toEqual({});
    expect(await rowsOf(one.tenantId)).toEqual(others);
    expect((await identity.call(ROOT_KEY, 'DELETE', `/v1/tenants/${doomed.tenantId}`)).status).toBe(404);
    expect(UNREFERRED_TABLES.length).toBeGreaterThan(0);
    now = new Date(now.getTime() + 5_000);
    expect((await identity.call(doomed.key, 'GET', '/v1/stores')).status).toBe(401);
  });
});
