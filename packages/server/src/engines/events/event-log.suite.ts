import type { LoggedEvent } from '@kirana/core';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../database/database.ts';
import { newId } from '../../database/new-id.ts';
import type { EventLog } from '../../events/event-log.ts';
import { appendEvents, type TenantEvent } from '../../events/event-rows.ts';

export interface EventLogUnderTest {
  readonly database: Database;
  /** As another process would open it. Handlers that throw are tried again soon. */
  openLog(): Promise<EventLog>;
  close(): Promise<void>;
}

const origin = { actor: 'system:test', requestId: 'req_test', cause: null };
const WAIT = { timeout: 25_000, interval: 20 };

const storeEvent = (tenantId: string, stream: string, mark: string): TenantEvent => ({
  tenantId,
  stream,
  kind: 'delivery.received',
  subject: mark,
  data: { deliveryId: newId('delivery'), connectionId: null, lane: mark },
});

/** What every event log must do. */
export function describeEventLog(name: string, openUnderTest: () => Promise<EventLogUnderTest>): void {
  describe(name, () => {
    let under: EventLogUnderTest;
    const open: EventLog[] = [];
    beforeAll(async () => {
      under = await openUnderTest();
    });
    afterEach(async () => {
      await Promise.all(open.splice(0).map((log) => log.close()));
    });
    afterAll(() => under?.close());

    const openLog = async () => {
      const log = await under.openLog();
      open.push(log);
      return log;
    };
    const append = (events: readonly TenantEvent[]) =>
      under.database.system((tx) => appendEvents(tx, events, origin, new Date()));

    /** Events of one tenant as a handler saw them, first sight of each only, and the order within each stream. */
    const recorder = (tenantId: string) => {
      const seen = new Map<string, number[]>();
      let repeats = 0;
      return {
        take(events: readonly LoggedEvent[]) {
          for (const event of events) {
            if (event.tenantId !== tenantId) continue;
            const sequences = seen.get(event.stream) ?? [];
            if (sequences.includes(event.sequence)) repeats += 1;
            else sequences.push(event.sequence);
            seen.set(event.stream, sequences);
          }
        },
        seen,
        count: () => [...seen.values()].reduce((sum, sequences) => sum + sequences.length, 0),
        repeats: () => repeats,
      };
    };
    const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

    test('follow and consume see each stream in order and without a gap under concurrent writers', async () => {
      const tenantId = newId('tenant');
      const log = await openLog();
      const followed = recorder(tenantId);
      const consumed = recorder(tenantId);
      await log.follow(followed.take);
      await log.consume(`writers-${tenantId}`, async (events) => consumed.take(events));
      const streams = upTo(20).map((n) => `store:${n}`);
      const writer = async (offset: number) => {
        for (let n = 0; n < 10; n += 1) {
          const own = [0, 7, 13].map((step) => streams[(offset + n + step) % streams.length] as string);
          await append(own.map((stream) => storeEvent(tenantId, stream, `${offset}`)));
        }
      };
      await Promise.all(upTo(6).map((n) => writer(n * 3)));
      await vi.waitFor(() => expect([followed.count(), consumed.count()]).toEqual([180, 180]), WAIT);
      for (const sequences of [...followed.seen.values(), ...consumed.seen.values()])
        expect(sequences).toEqual(upTo(sequences.length));
      expect(followed.repeats()).toBe(0);
    });

    test('what was rolled back is never seen, and leaves no gap', async () => {
      const tenantId = newId('tenant');
      const log = await openLog();
      const followed: string[] = [];
      await log.follow((events) => {
        for (const event of events)
          if (event.tenantId === tenantId) followed.push(`${event.sequence}:${event.subject}`);
      });
      await append([storeEvent(tenantId, 'store:1', 'kept')]);
      const failing = under.database.system(async (tx) => {
        await appendEvents(tx, [storeEvent(tenantId, 'store:1', 'lost')], origin, new Date());
        throw new Error('rolled back');
      });
      await expect(failing).rejects.toThrow('rolled back');
      await append([storeEvent(tenantId, 'store:1', 'kept too')]);
      await vi.waitFor(() => expect(followed).toEqual(['1:kept', '2:kept too']), WAIT);
    });

    test('an event arrives whole', async () => {
      const tenantId = newId('tenant');
      const log = await openLog();
      const followed: LoggedEvent[] = [];
      await log.follow((events) => void followed.push(...events.filter((event) => event.tenantId === tenantId)));
      const event = storeEvent(tenantId, 'store:ünï', 'mark “é”');
      const at = new Date('2026-03-01T10:20:30.456Z');
      await under.database.system((tx) => appendEvents(tx, [event], { ...origin, cause: 'dlv_1' }, at));
      await vi.waitFor(() => expect(followed).toHaveLength(1), WAIT);
      const { id, ...rest } = followed[0] as LoggedEvent;
      expect(id).toMatch(/^evt_/);
      expect(rest).toEqual({ ...event, sequence: 1, ...origin, cause: 'dlv_1', recordedAt: at.toISOString() });
    });

    test('follow sees only what was committed from then on', async () => {
      const tenantId = newId('tenant');
      const log = await openLog();
      await log.follow(() => {});
      await append([storeEvent(tenantId, 'store:1', 'before'), storeEvent(tenantId, 'store:1', 'before')]);
      const followed = recorder(tenantId);
      await log.follow(followed.take);
      await append([storeEvent(tenantId, 'store:1', 'after'), storeEvent(tenantId, 'store:new', 'after')]);
      await vi.waitFor(() => expect(followed.count()).toBe(2), WAIT);
      expect(Object.fromEntries(followed.seen)).toEqual({ 'store:1': [3], 'store:new': [1] });
    });

    test('a consumer starts at the first event and goes on where it stopped', async () => {
      const tenantId = newId('tenant');
      const consumer = `resume-${tenantId}`;
      await append(upTo(3).map((n) => storeEvent(tenantId, 'store:1', `${n}`)));
      const first = recorder(tenantId);
      const log = await openLog();
      const consuming = await log.consume(consumer, async (events) => first.take(events));
      await vi.waitFor(() => expect(first.count()).toBe(3), WAIT);
      await consuming.stop();
      await append(upTo(4).map((n) => storeEvent(tenantId, 'store:1', `${n + 3}`)));
      expect(first.count()).toBe(3);
      const second = recorder(tenantId);
      await (await openLog()).consume(consumer, async (events) => second.take(events));
      await vi.waitFor(() => expect(second.seen.get('store:1')?.at(-1)).toBe(7), WAIT);
      expect(second.seen.get('store:1')).toEqual([4, 5, 6, 7]);
    });

    test('events that could not be handled come again, and hold up no other stream', async () => {
      const tenantId = newId('tenant');
      const seen = recorder(tenantId);
      let failuresLeft = 3;
      const failedOn: number[] = [];
      const log = await openLog();
      await log.consume(`poison-${tenantId}`, async (events) => {
        const poison = events.find((event) => event.subject === 'poison' && event.tenantId === tenantId);
        if (poison !== undefined && failuresLeft > 0) {
          if (new Set(events.map((event) => event.stream)).size === 1) {
            failuresLeft -= 1;
            failedOn.push(poison.sequence);
          }
          throw new Error('cannot handle it yet');
        }
        seen.take(events);
      });
      await append([
        storeEvent(tenantId, 'store:bad', 'poison'),
        storeEvent(tenantId, 'store:bad', 'behind it'),
        storeEvent(tenantId, 'store:good', 'fine'),
      ]);
      await vi.waitFor(() => expect(seen.seen.get('store:good')).toEqual([1]), WAIT);
      await append([storeEvent(tenantId, 'store:good', 'fine')]);
      await vi.waitFor(() => expect(seen.seen.get('store:good')).toEqual([1, 2]), WAIT);
      await vi.waitFor(() => expect(seen.seen.get('store:bad')).toEqual([1, 2]), WAIT);
      expect(failedOn).toEqual([1, 1, 1]);
    });

    test('two processes with one name share the events and lose none', async () => {
      const tenantId = newId('tenant');
      const consumer = `shared-${tenantId}`;
      const logs = [await openLog(), await openLog()];
      const seen = logs.map(() => recorder(tenantId));
      const both = recorder(tenantId);
      for (const [index, log] of logs.entries())
        await log.consume(consumer, async (events) => {
          seen[index]?.take(events);
          both.take(events);
        });
      for (let round = 0; round < 15; round += 1)
        await append(upTo(20).map((n) => storeEvent(tenantId, `store:${n}`, `${round}`)));
      await vi.waitFor(() => expect(both.count()).toBe(300), WAIT);
      for (const sequences of both.seen.values()) expect(sequences).toEqual(upTo(15));
    });

    test('a process that leaves hands over what it did not handle', async () => {
      const tenantId = newId('tenant');
      const consumer = `leaving-${tenantId}`;
      const seen = recorder(tenantId);
      const first = await openLog();
      const second = await openLog();
      await first.consume(consumer, async (events) => seen.take(events));
      await second.consume(consumer, async (events) => seen.take(events));
      await append(upTo(10).map((n) => storeEvent(tenantId, `store:${n}`, 'one')));
      await first.close();
      await append(upTo(10).map((n) => storeEvent(tenantId, `store:${n}`, 'two')));
      await vi.waitFor(() => expect(seen.count()).toBe(20), WAIT);
      for (const sequences of seen.seen.values()) expect(sequences).toEqual([1, 2]);
    });

    test('I11: any interleaving of writes, failures and restarts gives every stream in order, without a gap', async () => {
      const step = fc.record({ streams: fc.array(fc.nat(4), { minLength: 1, maxLength: 6 }), restart: fc.boolean() });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), fc.nat(3), async (steps, failures) => {
          const tenantId = newId('tenant');
          const consumer = `any-${tenantId}`;
          const seen = recorder(tenantId);
          let failuresLeft = failures;
          const log = await openLog();
          const start = () =>
            log.consume(consumer, async (events) => {
              if (failuresLeft > 0 && events.some((event) => event.tenantId === tenantId)) {
                failuresLeft -= 1;
                throw new Error('not now');
              }
              seen.take(events);
            });
          let consuming = await start();
          const written = new Map<string, number>();
          for (const { streams, restart } of steps) {
            await append(streams.map((n) => storeEvent(tenantId, `store:${n}`, 'any')));
            for (const n of streams) written.set(`store:${n}`, (written.get(`store:${n}`) ?? 0) + 1);
            if (!restart) continue;
            await consuming.stop();
            consuming = await start();
          }
          const total = [...written.values()].reduce((sum, n) => sum + n, 0);
          await vi.waitFor(() => expect(seen.count()).toBe(total), WAIT);
          for (const [stream, n] of written) expect(seen.seen.get(stream)).toEqual(upTo(n));
          await log.close();
        }),
        { numRuns: 4 },
      );
    }, 120_000);

    test('check answers', async () => {
      const log = await openLog();
      await expect(log.check()).resolves.toBeUndefined();
    });
  });
}
