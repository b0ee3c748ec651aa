import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openServer, type RunningServer, readConfig, type ServerRole } from '../../packages/server/src/index.ts';
import { createLog } from '../../packages/server/src/observe/log.ts';
import { askPostgres } from '../engines/postgres-wire.ts';
import type {} from '../engines/provided-engines.ts';

export type Settings = Readonly<Record<string, string>>;

export interface ProofServer extends RunningServer {
  /** What was logged, a line each. */
  readonly lines: readonly string[];
  readonly folder: string;
  /** Ends the server; the folder stays until `remove`. */
  stop(): Promise<void>;
  /** Ends the server and removes its folder. */
  close(): Promise<void>;
}

const ALWAYS: Settings = {
  PORT: '0',
  KIRANA_AUTO_MIGRATE: '1',
  KIRANA_ALLOW_PRIVATE_HOSTS: '127.0.0.1',
  KIRANA_REQUESTS_PER_MINUTE: '10000000',
};

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'kirana-proof-'));

/** A server in this process, on a free port; tests speak to it over HTTP only. Without settings it is all embedded. */
export async function openProofServer(
  settings: Settings = {},
  folder?: string,
  roles?: readonly ServerRole[],
): Promise<ProofServer> {
  const path = folder ?? (await newFolder());
  const lines: string[] = [];
  const config = readConfig({ ...ALWAYS, KIRANA_DATA: join(path, 'data'), ...settings });
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const server = await openServer(config, { log, ...(roles === undefined ? {} : { roles }) });
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= server.close();
    return stopping;
  };
  return {
    ...server,
    lines,
    folder: path,
    stop,
    close: async () => {
      await stop();
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

export function postgresAddress(url: string) {
  const { hostname, port, username, pathname } = new URL(url);
  return { host: hostname, port: Number(port || 5432), user: username, database: pathname.slice(1) };
}

/** A fresh database beside the one that the URL names; the engine ends with the test run, and takes it along. */
export async function freshDatabase(adminUrl: string): Promise<string> {
  const name = `proof_${randomBytes(8).toString('hex')}`;
  await askPostgres(postgresAddress(adminUrl), `create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export interface EngineSet {
  readonly name: string;
  /** What to set for a server of its own on these engines. */
  settings(): Promise<Settings>;
}

const EMBEDDED: EngineSet = { name: 'embedded', settings: async () => ({}) };

/** The embedded engines, and all the real ones together where this run has them. */
export function engineSets(): readonly EngineSet[] {
  const { env, unavailable } = inject('engines');
  if (unavailable.length > 0) return [EMBEDDED];
  const settings = async () => ({
    ...env,
    DATABASE_URL: await freshDatabase(env.DATABASE_URL ?? ''),
    S3_BUCKET: `proof-${randomBytes(6).toString('hex')}`,
  });
  return [EMBEDDED, { name: 'PostgreSQL, Redis Cluster, Kafka and S3', settings }];
}
