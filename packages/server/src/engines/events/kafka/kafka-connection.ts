import { isIP } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Admin, type BaseOptions } from '@platformatic/kafka';

/** How the brokers are talked to; nothing: in the clear, and without a login. */
export interface KafkaSecurity {
  /** `ca`: PEM of the authorities to trust; those of Node unless given. */
  readonly tls?: { readonly ca?: string };
  readonly sasl?: {
    readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';
    readonly username: string;
    readonly password: string;
  };
}

export interface KafkaConnection {
  /** `host:port`, several for a cluster. */
  readonly brokers: readonly string[];
  readonly security?: KafkaSecurity;
  readonly topic: string;
}

/** Short waits: what is behind this client retries by itself, and a stopping process must not hang on a broker. */
export const clientOptions = ({ brokers, security = {} }: KafkaConnection): BaseOptions => ({
  clientId: 'kirana',
  bootstrapBrokers: [...brokers],
  connectTimeout: 3_000,
  timeout: 10_000,
  retries: 2,
  retryDelay: 100,
  // an address cannot be asked for by name
  ...(security.tls === undefined ? {} : { tls: { ...security.tls }, tlsServerName: !brokers.some(isAddress) }),
  ...(security.sasl === undefined ? {} : { sasl: { ...security.sasl } }),
});

/** Of `host:port`. */
const isAddress = (broker: string): boolean => isIP(broker.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')) !== 0;

const CLOSE_MS = 3_000;

/** Closes a client and gives up waiting after three seconds: a broker that is gone must not keep us. */
export async function closeClient(client: { close(): Promise<void> }): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const given = new Promise<void>((resolve) => {
    timer = globalThis.setTimeout(resolve, CLOSE_MS);
  });
  await Promise.race([client.close().catch(() => {}), given]);
  clearTimeout(timer);
}

export interface TopicShape {
  readonly partitions: number;
  /** Copies of each partition; as many as there are brokers, up to this. */
  readonly replicas: number;
}

const KNOWN_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 100;

/** A topic made a moment ago is unknown to the broker until its partitions have leaders. */
async function partitionsOf(admin: Admin, topic: string): Promise<number> {
  for (const startedMs = performance.now(); ; ) {
    try {
      const { topics } = await admin.metadata({ topics: [topic], forceUpdate: true });
      const known = topics.get(topic);
      if (known !== undefined && known.partitionsCount > 0) return known.partitionsCount;
    } catch (error) {
      if (performance.now() - startedMs > KNOWN_WITHIN_MS) throw error;
    }
    if (performance.now() - startedMs > KNOWN_WITHIN_MS) throw new Error(`Kafka does not know the topic ${topic}`);
    await setTimeout(LOOK_EVERY_MS);
  }
}

/** Makes the topic when it is missing, and says how many partitions it has. */
export async function ensureTopic(connection: KafkaConnection, shape: TopicShape): Promise<number> {
  const admin = new Admin(clientOptions(connection));
  try {
    const { brokers } = await admin.metadata({});
    const { topic } = connection;
    if (!(await admin.listTopics()).includes(topic)) {
      const replicas = Math.max(1, Math.min(shape.replicas, brokers.size));
      await admin.createTopics({ topics: [topic], partitions: shape.partitions, replicas }).catch((error) => {
        // another process was quicker
        if (!String(error instanceof AggregateError ? error.errors : error).includes('already exists')) throw error;
      });
    }
    return await partitionsOf(admin, topic);
  } finally {
    await closeClient(admin);
  }
}

/** Removes a group that no process will use again. */
export async function forgetGroup(connection: KafkaConnection, groupId: string): Promise<void> {
  const admin = new Admin(clientOptions(connection));
  try {
    await admin.deleteGroups({ groups: [groupId] });
  } catch {
    // Kafka removes an empty group without offsets by itself
  } finally {
    await closeClient(admin);
  }
}
