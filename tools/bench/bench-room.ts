import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type StartedEngines, startEngines } from '../engines/index.ts';
import { askPostgres } from '../engines/postgres-wire.ts';
import { type Child, type ChildOptions, startChild } from './child.ts';
import type { KiranaHello } from './kirana-child.ts';
import type { EngineSet, Measured } from './result.ts';
import type { SellingHello } from './selling-child.ts';

export interface Bench {
  readonly name: string;
  readonly about: string;
  readonly sets: readonly EngineSet[];
  run(room: BenchRoom): Promise<readonly Measured[]>;
}

export interface BenchOptions {
  /** Fewer and shorter rounds. */
  readonly quick: boolean;
  /** Folder for CPU profiles of the children. */
  readonly profile?: string | undefined;
}

/** Where one bench runs on one engine set: what it started is ended with it. */
export class BenchRoom {
  readonly set: EngineSet;
  readonly options: BenchOptions;
  readonly #engines: StartedEngines | undefined;
  readonly #children: Child<unknown>[] = [];
  readonly #folders: string[] = [];

  constructor(set: EngineSet, options: BenchOptions, engines: StartedEngines | undefined) {
    this.set = set;
    this.options = options;
    this.#engines = engines;
  }

  /** A new temporary folder. */
  async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'kirana-bench-'));
    this.#folders.push(folder);
    return folder;
  }

  async start<Hello>(options: ChildOptions): Promise<Child<Hello>> {
    const child = await startChild<Hello>({ ...options, profile: this.options.profile });
    this.#children.push(child);
    return child;
  }

  /** A server of its own with empty data; `file` may be another composition of it. */
  async startKirana({ file = 'kirana-child.ts', args = [] as readonly string[] } = {}): Promise<Child<KiranaHello>> {
    return this.start<KiranaHello>({ file, args, env: await this.serverEnv() });
  }

  /** A server of its own, or its baseline, with a shop that is described as JSON. */
  async startSelling(file: string, shop: string, more: Readonly<Record<string, string>> = {}) {
    return this.start<SellingHello>({ file, args: [shop], env: { ...(await this.serverEnv()), ...more } });
  }

  /** The environment of a server with empty data. */
  async serverEnv(): Promise<Record<string, string>> {
    return {
      ...this.#engines?.env,
      ...(await this.#freshDatabase()),
      PORT: '0',
      KIRANA_DATA: await this.folder(),
      KIRANA_AUTO_MIGRATE: '1',
      KIRANA_ALLOW_PRIVATE_HOSTS: '127.0.0.1',
      KIRANA_LOG_LEVEL: 'error',
      KIRANA_REQUESTS_PER_MINUTE: '1000000000',
    };
  }

  async #freshDatabase(): Promise<Record<string, string>> {
    const given = this.#engines?.env.DATABASE_URL;
    if (given === undefined) return {};
    const url = new URL(given);
    const name = `bench_${crypto.randomUUID().replaceAll('-', '')}`;
    const address = { host: url.hostname, port: Number(url.port), user: url.username, database: 'postgres' };
    await askPostgres(address, `create database ${name}`);
    url.pathname = name;
    return { DATABASE_URL: url.href };
  }

  async close(): Promise<void> {
    for (const child of this.#children.splice(0)) await child.stop();
    for (const folder of this.#folders.splice(0)) await rm(folder, { recursive: true, force: true });
  }
}

/** The engines of a set, PostgreSQL with fsync on. @throws when this machine cannot get one */
export async function startSet(set: EngineSet): Promise<StartedEngines | undefined> {
  if (set === 'embedded') return undefined;
  const started = await startEngines(set === 'postgres' ? ['postgres'] : undefined, { fsync: true });
  const [missing] = started.unavailable;
  if (missing === undefined) return started;
  await started.stop();
  throw new Error(`${missing.engine} is not available: ${missing.reason}`);
}
