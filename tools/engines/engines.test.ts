import { connect } from 'node:net';
import { describe, expect, inject, test } from 'vitest';
import { type EngineName, startEngine } from './index.ts';
import { askPostgres } from './postgres-wire.ts';
import type {} from './provided-engines.ts';
import { askRedis } from './redis-wire.ts';

const { env, unavailable } = inject('engines');
const missing = (name: EngineName): string | undefined => unavailable.find(({ engine }) => engine === name)?.reason;
const variable = (name: string): string => env[name] ?? '';

/** Sends Kafka's first request, "which versions of which requests do you know?", and resolves to its error code. */
function askKafka(broker: string): Promise<number> {
  const { hostname, port } = new URL(`tcp://${broker}`);
  const request = Buffer.alloc(14);
  request.writeInt32BE(10, 0); // the length of what follows
  request.writeInt16BE(18, 4); // ApiVersions, in version 0
  request.writeInt32BE(7, 8); // returned with the answer
  request.writeInt16BE(-1, 12); // no client id
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
    socket.once('data', (answer) => {
      socket.destroy();
      if (answer.readInt32BE(4) === 7) resolve(answer.readInt16BE(8));
      else reject(new Error('the answer is to something else'));
    });
  });
}

function postgresAddress(url: string) {
  const { hostname, port, username, pathname } = new URL(url);
  return { host: hostname, port: Number(port || 5432), user: username, database: pathname.slice(1) };
}

describe('the engines that the setup started', () => {
  test.skipIf(missing('postgres'))('postgres: is version 18', async ({ skip }) => {
    const url = variable('DATABASE_URL');
    skip(new URL(url).password !== '', 'this probe knows no passwords');
    const [[version] = []] = await askPostgres(postgresAddress(url), 'show server_version');
    expect(version).toMatch(/^18\./);
  });

  test.skipIf(missing('redis'))('redis: every node sees three masters and all slots', async () => {
    for (const node of variable('REDIS_URL').split(',')) {
      const { hostname, port } = new URL(node);
      const info = await askRedis(Number(port), ['CLUSTER', 'INFO'], hostname);
      expect(info).toContain('cluster_state:ok');
      expect(info).toContain('cluster_size:3');
    }
  });

  test.skipIf(missing('kafka'))('kafka: answers its protocol', async () => {
    expect(await askKafka(variable('KAFKA_BROKERS').split(',')[0] ?? '')).toBe(0);
  });

  test.skipIf(missing('s3'))('s3: answers its protocol, and not to strangers', async () => {
    const response = await fetch(variable('S3_ENDPOINT'));
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('<Code>AccessDenied</Code>');
  });
});

describe('an engine of its own, for a fault test', () => {
  test.skipIf(missing('postgres'))(
    'postgres keeps what it confirmed when it is killed, and ends without a trace',
    async () => {
      const engine = await startEngine('postgres');
      try {
        const address = postgresAddress(engine.env.DATABASE_URL ?? '');
        await askPostgres(address, 'create table kept as select 42 as answer');
        engine.signal('SIGKILL');
        await engine.restart();
        expect(await askPostgres(address, 'select answer from kept')).toEqual([['42']]);
        await engine.stop();
        await expect(askPostgres(address, 'select 1')).rejects.toThrow('ECONNREFUSED');
      } finally {
        await engine.stop();
      }
    },
  );

  test.skipIf(missing('redis'))('redis: one node can be killed and brought back', async () => {
    const engine = await startEngine('redis');
    try {
      const [first = 0, second] = engine.pids;
      engine.signal('SIGKILL', first);
      await engine.restart();
      expect(engine.pids).toHaveLength(3);
      expect(engine.pids).not.toContain(first);
      expect(engine.pids).toContain(second);
    } finally {
      await engine.stop();
    }
  });
});
