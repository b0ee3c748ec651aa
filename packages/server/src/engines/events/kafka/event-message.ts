import { type EventKind, EventKind as EventKindSchema, type LoggedEvent, toCloudEvent } from '@kirana/core';
import { compatibilityPartitioner, type MessageToProduce } from '@platformatic/kafka';
import { fromStreamKey, streamKey } from '../stream-place.ts';

const KIND_OF_TYPE = new Map<string, EventKind>();
for (const kind of EventKindSchema.options) KIND_OF_TYPE.set(kind, kind);

/** `kirana.price.changed.v1` → `price.changed`. */
const kindOf = (type: string): EventKind | undefined =>
  KIND_OF_TYPE.get(type.replace(/^kirana\./, '').replace(/\.v\d+$/, ''));

/** An event as a Kafka message: a CloudEvent in structured mode, keyed by its stream; headers repeat what one filters by. */
export function toMessage(topic: string, event: LoggedEvent): MessageToProduce {
  return {
    topic,
    key: Buffer.from(streamKey(event)),
    value: Buffer.from(JSON.stringify(toCloudEvent(event))),
    headers: new Map([
      [Buffer.from('content-type'), Buffer.from('application/cloudevents+json; charset=UTF-8')],
      [Buffer.from('kirana-kind'), Buffer.from(event.kind)],
      [Buffer.from('kirana-sequence'), Buffer.from(String(event.sequence))],
    ]),
  };
}

/** The event of a message; undefined when it is none of ours or of a kind this program does not know yet. */
export function fromMessage(key: Buffer | undefined, value: Buffer | undefined): LoggedEvent | undefined {
  if (key === undefined || value === undefined) return undefined;
  try {
    const read = JSON.parse(value.toString('utf8')) as ReturnType<typeof toCloudEvent>;
    const kind = kindOf(read.type);
    const sequence = Number(read.sequence);
    if (kind === undefined || !Number.isSafeInteger(sequence)) return undefined;
    return {
      ...fromStreamKey(key.toString('utf8')),
      id: read.id,
      sequence,
      kind,
      subject: read.subject,
      data: read.data as LoggedEvent['data'],
      actor: read.actor,
      requestId: read.requestid,
      cause: read.causationid ?? null,
      recordedAt: read.time,
    };
  } catch {
    return undefined;
  }
}

/** The same partition that any Kafka client with the usual partitioner would choose. */
export const partitionOf = (key: string, partitions: number): number =>
  compatibilityPartitioner({ topic: '' }, Buffer.from(key)) % partitions;
