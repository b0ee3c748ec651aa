import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { item, openRiver, type River } from './test-river.ts';

const origin = { actor: 'key:test', requestId: 'req', cause: null };

describe.each(testDatabases())('retrying a dead letter on $name', ({ open }) => {
  let database: Database;
  let at: River;
  beforeAll(async () => {
    database = await open();
  });
  afterEach(() => at.close());
  afterAll(() => database.close());

  /** Two deliveries of a lane that died because its location was linked to no store, and is by now; the second is retried. */
  async function deadAndMended() {
    at = await openRiver(database);
    const earlier = await at.send([item('0')], { location: 'shop-2' });
    const dead = await at.send([item('1')], { location: 'shop-2' });
    expect(dead.code).toBe('LOCATION_UNKNOWN');
    const { tenantId: tenant_id, connectionId: connection_id, storeId: store_id } = at;
    const place = { tenant_id, connection_id, location: 'shop-2', store_id, snapshot_items: null };
    await database.tenant(tenant_id, (tx) =>
      tx
        .insertInto('connection_locations')
        .values({ ...place, snapshot_ingress: null })
        .execute(),
    );
    const letter = await database.tenant(tenant_id, (tx) =>
      tx.selectFrom('dead_letters').select('id').where('delivery_id', '=', dead.id).executeTakeFirstOrThrow(),
    );
    const route = at.normalizer.routes.find(({ operationId }) => operationId === 'retryDeadLetter');
    const call = { tenantId: tenant_id, caller: { storeId: null }, origin } as never;
    const retry = async () => route?.handle?.({ params: { deadLetterId: letter.id } } as never, call);
    return { earlier, dead, retry };
  }
  const setConnection = (set: { status: 'active' | 'held'; status_reason: string | null }) =>
    database.tenant(at.tenantId, (tx) =>
      tx.updateTable('connections').set(set).where('tenant_id', '=', at.tenantId).execute(),
    );
  const statusOf = async (id: string) =>
    (
      await database.tenant(at.tenantId, (tx) =>
        tx.selectFrom('deliveries').select('status').where('id', '=', id).executeTakeFirstOrThrow(),
      )
    ).status;

  test('behind a held connection it is refused at once and changes nothing; afterwards it is applied', async () => {
    const { dead, retry } = await deadAndMended();
    await setConnection({ status: 'held', status_reason: 'the key is not good' });
    await expect(retry()).rejects.toMatchObject({
      code: 'CONNECTION_PAUSED',
      params: { connectionId: at.connectionId, status: 'held', queued: false },
      message: expect.stringContaining('the key is not good'),
    });
    expect(await statusOf(dead.id)).toBe('dead');
    await setConnection({ status: 'active', status_reason: null });
    expect(await retry()).toMatchObject({ status: 'resolved' });
  });

  test('behind a delivery that is tried again later it says which one, and when', async () => {
    const { earlier, dead, retry } = await deadAndMended();
    const later = new Date(Date.now() + 3_600_000);
    await database.tenant(at.tenantId, (tx) =>
      tx
        .updateTable('deliveries')
        .set({ status: 'pending', next_attempt_at: later, code: 'PROVIDER_UNREACHABLE' })
        .where('id', '=', earlier.id)
        .execute(),
    );
    await expect(retry()).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
      params: { deliveryId: earlier.id, code: 'PROVIDER_UNREACHABLE', nextAttemptAt: later.toISOString() },
    });
    expect(await statusOf(dead.id)).toBe('dead');
  });

  test('applying again does not wait behind a held connection: it is queued there', async () => {
    const { dead } = await deadAndMended();
    await setConnection({ status: 'held', status_reason: null });
    expect(await at.normalizer.reapplyDelivery(at.tenantId, dead.id, origin)).toEqual({ status: 'pending' });
    await setConnection({ status: 'active', status_reason: null });
    at.normalizer.wake();
    expect(await at.settle(dead.id)).toMatchObject({ status: 'applied' });
  });
});
