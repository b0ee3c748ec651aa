import { KiranaError, type LoggedEvent } from '@kirana/core';
import { compatibilityPartitioner, ProduceAcks, Producer } from '@platformatic/kafka';
import { toMessage } from './event-message.ts';
import { clientOptions, closeClient, type KafkaConnection } from './kafka-connection.ts';

export interface Relay {
  /** @throws EVENTS_UNAVAILABLE: nothing, some or all of them arrived; sending them again is right. */
  publish(events: readonly LoggedEvent[]): Promise<void>;
  /** @throws EVENTS_UNAVAILABLE */
  check(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Sends events to Kafka, acknowledged by all in-sync replicas. The idempotent mode is left out on purpose: a batch is sent again after
 * a restart in any case, and consumers drop repeats by (stream, sequence).
 */
export function openRelay(connection: KafkaConnection, ready: () => Promise<unknown>): Relay {
  const producer = new Producer({ ...clientOptions(connection), partitioner: compatibilityPartitioner });
  const unavailable = (cause: unknown): never => {
    throw new KiranaError('EVENTS_UNAVAILABLE', {}, { cause });
  };
  return {
    async publish(events) {
      await ready().catch(unavailable);
      const messages = events.map((event) => toMessage(connection.topic, event));
      await producer.send({ messages, acks: ProduceAcks.ALL }).catch(unavailable);
    },
    async check() {
      await producer.metadata({ topics: [connection.topic], forceUpdate: true }).catch(unavailable);
    },
    close: () => closeClient(producer),
  };
}
