import { KiranaError } from '@kirana/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { type IdentityApp, openIdentityApp, ROOT_KEY } from '../identity/test-identity.ts';
import { defineRoute } from './route.ts';

describe.each(testDatabases())('keys and idempotency on $name', ({ open }) => {
  let database: Database;
  let identity: IdentityApp;
  let now = new Date('2026-11-22T10:00:00Z');
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  let runs = 0;
  let work: () => Promise<void> = async () => {};

  beforeAll(async () => {
    database = await open();
    const counted = defineRoute({
      method: 'POST',
      path: '/v1/counted',
      operationId: 'counted',
      summary: 'Counts its runs',
      tag: 'test',
      access: 'admin',
      body: z.strictObject({ text: z.string() }),
      response: z.strictObject({ run: z.int(), text: z.string() }),
      status: 201,
      handle: async ({ body }) => {
        runs += 1;
        const run = runs;
        await work();
        return { run, text: body.text };
      },
    });
    identity = await openIdentityApp(database, { now: () => now, more: [counted] });
  });
  afterAll(async () => {
    await identity.app.close();
    await database.close();
  });
  beforeEach(() => {
    work = async () => {};
    runs = 0;
  });

  const makeTenant = async () => {
    const { body } = await identity.call(ROOT_KEY, 'POST', '/v1/tenants', { name: 'Corner shop' });
    return body as { tenant: { id: string }; key: string; apiKey: { id: string } };
  };

  test('a revoked key is refused within 5 seconds, and its browser tokens with it', async () => {
    const { key } = await makeTenant();
    const admin = await identity.call(key, 'POST', '/v1/keys', { name: 'second', scopes: ['admin'] });
    const second = admin.body as { key: string; apiKey: { id: string } };
    const merchant = (await identity.call(key, 'POST', '/v1/merchants', { name: 'M' })).body as { id: string };
    const fields = { merchantId: merchant.id, name: 'S', kind: 'retail', zone: 'Asia/Kolkata', currency: 'INR' };
    const store = (await identity.call(key, 'POST', '/v1/stores', fields)).body as { id: string };
    const made = await identity.call(second.key, 'POST', `/v1/stores/${store.id}/tokens`, {
      origins: ['https://a.example.com'],
    });
    const { token } = made.body as { token: string };
    expect((await identity.call(token, 'GET', `/v1/stores/${store.id}`)).status).toBe(200);
    expect((await identity.call(second.key, 'GET', '/v1/stores')).status).toBe(200);
    await identity.call(key, 'DELETE', `/v1/keys/${second.apiKey.id}`);
    later(5_000);
    expect((await identity.call(second.key, 'GET', '/v1/stores')).status).toBe(401);
    expect((await identity.call(token, 'GET', `/v1/stores/${store.id}`)).status).toBe(401);
    expect((await identity.call(key, 'GET', '/v1/stores')).status).toBe(200);
  });

  test('a browser token ends by itself, and a changed one is none', async () => {
    const { key } = await makeTenant();
    const merchant = (await identity.call(key, 'POST', '/v1/merchants', { name: 'M' })).body as { id: string };
    const fields = { merchantId: merchant.id, name: 'S', kind: 'retail', zone: 'Asia/Kolkata', currency: 'INR' };
    const store = (await identity.call(key, 'POST', '/v1/stores', fields)).body as { id: string };
    const made = await identity.call(key, 'POST', `/v1/stores/${store.id}/tokens`, {
      ttlSeconds: 60,
      origins: ['https://a.example.com'],
    });
    const { token } = made.body as { token: string };
    const [payload = '', signature = ''] = token.slice('kirt_'.length).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const forged = `kirt_${Buffer.from(JSON.stringify({ ...claims, expiresAt: '2099-01-01T00:00:00.000Z' })).toString('base64url')}.${signature}`;
    expect((await identity.call(forged, 'GET', `/v1/stores/${store.id}`)).status).toBe(401);
    expect((await identity.call(`${token}.x`, 'GET', `/v1/stores/${store.id}`)).status).toBe(401);
    expect((await identity.call('kirt_', 'GET', `/v1/stores/${store.id}`)).status).toBe(401);
    later(61_000);
    expect((await identity.call(token, 'GET', `/v1/stores/${store.id}`)).status).toBe(401);
  });

  test('only hashes of keys are stored', async () => {
    const { key } = await makeTenant();
    const rows = await database.owner((db) => db.selectFrom('api_keys').selectAll().execute());
    expect(JSON.stringify(rows)).not.toContain(key);
  });

  describe('an idempotency key', () => {
    const ask = (key: string, text: string, idempotencyKey: string) =>
      identity.call(key, 'POST', '/v1/counted', { text }, { 'idempotency-key': idempotencyKey });

    test('repeats the first answer; another body is refused; another caller has keys of its own', async () => {
      const [one, two] = [await makeTenant(), await makeTenant()];
      const first = await ask(one.key, 'a', 'order-1');
      const again = await ask(one.key, 'a', 'order-1');
      expect([first.status, again.status, runs]).toEqual([201, 201, 1]);
      expect(again.body).toEqual(first.body);
      expect(again.headers['idempotent-replayed']).toBe('true');
      const other = await ask(one.key, 'b', 'order-1');
      expect([other.status, (other.body as { code: string }).code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
      expect((await ask(two.key, 'b', 'order-1')).body).toEqual({ run: 2, text: 'b' });
    });

    test('while the first call runs, the second is told to wait; an abandoned one is taken over after a minute', async () => {
      const { key } = await makeTenant();
      const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
      const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
      work = async () => {
        enter();
        await gate;
      };
      const first = ask(key, 'a', 'slow');
      await entered;
      work = async () => {};
      expect(((await ask(key, 'a', 'slow')).body as { code: string }).code).toBe('IDEMPOTENCY_IN_FLIGHT');
      later(61_000);
      expect((await ask(key, 'a', 'slow')).body).toEqual({ run: 2, text: 'a' });
      openGate();
      await first;
      expect((await ask(key, 'a', 'slow')).body).toEqual({ run: 2, text: 'a' });
    });

    test.each<[string, () => Promise<void>, number, number]>([
      [
        'a refusal is repeated',
        async () => {
          throw new KiranaError('STATE_CONFLICT');
        },
        409,
        1,
      ],
      [
        'an overload is tried again',
        async () => {
          throw new KiranaError('OVERLOADED');
        },
        429,
        2,
      ],
      [
        'a failure is tried again',
        async () => {
          throw new Error('oops');
        },
        500,
        2,
      ],
    ])('%s', async (_name, fail, status, wantRuns) => {
      const { key } = await makeTenant();
      work = fail;
      const first = await ask(key, 'a', 'fails');
      const second = await ask(key, 'a', 'fails');
      expect([first.status, second.status, runs]).toEqual([status, status, wantRuns]);
      if (wantRuns === 1) expect(second.body).toEqual(first.body);
    });

    test('a secret in the answer is repeated to its caller and not readable in the database', async () => {
      const make = () =>
        identity.call(ROOT_KEY, 'POST', '/v1/tenants', { name: 'Once' }, { 'idempotency-key': 'tenant-1' });
      const [first, again] = [await make(), await make()];
      expect(again.body).toEqual(first.body);
      const rows = await database.owner((db) => db.selectFrom('idempotency_keys').selectAll().execute());
      expect(JSON.stringify(rows)).not.toContain((first.body as { key: string }).key);
    });

    test.each(['', 'ä', 'x'.repeat(256)])('"%s" is none', async (text) => {
      const { key } = await makeTenant();
      expect((await ask(key, 'a', text)).status).toBe(400);
    });
  });
});
