import type { LoggedEvent } from '@kirana/core';
import type { Message } from '@platformatic/kafka';
import type { Database } from '../../../database/database.ts';
import type { Following } from '../../../events/event-log.ts';
import { type Backoff, backoffMs } from '../backoff.ts';
import { type Handled, handleApart } from '../handle-apart.ts';
import { readAfter } from '../postgres/log-rows.ts';
import { readOffsets, readPending, saveOffsets } from '../postgres/offset-rows.ts';
import { fromStreamKey, streamKey } from '../stream-place.ts';
import { fromMessage, partitionOf } from './event-message.ts';
import type { KafkaConnection } from './kafka-connection.ts';
import { readTopic } from './topic-reader.ts';

const PENDING_AT_ONCE = 1_000;
const CATCH_UP = { perStream: 200, total: 500 };
const STREAMS_AT_ONCE = 50;

export interface ConsumeTopicOptions {
  readonly connection: KafkaConnection;
  readonly database: Database;
  readonly partitions: () => Promise<number>;
  readonly backoff: Backoff;
  /** How often the log table is asked whether anything did not come through Kafka. */
  readonly sweepMs: number;
  readonly onTrouble: (error: unknown) => void;
}

/** A stream that is read from the log table until it has caught up: a gap, a failed handler, or events Kafka did not bring. */
interface Behind {
  readonly failures: number;
  readonly dueAt: number;
}

/**
 * One member of a consumer group. Kafka carries the events and shares the partitions; the place in each stream stands in
 * `consumer_offsets`, so that repeats are dropped and gaps are filled from the log table, whatever Kafka repeats or loses.
 */
export function consumeTopic(
  consumer: string,
  handle: (events: readonly LoggedEvent[]) => Promise<void>,
  options: ConsumeTopicOptions,
): Following {
  const { connection, database, backoff, sweepMs, onTrouble } = options;
  const places = new Map<string, number>();
  const behind = new Map<string, Behind>();
  let own = new Set<number>();
  let partitions = 1;
  let sweptAt = 0;

  async function loadPlaces(keys: readonly string[]): Promise<void> {
    const unknown = keys.filter((key) => !places.has(key));
    if (unknown.length === 0) return;
    const saved = await database.system((tx) => readOffsets(tx, consumer, unknown.map(fromStreamKey)));
    for (const key of unknown) places.set(key, 0);
    for (const place of saved) places.set(streamKey(place), place.sequence);
  }

  async function settle({ failed, reached }: Handled): Promise<void> {
    const moved = [...reached].map(([key, sequence]) => ({ ...fromStreamKey(key), sequence }));
    if (moved.length > 0) await database.system((tx) => saveOffsets(tx, consumer, moved));
    for (const [key, sequence] of reached) places.set(key, sequence);
    for (const key of failed) {
      const failures = (behind.get(key)?.failures ?? 0) + 1;
      behind.set(key, { failures, dueAt: Date.now() + backoffMs(backoff, failures) });
    }
  }

  async function onMessages(messages: readonly Message[]): Promise<void> {
    const events = messages.map(({ key, value }) => fromMessage(key, value)).filter((event) => event !== undefined);
    await loadPlaces([...new Set(events.map(streamKey))]);
    const reached = new Map<string, number>();
    const ready: LoggedEvent[] = [];
    for (const event of events) {
      const key = streamKey(event);
      const place = reached.get(key) ?? places.get(key) ?? 0;
      if (event.sequence <= place || behind.has(key)) continue;
      if (event.sequence > place + 1) {
        behind.set(key, { failures: 0, dueAt: 0 });
        continue;
      }
      ready.push(event);
      reached.set(key, event.sequence);
    }
    await settle(await handleApart(ready, handle, onTrouble));
  }

  async function sweep(): Promise<void> {
    if (Date.now() - sweptAt < sweepMs) return;
    sweptAt = Date.now();
    const pending = await database.system((tx) => readPending(tx, consumer, PENDING_AT_ONCE));
    for (const stream of pending) {
      const key = streamKey(stream);
      if (own.has(partitionOf(key, partitions)) && !behind.has(key)) behind.set(key, { failures: 0, dueAt: 0 });
    }
  }

  async function catchUp(): Promise<void> {
    const due = [...behind].filter(([, { dueAt }]) => dueAt <= Date.now()).slice(0, STREAMS_AT_ONCE);
    if (due.length === 0) return;
    await loadPlaces(due.map(([key]) => key));
    const from = due.map(([key]) => ({ ...fromStreamKey(key), sequence: places.get(key) ?? 0 }));
    const { events, unfinished } = await database.system((tx) => readAfter(tx, from, CATCH_UP));
    const handled = await handleApart(events, handle, onTrouble);
    const more = new Set(unfinished.map(streamKey));
    for (const [key] of due) if (!handled.failed.has(key) && !more.has(key)) behind.delete(key);
    await settle(handled);
  }

  async function onIdle(): Promise<void> {
    await sweep();
    await catchUp();
  }

  const reader = readTopic({
    connection,
    groupId: `${connection.topic}.${consumer}`,
    from: 'committed',
    onTrouble,
    onMessages,
    onIdle,
    idleMs: Math.min(sweepMs, backoff.firstMs),
    async onAssigned(assigned) {
      partitions = await options.partitions();
      own = new Set(assigned);
      // another process may have moved on in what was not ours
      places.clear();
      behind.clear();
      sweptAt = 0;
    },
  });
  return { stop: () => reader.stop() };
}
