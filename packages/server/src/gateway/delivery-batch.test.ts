import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { testDatabases } from '../database/test-database.ts';
import { DeliveryBatch, type DeliveryBatchDeps } from './delivery-batch.ts';
import type { NewDelivery } from './delivery-rows.ts';

describe.each(testDatabases())('group commit on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  const openBatch = (overrides: Partial<DeliveryBatchDeps> = {}) =>
    new DeliveryBatch({ database, now: () => new Date(), wake: () => {}, ...overrides });
  const delivery = (tenantId: string, fields: Partial<NewDelivery> = {}): NewDelivery => ({
    tenantId,
    id: newId('delivery'),
    sourceId: 'src_1',
    connectionId: null,
    account: null,
    location: null,
    lane: 'lane-1',
    endpoint: 'items',
    origin: 'webhook',
    providerDeliveryId: null,
    bytes: 2,
    contentType: null,
    requestId: 'req_1',
    receivedAt: new Date(),
    ...fields,
  });
  const rowsOf = (tenantId: string) =>
    database.tenant(tenantId, (tx) => tx.selectFrom('deliveries').selectAll().orderBy('ingress').execute());
  const stored = async () => '20260101/aa';

  test('one row the database will not take fails alone', async () => {
    const tenantId = newId('tenant');
    const batch = openBatch();
    const poison = delivery(tenantId, { endpoint: 'a\0b' });
    const results = await Promise.allSettled([
      batch.accept(delivery(tenantId), stored),
      batch.accept(poison, stored),
      batch.accept(delivery(tenantId), stored),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await rowsOf(tenantId)).toHaveLength(2);
    await batch.close();
  });

  test('in one lane nothing overtakes a body that is still being archived; other lanes do not wait', async () => {
    const tenantId = newId('tenant');
    const batch = openBatch();
    const slow = delivery(tenantId);
    const next = delivery(tenantId);
    const other = delivery(tenantId, { lane: 'lane-2' });
    const gate = Promise.withResolvers<string>();
    const all = [batch.accept(slow, () => gate.promise), batch.accept(next, stored)];
    await batch.accept(other, stored);
    expect((await rowsOf(tenantId)).map((row) => row.id)).toEqual([other.id]);
    gate.resolve('20260101/bb');
    await Promise.all(all);
    expect((await rowsOf(tenantId)).map((row) => row.id)).toEqual([other.id, slow.id, next.id]);
    await batch.close();
  });

  test('a body that cannot be archived gives its place up', async () => {
    const tenantId = newId('tenant');
    const batch = openBatch();
    const failed = batch.accept(delivery(tenantId), () => sleep(5).then(() => Promise.reject(new Error('disk'))));
    const next = batch.accept(delivery(tenantId), stored);
    await expect(failed).rejects.toThrow('disk');
    await next;
    expect(await rowsOf(tenantId)).toHaveLength(1);
    await batch.close();
  });

  test('beyond the queue it says so; closing waits for what was taken', async () => {
    const tenantId = newId('tenant');
    const batch = openBatch({ mostWaiting: 3 });
    const taken = [1, 2, 3].map(() => batch.accept(delivery(tenantId), stored));
    await expect(batch.accept(delivery(tenantId), stored)).rejects.toMatchObject({ code: 'OVERLOADED' });
    await batch.close();
    await expect(batch.accept(delivery(tenantId), stored)).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    await Promise.all(taken);
    expect(await rowsOf(tenantId)).toHaveLength(3);
  });
});
