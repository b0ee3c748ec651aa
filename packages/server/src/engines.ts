import { readFile } from 'node:fs/promises';
import { KiranaError } from '@kirana/core';
import type { Logger } from 'pino';
import type { Environment } from './config.ts';
import { type DataFolder, folderSecretKey, lockDataFolder } from './data-folder.ts';
import type { Database } from './database/database.ts';
import { migrate, pendingMigrations } from './database/migrate.ts';
import type { DeliveryArchive } from './engines/archive/delivery-archive.ts';
import { openFilesystemArchive } from './engines/archive/filesystem/filesystem-archive.ts';
import { openS3Archive } from './engines/archive/s3/s3-archive.ts';
import type { AnswerCache } from './engines/cache/answer-cache.ts';
import { layerCaches } from './engines/cache/layered/layered-cache.ts';
import { openMemoryCache } from './engines/cache/memory/memory-cache.ts';
import { openRedisCache } from './engines/cache/redis/redis-cache.ts';
import { openPglite } from './engines/database/pglite/open-pglite.ts';
import { openPostgres } from './engines/database/postgres/open-postgres.ts';
import type { KafkaSecurity } from './engines/events/kafka/kafka-connection.ts';
import { openKafkaEventLog } from './engines/events/kafka/kafka-event-log.ts';
import { openPostgresEventLog } from './engines/events/postgres/postgres-event-log.ts';
import type { EventLog } from './events/event-log.ts';

const MEGABYTE = 1_048_576;

/** What is open must be closed again, last opened first, also when opening the next one fails. */
export class Opened {
  readonly #closers: (() => Promise<void> | void)[] = [];

  add<T>(thing: T, close: (thing: T) => Promise<void> | void): T {
    this.#closers.push(() => close(thing));
    return thing;
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close();
  }
}

export interface StorageEngines {
  readonly database: Database;
  readonly archive: DeliveryArchive;
  /** Seals everything; see `identity/master-key.ts`. */
  readonly secretKey: string;
  /** Which engine stands behind each port, for people. */
  readonly names: { readonly database: string; readonly archive: string };
}

/** Opens the database and the archive: all that migrate, dump and restore need. */
export async function openStorage(config: Environment, log: Logger, opened: Opened): Promise<StorageEngines> {
  const embedded = config.DATABASE_URL === undefined;
  const ownsFiles = embedded || config.S3_ENDPOINT === undefined;
  const folder: DataFolder | undefined = ownsFiles ? await dataFolder(config, embedded, opened) : undefined;
  const secretKey = config.KIRANA_SECRET_KEY ?? (await folderSecretKey(config.KIRANA_DATA));
  const onTrouble = (error: Error) => log.warn({ err: error }, 'database connection trouble');
  const database = opened.add(
    config.DATABASE_URL === undefined
      ? await openPglite(folder?.database)
      : await openPostgres({ url: config.DATABASE_URL, poolSize: config.DATABASE_POOL, onTrouble }),
    (db) => db.close(),
  );
  const archive = opened.add(await openArchive(config, folder), (open) => open.close());
  return {
    database,
    archive,
    secretKey,
    names: {
      database: embedded ? 'PGlite' : 'PostgreSQL',
      archive: config.S3_ENDPOINT === undefined ? 'files' : 'S3',
    },
  };
}

/** Only PGlite needs the folder for itself: archive segments are written by as many processes as like. */
async function dataFolder(config: Environment, exclusive: boolean, opened: Opened): Promise<DataFolder> {
  if (exclusive) return opened.add(await lockDataFolder(config.KIRANA_DATA), (folder) => folder.unlock());
  return { path: config.KIRANA_DATA, database: '', archive: `${config.KIRANA_DATA}/archive`, unlock: () => {} };
}

function openArchive(config: Environment, folder: DataFolder | undefined): Promise<DeliveryArchive> {
  if (config.S3_ENDPOINT === undefined)
    return openFilesystemArchive({ root: folder?.archive ?? `${config.KIRANA_DATA}/archive` });
  return openS3Archive({
    endpoint: config.S3_ENDPOINT,
    bucket: config.S3_BUCKET,
    region: config.S3_REGION,
    accessKeyId: config.S3_ACCESS_KEY_ID,
    secretAccessKey: config.S3_SECRET_ACCESS_KEY,
  });
}

/** Embedded data is brought up to date without asking; a shared database only when told to, since other processes may run on it. */
export async function prepareSchema(config: Environment, database: Database, log: Logger): Promise<void> {
  if (config.KIRANA_AUTO_MIGRATE ?? database.engine === 'pglite') {
    const { applied } = await migrate(database);
    if (applied.length > 0) log.info({ applied }, 'migrated');
    return;
  }
  const pending = await pendingMigrations(database);
  if (pending.length > 0) {
    throw new KiranaError(
      'STATE_CONFLICT',
      { pending },
      { detail: 'The database schema is older than this program: run `kirana-server migrate`.' },
    );
  }
}

/** @throws CONFIG_INVALID when the file of authorities cannot be read */
async function kafkaSecurity(config: Environment): Promise<KafkaSecurity> {
  const { KAFKA_CA_FILE: file, KAFKA_SASL_MECHANISM: mechanism } = config;
  const { KAFKA_USERNAME: username = '', KAFKA_PASSWORD: password = '' } = config;
  const ca = file === undefined ? undefined : await readAuthorities(file);
  return {
    ...(config.KAFKA_TLS ? { tls: ca === undefined ? {} : { ca } } : {}),
    ...(mechanism === undefined ? {} : { sasl: { mechanism, username, password } }),
  };
}

async function readAuthorities(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const variables = ['KAFKA_CA_FILE'];
    throw new KiranaError('CONFIG_INVALID', { variables }, { cause, detail: `KAFKA_CA_FILE: ${file} cannot be read` });
  }
}

export interface AnswerEngines {
  readonly cache: AnswerCache;
  readonly eventLog: EventLog;
  readonly names: { readonly cache: string; readonly events: string };
}

/** Opens what is rebuilt from the database: cache and event log. */
export async function openAnswers(
  config: Environment,
  database: Database,
  log: Logger,
  opened: Opened,
): Promise<AnswerEngines> {
  const trouble = (engine: string) => (error: unknown) => log.warn({ err: error, engine }, 'engine trouble');
  const near = opened.add(await openMemoryCache({ maxBytes: config.KIRANA_CACHE_MB * MEGABYTE }), (cache) =>
    cache.close(),
  );
  const far =
    config.REDIS_URL === undefined
      ? undefined
      : opened.add(await openRedisCache({ url: config.REDIS_URL, onTrouble: trouble('redis') }), (cache) =>
          cache.close(),
        );
  const eventLog = opened.add(
    config.KAFKA_BROKERS === undefined
      ? await openPostgresEventLog({ database, onTrouble: trouble('events') })
      : await openKafkaEventLog({
          database,
          brokers: config.KAFKA_BROKERS,
          security: await kafkaSecurity(config),
          onTrouble: trouble('kafka'),
        }),
    (open) => open.close(),
  );
  return {
    cache: far === undefined ? near : layerCaches(near, far),
    eventLog,
    names: {
      cache: far === undefined ? 'memory' : 'memory and Redis',
      events: config.KAFKA_BROKERS === undefined ? 'database' : 'Kafka',
    },
  };
}
