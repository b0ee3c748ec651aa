import { Consumer, type Message } from '@platformatic/kafka';
import { backoffMs } from '../backoff.ts';
import { createBell } from '../bell.ts';
import { clientOptions, closeClient, type KafkaConnection } from './kafka-connection.ts';

const MOST_WAITING = 2_000;
const AT_ONCE = 500;
const BACKOFF = { firstMs: 200, mostMs: 5_000 };

export interface TopicReaderOptions {
  readonly connection: KafkaConnection;
  readonly groupId: string;
  /** `latest`: what comes from now on, never committed. `committed`: what the group has not had. */
  readonly from: 'latest' | 'committed';
  readonly onTrouble: (error: unknown) => void;
  /** Which partitions are ours: when reading starts, starts again, or the group shared them anew. */
  readonly onAssigned: (partitions: readonly number[]) => Promise<void> | void;
  /** In order per partition. Committed when it resolves; when it throws, reading starts again at what was committed. */
  readonly onMessages: (messages: readonly Message[]) => Promise<void>;
  /** Called at least so often, in turn with `onMessages`. */
  readonly idleMs?: number;
  readonly onIdle?: () => Promise<void>;
}

/** Reads the topic for as long as it is wanted: a broken connection is reported, waited out, and opened again. */
export function readTopic(options: TopicReaderOptions): { stop(): Promise<void> } {
  const { connection, groupId, from, onTrouble, onAssigned, onMessages, idleMs, onIdle } = options;
  const bell = createBell();
  let stopped = false;

  async function session(): Promise<void> {
    const consumer = new Consumer({ ...clientOptions(connection), groupId, autocommit: false, maxWaitTime: 500 });
    const waiting: Message[] = [];
    let failure: unknown;
    let assigned = true;
    consumer.on('consumer:group:join', () => {
      assigned = true;
      bell.ring();
    });
    try {
      const stream = await consumer.consume({
        topics: [connection.topic],
        mode: from,
        fallbackMode: from === 'latest' ? 'latest' : 'earliest',
        autocommit: false,
        maxWaitTime: 500,
      });
      stream.on('error', (error) => {
        failure = error;
        bell.ring();
      });
      stream.on('close', () => {
        failure ??= new Error('the stream of messages was closed');
        bell.ring();
      });
      stream.on('data', (message) => {
        waiting.push(message);
        if (waiting.length >= MOST_WAITING) stream.pause();
        bell.ring();
      });
      while (!stopped && failure === undefined) {
        if (assigned) {
          assigned = false;
          const own = consumer.assignments?.find(({ topic }) => topic === connection.topic);
          await onAssigned(own?.partitions ?? []);
        }
        const messages = waiting.splice(0, AT_ONCE);
        if (stream.isPaused() && waiting.length < MOST_WAITING / 2) stream.resume();
        if (messages.length > 0) {
          await onMessages(messages);
          if (from === 'committed') await commitLast(messages);
        }
        await onIdle?.();
        if (waiting.length === 0 && !assigned && !stopped) await bell.wait(idleMs);
      }
      if (failure !== undefined && !stopped) throw failure;
    } finally {
      await closeClient({ close: () => consumer.close(true) });
    }
  }

  const reading = (async () => {
    let failures = 0;
    while (!stopped) {
      const startedAt = Date.now();
      try {
        await session();
      } catch (error) {
        if (stopped) break;
        onTrouble(error);
        if (Date.now() - startedAt > 30_000) failures = 0;
        failures += 1;
        await bell.wait(backoffMs(BACKOFF, failures));
      }
    }
  })();

  return {
    async stop() {
      stopped = true;
      bell.ring();
      await reading;
    },
  };
}

async function commitLast(messages: readonly Message[]): Promise<void> {
  const last = new Map(messages.map((message) => [message.partition, message]));
  await Promise.all([...last.values()].map((message) => message.commit()));
}
