import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { readEvents } from '../events/event-rows.ts';
import { item, openRiver, switched } from './test-river.ts';

describe.each(testDatabases())('deliveries applied together on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test('each keeps its order, its own cause, and its own end; a bad one among them fails alone', async () => {
    const river = await openRiver(database, {});
    try {
      await river.send([item('1'), item('2')]);
      const { tenantId, storeId, connectionId } = river;
      const setStatus = (status: 'active' | 'paused') =>
        database.tenant(tenantId, (tx) =>
          tx
            .updateTable('connections')
            .set({ status })
            .where('tenant_id', '=', tenantId)
            .where('id', '=', connectionId)
            .execute(),
        );
      // paused meanwhile, so that they all wait behind each other
      await setStatus('paused');
      const received: string[] = [];
      for (let n = 0; n < 40; n += 1) received.push(await river.receive([switched('1', n % 2 === 1)]));
      const bad = await river.receive({ fail: 'schema' });
      received.push(await river.receive([switched('2', false)]));
      await setStatus('active');
      river.normalizer.wake();
      await river.settle(received.at(-1) ?? '');
      const events = await database.tenant(tenantId, (tx) => readEvents(tx, tenantId, `store:${storeId}`, 0, 1_000));
      const switches = events.filter(({ kind }) => kind === 'switch.changed');
      expect(switches.map(({ cause }) => cause)).toEqual(received);
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_event, index) => index + 1));
      const rows = await database.tenant(tenantId, (tx) =>
        tx.selectFrom('deliveries').select(['id', 'status', 'attempts']).where('tenant_id', '=', tenantId).execute(),
      );
      expect(rows.filter(({ status }) => status !== 'applied').map(({ id }) => id)).toEqual([bad]);
      expect(new Set(rows.map(({ attempts }) => attempts))).toEqual(new Set([1]));
    } finally {
      await river.close();
    }
  });
});
