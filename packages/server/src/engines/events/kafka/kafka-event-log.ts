import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../../database/database.ts';
import type { EventLog, Following } from '../../../events/event-log.ts';
import type { Backoff } from '../backoff.ts';
import { tailStreams } from '../postgres/follow-streams.ts';
import { watchHeads } from '../postgres/head-watch.ts';
import { openPostgresEventLog } from '../postgres/postgres-event-log.ts';
import { consumeTopic } from './consume-topic.ts';
import { fromMessage } from './event-message.ts';
import { ensureTopic, forgetGroup, type KafkaConnection, type KafkaSecurity } from './kafka-connection.ts';
import { openRelay } from './relay.ts';
import { readTopic } from './topic-reader.ts';

const TOPIC_WAIT_MS = 5_000;

/** Topic of all events; the version is that of the envelope. */
export const EVENTS_TOPIC = 'kirana.events.v1';

export interface KafkaEventLogOptions {
  readonly database: Database;
  /** `host:port`. */
  readonly brokers: readonly string[];
  readonly security?: KafkaSecurity;
  readonly topic?: string;
  /** Of a topic that is made here; an existing one is used as it is. */
  readonly partitions?: number;
  readonly replicas?: number;
  /** For the log: a broker or database that did not answer, a handler that threw. Work goes on by itself. */
  readonly onTrouble?: (error: unknown) => void;
  readonly backoff?: Backoff;
  /** How long an event may take to be seen while Kafka does not bring it: followers then read it from the log table. */
  readonly behindMs?: number;
  readonly sweepMs?: number;
  /** How often the relay looks for events whose hint was lost. */
  readonly pollMs?: number;
}

/**
 * The event log on Kafka. The log table stays the outbox and the truth: a relay publishes it, so Kafka may be down without any write
 * failing, and what Kafka repeats is dropped, what it does not bring is read from the table.
 */
export async function openKafkaEventLog(options: KafkaEventLogOptions): Promise<EventLog> {
  const { database, topic = EVENTS_TOPIC, onTrouble = () => {} } = options;
  const { backoff = { firstMs: 250, mostMs: 30_000 }, behindMs = 2_000, sweepMs = 15_000, pollMs = 1_000 } = options;
  const connection: KafkaConnection = { brokers: options.brokers, security: options.security ?? {}, topic };
  const shape = { partitions: options.partitions ?? 8, replicas: options.replicas ?? 3 };

  let topicReady: Promise<number> | undefined;
  const partitions = (): Promise<number> => {
    topicReady ??= ensureTopic(connection, shape).catch((error) => {
      topicReady = undefined;
      throw error;
    });
    return topicReady;
  };

  // readers that start before there is a topic only report that it is missing; a Kafka that is away is not waited for
  await Promise.race([partitions().catch(onTrouble), sleep(TOPIC_WAIT_MS, undefined, { ref: false })]);

  const relay = openRelay(connection, partitions);
  const outbox = await openPostgresEventLog({
    database,
    onTrouble,
    pollMs,
    backoff: { firstMs: Math.min(250, backoff.firstMs), mostMs: 2_000 },
  });
  await outbox.consume('kafka-relay', (events) => relay.publish(events));

  const watch = await watchHeads({ database, pollMs: behindMs, hints: false, onTrouble });
  const tail = tailStreams({ database, watch, onTrouble });
  const followGroup = `${topic}.follow.${randomUUID()}`;
  let followReader: { stop(): Promise<void> } | undefined;
  const consumers = new Set<Following>();

  return {
    async follow(onEvents) {
      const following = await tail.follow(onEvents);
      followReader ??= readTopic({
        connection,
        groupId: followGroup,
        from: 'latest',
        onTrouble,
        onAssigned: async () => void (await partitions()),
        async onMessages(messages) {
          await tail.offer(messages.map(({ key, value }) => fromMessage(key, value)).filter((event) => !!event));
        },
      });
      return following;
    },
    async consume(consumer, handle) {
      const consuming = consumeTopic(consumer, handle, {
        connection,
        database,
        partitions,
        backoff,
        sweepMs,
        onTrouble,
      });
      consumers.add(consuming);
      return {
        async stop() {
          consumers.delete(consuming);
          await consuming.stop();
        },
      };
    },
    check: () => relay.check(),
    async close() {
      await Promise.all([
        outbox.close(),
        ...[...consumers].map((consuming) => consuming.stop()),
        followReader?.stop().then(() => forgetGroup(connection, followGroup)),
      ]);
      await tail.close();
      await watch.close();
      await relay.close();
    },
  };
}
