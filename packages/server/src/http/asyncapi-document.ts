import { eventSchemas, SCHEMAS } from './event-schemas.ts';

/** Kafka topic that carries all events; the key of a message is its stream. */
const TOPIC = 'kirana.events.v1';

/** What is told to others: AsyncAPI 3.0, one channel, a message for each kind of event. */
export function asyncapiDocument(): object {
  const { kinds, schemas } = eventSchemas();
  const message = ({ kind, name, type }: (typeof kinds)[number]) => ({
    name: type,
    title: kind,
    contentType: 'application/cloudevents+json',
    payload: {
      allOf: [
        { $ref: `${SCHEMAS}CloudEvent` },
        { type: 'object', properties: { type: { const: type }, data: { $ref: `${SCHEMAS}${name}Data` } } },
      ],
    },
    bindings: { kafka: { key: { type: 'string', description: 'Tenant and stream' }, bindingVersion: '0.5.0' } },
  });
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Kirana events',
      version: '0.0.0',
      description:
        'CloudEvents 1.0 in JSON. Events of one stream (a store, a merchant, a connection, a tenant) are in order and without gaps; each ' +
        'is delivered at least once: dedupe on (source, id) or (stream, sequence). Fields are added, never renamed or removed.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      events: {
        address: TOPIC,
        title: 'All events',
        description: 'Keyed by stream, so that one partition has all of a stream.',
        messages: Object.fromEntries(kinds.map(({ name }) => [name, { $ref: `#/components/messages/${name}` }])),
        bindings: { kafka: { topic: TOPIC, bindingVersion: '0.5.0' } },
      },
    },
    operations: {
      tellEvents: {
        action: 'send',
        channel: { $ref: '#/channels/events' },
        summary: 'The server tells what changed',
        messages: kinds.map(({ name }) => ({ $ref: `#/channels/events/messages/${name}` })),
      },
    },
    components: {
      messages: Object.fromEntries(kinds.map((kind) => [kind.name, message(kind)])),
      schemas,
    },
  };
}
