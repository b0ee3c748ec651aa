import { Cluster, type NatMap, Redis } from 'ioredis';
import { RAISE_FLOOR, SET_ANSWER } from './redis-scripts.ts';
import type { RedisTarget } from './redis-url.ts';
import { within } from './within.ts';

/** One connection, or the connections to one cluster. Never reconnects by itself: who owns it makes a new one. */
export interface RedisClient {
  field(key: string, field: string): Promise<Buffer | null>;
  /** false: a newer version is known. 'full': Redis has no room, yet reading and raising versions still work. */
  setAnswer(
    key: string,
    version: number,
    field: string,
    packed: Buffer,
    ttlMs: number,
    most: number,
  ): Promise<boolean | 'full'>;
  raiseFloor(key: string, version: number, ttlMs: number): Promise<void>;
  /** Asks the node that has this key. */
  probe(key: string): Promise<void>;
  /** Removes all keys with this prefix from all nodes. */
  removeAll(prefix: string): Promise<void>;
  disconnect(): void;
}

export interface RedisConnection {
  readonly target: RedisTarget;
  /** Tells how to reach the nodes of a cluster that announce addresses of another network. */
  readonly natMap?: NatMap;
  /** A connection was lost. What the engine holds afterwards may be older than before: a restart, another master. */
  readonly onLost: (error: Error) => void;
}

const CONNECT_TIMEOUT_MS = 1_000;
const READY_TIMEOUT_MS = 3_000;

type Scripted = (Redis | Cluster) & {
  setAnswer(key: string, version: string, field: string, packed: Buffer, ttl: number, most: number): Promise<number>;
  raiseFloor(key: string, version: string, ttl: number): Promise<number>;
};

/** @throws whatever went wrong, within 3 s for each try to connect; nothing is left open then. */
export async function connectRedis(connection: RedisConnection): Promise<RedisClient> {
  const { target } = connection;
  if (target.cluster === true) return connectCluster(connection);
  const [node] = target.nodes;
  const redis = new Redis({
    ...optionsOf(target),
    ...node,
    db: target.database,
    enableOfflineQueue: false,
    lazyConnect: true,
    retryStrategy: () => null,
  });
  const info = await connect(redis, connection.onLost, async () => {
    await redis.connect();
    return redis.info('cluster');
  });
  const client = clientOf(redis);
  if (!info.includes('cluster_enabled:1')) return client;
  client.disconnect();
  return connectCluster(connection);
}

async function connectCluster({ target, natMap, onLost }: RedisConnection): Promise<RedisClient> {
  const cluster = new Cluster([...target.nodes], {
    redisOptions: optionsOf(target),
    enableOfflineQueue: false,
    lazyConnect: true,
    clusterRetryStrategy: () => null,
    slotsRefreshTimeout: CONNECT_TIMEOUT_MS,
    maxRedirections: 3,
    ...(natMap === undefined ? {} : { natMap }),
  });
  await connect(cluster, onLost, () => cluster.connect());
  cluster.on('-node', () => onLost(new Error('A Redis node went away.')));
  return clientOf(cluster);
}

const optionsOf = ({ login, tls }: RedisTarget) => ({
  ...login,
  ...(tls ? { tls: {} } : {}),
  connectTimeout: CONNECT_TIMEOUT_MS,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
});

async function connect<T>(redis: Redis | Cluster, onLost: (error: Error) => void, open: () => Promise<T>): Promise<T> {
  let lastError: Error = new Error('The connection to Redis was lost.');
  redis.on('error', (error: Error) => {
    lastError = error;
  });
  try {
    const opened = await within(READY_TIMEOUT_MS, open());
    redis.on('end', () => onLost(lastError));
    return opened;
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}

function clientOf(redis: Redis | Cluster): RedisClient {
  redis.defineCommand('setAnswer', { lua: SET_ANSWER, numberOfKeys: 1 });
  redis.defineCommand('raiseFloor', { lua: RAISE_FLOOR, numberOfKeys: 1 });
  const scripted = redis as Scripted;
  return {
    field: (key, field) => redis.hgetBuffer(key, field),
    setAnswer: async (key, version, ...rest) => {
      try {
        return (await scripted.setAnswer(key, String(version), ...rest)) === 1;
      } catch (error) {
        if (error instanceof Error && error.message.startsWith('OOM ')) return 'full';
        throw error;
      }
    },
    raiseFloor: async (key, version, ttlMs) => {
      await scripted.raiseFloor(key, String(version), ttlMs);
    },
    probe: async (key) => {
      await redis.exists(key);
    },
    removeAll: async (prefix) => {
      for (const node of redis instanceof Cluster ? redis.nodes('master') : [redis]) await removeFrom(node, prefix);
    },
    disconnect: () => {
      redis.removeAllListeners('end').removeAllListeners('-node');
      redis.disconnect();
    },
  };
}

async function removeFrom(node: Redis, prefix: string): Promise<void> {
  let cursor = '0';
  do {
    const [next, keys] = await node.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', 1000);
    await Promise.all(keys.map((key) => node.unlink(key))); // one by one: they are of different slots
    cursor = next;
  } while (cursor !== '0');
}
