import { expect, test } from 'vitest';
import { clientOptions } from './kafka-connection.ts';

const topic = 't';
const sasl = { mechanism: 'SCRAM-SHA-512', username: 'kirana', password: 'a password' } as const;

test('in the clear and without a login unless told otherwise', () => {
  const options = clientOptions({ brokers: ['a:9092'], topic });
  expect([options.tls, options.sasl]).toEqual([undefined, undefined]);
});

test('TLS with the authorities given, and a login', () => {
  const options = clientOptions({ brokers: ['a:9092'], topic, security: { tls: { ca: 'PEM' }, sasl } });
  expect(options).toMatchObject({ tls: { ca: 'PEM' }, tlsServerName: true, sasl });
});

test.each(['10.0.0.1:9092', '[::1]:9092', '10.0.0.1'])('%s is not asked for by name', (broker) => {
  expect(clientOptions({ brokers: [broker], topic, security: { tls: {} } })).toMatchObject({ tlsServerName: false });
});
