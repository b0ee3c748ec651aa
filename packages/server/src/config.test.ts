import { describe, expect, test } from 'vitest';
import { environmentHelp, readConfig } from './config.ts';

describe('configuration', () => {
  test('runs embedded with nothing set; empty values count as not set', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: '' })).toMatchObject({ PORT: 8080, HOST: '127.0.0.1' });
    expect(readConfig({ DATABASE_URL: '' })).not.toHaveProperty('DATABASE_URL');
  });

  test.each([
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['KIRANA_SECRET_KEY', 'short'],
    ['S3_ENDPOINT', 'not a url'],
    ['KIRANA_LOG_LEVEL', 'loud'],
    ['KIRANA_RETENTION_EVENTS_DAYS', '0'],
    ['KAFKA_SASL_MECHANISM', 'GSSAPI'],
    ['KAFKA_TLS', 'yes'],
    ['KAFKA_CA_FILE', '/etc/kafka/ca.pem'],
  ])('names a wrong %s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', params: { variables: [name] } }),
    );
  });

  test('what logs in to Kafka is given whole', () => {
    const login = { KAFKA_SASL_MECHANISM: 'SCRAM-SHA-512', KAFKA_USERNAME: 'kirana', KAFKA_PASSWORD: 'a password' };
    expect(readConfig({ ...login, KAFKA_TLS: '1', KAFKA_CA_FILE: 'ca.pem' })).toMatchObject({
      ...login,
      KAFKA_TLS: true,
    });
    for (const [missing, named] of [
      ['KAFKA_SASL_MECHANISM', 'KAFKA_SASL_MECHANISM'],
      ['KAFKA_USERNAME', 'KAFKA_USERNAME'],
      ['KAFKA_PASSWORD', 'KAFKA_PASSWORD'],
    ] as const) {
      const params = { variables: [named] };
      expect(() => readConfig({ ...login, [missing]: '' })).toThrow(expect.objectContaining({ params }));
      expect(() => readConfig({ ...login, [missing]: '' })).not.toThrow(/a password/);
    }
  });

  test('reads lists and ignores variables of others', () => {
    expect(readConfig({ KAFKA_BROKERS: 'a:1, b:2,', HOME: '/root' }).KAFKA_BROKERS).toEqual(['a:1', 'b:2']);
  });

  test('explains every variable', () => {
    expect(environmentHelp().filter(({ meaning }) => meaning === '')).toEqual([]);
  });
});
