import { randomUUID } from 'node:crypto';
import { Admin } from '@platformatic/kafka';
import { afterAll, describe, expect, inject, test, vi } from 'vitest';
import { newId } from '../../../database/new-id.ts';
import { type TestDatabase, testDatabases } from '../../../database/test-database.ts';
import { appendEvents } from '../../../events/event-rows.ts';
import { describeEventLog } from '../event-log.suite.ts';
import { openKafkaEventLog } from './kafka-event-log.ts';

const brokers = inject('engines').env.KAFKA_BROKERS?.split(',');
const backoff = { firstMs: 20, mostMs: 200 };

describe.skipIf(brokers === undefined)('with Kafka', () => {
  const topics: string[] = [];
  const newTopic = () => {
    const topic = `test.${randomUUID()}`;
    topics.push(topic);
    return topic;
  };
  afterAll(async () => {
    const admin = new Admin({ clientId: 'test', bootstrapBrokers: brokers ?? [] });
    try {
      await admin.deleteTopics({ topics });
    } finally {
      await admin.close();
    }
  });

  const embedded = testDatabases()[0] as TestDatabase;
  describeEventLog('event log on kafka', async () => {
    const database = await embedded.open();
    const topic = newTopic();
    return {
      database,
      openLog: () =>
        openKafkaEventLog({
          database,
          brokers: brokers ?? [],
          topic,
          partitions: 4,
          pollMs: 100,
          sweepMs: 1_000,
          backoff,
        }),
      close: () => database.close(),
    };
  });

  test('Kafka brings the events, not the poll of the table', async () => {
    const database = await embedded.open();
    const tenantId = newId('tenant');
    const far = 10 * 60_000;
    const log = await openKafkaEventLog({
      database,
      brokers: brokers ?? [],
      topic: newTopic(),
      partitions: 2,
      behindMs: far,
      sweepMs: far,
    });
    const append = (mark: string) =>
      database.system((tx) =>
        appendEvents(
          tx,
          [
            {
              tenantId,
              stream: 'store:1',
              kind: 'delivery.received',
              subject: mark,
              data: { deliveryId: newId('delivery'), connectionId: null, lane: mark },
            },
          ],
          { actor: 'system:test', requestId: 'req_test', cause: null },
          new Date(),
        ),
      );
    const consumed: number[] = [];
    const followed: number[] = [];
    await log.consume('any', async (events) => void consumed.push(...events.map((event) => event.sequence)));
    await log.follow((events) => void followed.push(...events.map((event) => event.sequence)));
    // until the group of `follow` has joined, what is sent is before "from now on" for Kafka; then one event closes the gap
    await vi.waitFor(
      async () => {
        await append('again');
        expect(followed.length).toBeGreaterThan(0);
      },
      { timeout: 25_000, interval: 200 },
    );
    await append('last');
    await vi.waitFor(() => expect(consumed.length).toBe(followed.length), { timeout: 25_000 });
    expect(followed).toEqual(followed.map((_, index) => index + 1));
    expect(consumed).toEqual(followed);
    await log.close();
    await database.close();
  }, 90_000);
});

test('with no broker at all, events still reach followers, and writes go on', async () => {
  const embedded = testDatabases()[0] as TestDatabase;
  const database = await embedded.open();
  const troubles: unknown[] = [];
  const log = await openKafkaEventLog({
    database,
    brokers: ['127.0.0.1:1'],
    topic: 'test.none',
    behindMs: 50,
    onTrouble: (error) => troubles.push(error),
  });
  const tenantId = newId('tenant');
  const followed: number[] = [];
  await log.follow((events) => void followed.push(...events.map((event) => event.sequence)));
  await database.system((tx) =>
    appendEvents(
      tx,
      [
        {
          tenantId,
          stream: 'store:1',
          kind: 'delivery.received',
          subject: 'one',
          data: { deliveryId: newId('delivery'), connectionId: null, lane: 'one' },
        },
      ],
      { actor: 'system:test', requestId: 'req_test', cause: null },
      new Date(),
    ),
  );
  await vi.waitFor(() => expect(followed).toEqual([1]), { timeout: 10_000 });
  await expect(log.check()).rejects.toMatchObject({ code: 'EVENTS_UNAVAILABLE' });
  expect(troubles.length).toBeGreaterThan(0);
  await log.close();
  await database.close();
}, 60_000);
