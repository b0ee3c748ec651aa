import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../../database/database.ts';
import { newId } from '../../../database/new-id.ts';
import { testDatabases } from '../../../database/test-database.ts';
import { appendEvents } from '../../../events/event-rows.ts';
import { describeEventLog } from '../event-log.suite.ts';
import { openPostgresEventLog } from './postgres-event-log.ts';

const backoff = { firstMs: 20, mostMs: 200 };

for (const { name, open } of testDatabases()) {
  describeEventLog(`event log on ${name}`, async () => {
    const database = await open();
    return {
      database,
      openLog: () => openPostgresEventLog({ database, pollMs: 100, backoff }),
      close: () => database.close(),
    };
  });
}

describe.each(testDatabases())('event log on $name, by itself', ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());

  const append = (tenantId: string, stream: string) =>
    database.system((tx) =>
      appendEvents(
        tx,
        [
          {
            tenantId,
            stream,
            kind: 'delivery.received',
            subject: stream,
            data: { deliveryId: newId('delivery'), connectionId: null, lane: stream },
          },
        ],
        { actor: 'system:test', requestId: 'req_test', cause: null },
        new Date(),
      ),
    );

  test('without any hint the poll finds what was written', async () => {
    const tenantId = newId('tenant');
    const deaf: Database = { ...database, listen: async () => async () => {}, onWritten: () => () => {} };
    const log = await openPostgresEventLog({ database: deaf, pollMs: 20 });
    const followed: number[] = [];
    const consumed: number[] = [];
    await log.follow((events) => void followed.push(...events.map((event) => event.sequence)));
    await log.consume(`deaf-${tenantId}`, async (events) => {
      for (const event of events) if (event.tenantId === tenantId) consumed.push(event.sequence);
    });
    await append(tenantId, 'store:1');
    await append(tenantId, 'store:1');
    await vi.waitFor(
      () =>
        expect([followed, consumed]).toEqual([
          [1, 2],
          [1, 2],
        ]),
      { timeout: 10_000 },
    );
    await log.close();
  });

  test('what a dead worker held is taken over when its lease ends', async () => {
    const tenantId = newId('tenant');
    const consumer = `dead-${tenantId}`;
    await append(tenantId, 'store:1');
    await database.system((tx) =>
      tx
        .insertInto('consumer_offsets')
        .values({
          tenant_id: tenantId,
          consumer,
          stream: 'store:1',
          sequence: 0,
          worker: 'dead',
          leased_until: new Date(Date.now() + 300),
        })
        .execute(),
    );
    const log = await openPostgresEventLog({ database, pollMs: 20 });
    const seen: number[] = [];
    await log.consume(consumer, async (events) => {
      for (const event of events) if (event.tenantId === tenantId) seen.push(event.sequence);
    });
    await vi.waitFor(() => expect(seen).toEqual([1]), { timeout: 10_000 });
    await log.close();
  });

  test('a database that fails for a while delays events and loses none', async () => {
    const tenantId = newId('tenant');
    let failing = false;
    const shaky: Database = {
      ...database,
      system: (work, options) => (failing ? Promise.reject(new Error('gone')) : database.system(work, options)),
    };
    const troubles: unknown[] = [];
    const log = await openPostgresEventLog({ database: shaky, pollMs: 20, onTrouble: (error) => troubles.push(error) });
    const followed: number[] = [];
    const consumed: number[] = [];
    await log.follow((events) => void followed.push(...events.map((event) => event.sequence)));
    await log.consume(`shaky-${tenantId}`, async (events) => {
      for (const event of events) if (event.tenantId === tenantId) consumed.push(event.sequence);
    });
    failing = true;
    await append(tenantId, 'store:1');
    await append(tenantId, 'store:2');
    await vi.waitFor(() => expect(troubles.length).toBeGreaterThan(2), { timeout: 10_000 });
    failing = false;
    await vi.waitFor(
      () =>
        expect([followed, consumed]).toEqual([
          [1, 1],
          [1, 1],
        ]),
      { timeout: 15_000 },
    );
    await log.close();
  });
});
