/** For tests: a Redis of one's own to stop, fill and set back, and a network in front of it to break. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

export interface PrivateRedis {
  readonly port: number;
  /** A connection to look and to change behind the cache's back. */
  readonly raw: Redis;
  stop(): Promise<void>;
}

export async function startPrivateRedis(): Promise<PrivateRedis> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'kirana-redis-'));
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  let child = spawn('redis-server', args, { stdio: 'ignore' });
  // Debian's redis-tools alone has the server under the name of a check tool
  const isStarted = await once(child, 'spawn').then(
    () => true,
    () => false,
  );
  if (!isStarted) child = spawn('redis-check-rdb', args, { stdio: 'ignore', argv0: 'redis-server' });
  const raw = new Redis({ port, retryStrategy: () => 50, maxRetriesPerRequest: 200 });
  raw.on('error', () => {}); // not up yet
  await raw.ping();
  return {
    port,
    raw,
    stop: async () => {
      raw.disconnect();
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A TCP proxy that can be hung (bytes stop, connections stay) and cut (connections break, new ones too). */
export class BreakableProxy {
  readonly #targetPort: number;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  readonly #server = createServer((client) => this.#accept(client));
  #state: 'open' | 'hung' | 'cut' = 'open';

  constructor(targetPort: number) {
    this.#targetPort = targetPort;
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  hang(): void {
    this.#state = 'hung';
    for (const pair of this.#pairs) for (const socket of pair) socket.pause().unpipe();
  }

  cut(): void {
    this.#state = 'cut';
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }

  mend(): void {
    this.#state = 'open';
    for (const [client, target] of this.#pairs) {
      client.pipe(target);
      target.pipe(client);
    }
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((closed) => this.#server.close(closed));
  }

  #accept(client: Socket): void {
    if (this.#state === 'cut') {
      client.destroy();
      return;
    }
    const target = connect(this.#targetPort, '127.0.0.1');
    const pair = [client, target] as const;
    this.#pairs.add(pair);
    for (const socket of pair) {
      socket.on('error', () => {});
      socket.on('close', () => {
        this.#pairs.delete(pair);
        for (const other of pair) other.destroy();
      });
    }
    if (this.#state === 'hung') return;
    client.pipe(target);
    target.pipe(client);
  }
}

/** Asks again until it is so. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (;;) {
    if (await isSo()) return;
    await sleep(20);
  }
}
