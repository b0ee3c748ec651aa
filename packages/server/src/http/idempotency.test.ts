import { DEFAULT_ROUNDING, KiranaError } from '@kirana/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Database, Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { testDatabases } from '../database/test-database.ts';
import { insertMerchant, listMerchants } from '../identity/merchant-rows.ts';
import { type IdentityApp, openIdentityApp, ROOT_KEY } from '../identity/test-identity.ts';
import { claimSlot, finishSlot, freeSlot } from './idempotency-rows.ts';
import { defineRoute } from './route.ts';

const Made = z.strictObject({ id: z.string() });

describe.each(testDatabases())('an answer kept with its effect on $name', ({ open }) => {
  let database: Database;
  let identity: IdentityApp;
  let now = new Date('2026-11-22T10:00:00Z');
  let key: string;
  let tenantId: string;
  let beforeKeeping: () => Promise<void>;
  let afterKeeping: (tx: Tx) => Promise<void>;
  let afterCommit: () => Promise<void>;

  const makeOnce = defineRoute({
    method: 'POST',
    path: '/v1/made',
    operationId: 'makeOnce',
    summary: 'Makes a merchant',
    tag: 'test',
    access: 'admin',
    response: Made,
    status: 201,
    once: true,
    handle: async (_input, call) => {
      await beforeKeeping();
      const made = await database.tenant(call.tenantId, async (tx) => {
        const merchant = { id: newId('merchant'), name: 'M', rounding: DEFAULT_ROUNDING };
        const { id } = await insertMerchant(tx, call.tenantId, merchant, now);
        await call.keepAnswer(tx, { id });
        await afterKeeping(tx);
        return { id };
      });
      await afterCommit();
      return made;
    },
  });
  const forgets = defineRoute({
    method: 'POST',
    path: '/v1/forgets',
    operationId: 'forgets',
    summary: 'Keeps nothing',
    tag: 'test',
    access: 'admin',
    response: Made,
    once: true,
    handle: async () => ({ id: 'x' }),
  });

  beforeAll(async () => {
    database = await open();
    identity = await openIdentityApp(database, { now: () => now, more: [makeOnce, forgets] });
  });
  afterAll(async () => {
    await identity.app.close();
    await database.close();
  });
  beforeEach(async () => {
    beforeKeeping = async () => {};
    afterKeeping = async () => {};
    afterCommit = async () => {};
    const { body } = await identity.call(ROOT_KEY, 'POST', '/v1/tenants', { name: 'Corner shop' });
    ({
      key,
      tenant: { id: tenantId },
    } = body as { key: string; tenant: { id: string } });
  });

  const ask = () => identity.call(key, 'POST', '/v1/made', undefined, { 'idempotency-key': 'once' });
  const made = async () =>
    (await database.tenant(tenantId, (tx) => listMerchants(tx, tenantId, null, '', 10))).map(({ id }) => id);

  test.each([
    ['the database is gone', new KiranaError('DATABASE_UNAVAILABLE'), 503],
    ['something broke', new Error('oops'), 500],
    ['it would be refused', new KiranaError('STATE_CONFLICT'), 409],
  ])('after the effect %s: the answer stays, and the repetition hears it', async (_name, error, status) => {
    afterCommit = async () => {
      throw error;
    };
    expect((await ask()).status).toBe(status);
    const again = await ask();
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([201, 'true']);
    expect([again.body]).toEqual((await made()).map((id) => ({ id })));
  });

  test('what undoes the effect undoes the answer: the repetition makes it', async () => {
    afterKeeping = async () => {
      throw new KiranaError('OVERLOADED');
    };
    expect((await ask()).status).toBe(429);
    expect(await made()).toEqual([]);
    afterKeeping = async () => {};
    const again = await ask();
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([201, undefined]);
    expect([again.body]).toEqual((await made()).map((id) => ({ id })));
  });

  test('a call whose slot was taken over meanwhile has no effect', async () => {
    const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
    beforeKeeping = async () => {
      enter();
      await gate;
    };
    const slow = ask();
    await entered;
    beforeKeeping = async () => {};
    now = new Date(now.getTime() + 61_000);
    const second = await ask();
    expect(second.status).toBe(201);
    openGate();
    const first = await slow;
    expect([first.status, (first.body as { code: string }).code]).toEqual([409, 'IDEMPOTENCY_IN_FLIGHT']);
    expect((await ask()).body).toEqual(second.body);
    expect([second.body]).toEqual((await made()).map((id) => ({ id })));
  });

  test('a slot is not freed while its answer is being committed', async () => {
    const slot = { tenantId, caller: 'key:x', key: 'k' };
    const hash = Buffer.alloc(32);
    const claim = () => database.tenant(tenantId, (tx) => claimSlot(tx, slot, hash, now, now));
    expect(await claim()).toBe(true);
    const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
    const effect = database.tenant(tenantId, async (tx) => {
      await finishSlot(tx, slot, now, 201, 'sealed');
      enter();
      await gate;
    });
    await entered;
    const freeing = database.tenant(tenantId, (tx) => freeSlot(tx, slot, now));
    openGate();
    await Promise.all([effect, freeing]);
    expect(await claim()).toMatchObject({ state: 'done', status: 201, body: 'sealed' });
  });

  test('a route that says `once` and keeps nothing is found by every test that calls it', async () => {
    const { status } = await identity.call(key, 'POST', '/v1/forgets');
    expect(status).toBe(500);
    expect(identity.lines.join('')).toContain('forgets did not keep its answer');
  });
});
