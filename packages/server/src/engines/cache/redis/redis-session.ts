import { setTimeout as sleep } from 'node:timers/promises';
import type { KnownFloors } from './known-floors.ts';
import { connectRedis, type RedisClient, type RedisConnection } from './redis-client.ts';
import { within } from './within.ts';

/** How long a command may take before the engine counts as down. */
const COMMAND_TIMEOUT_MS = 250;
const REMOVE_ALL_TIMEOUT_MS = 60_000;
const FIRST_RETRY_MS = 100;
const MOST_RETRY_MS = 1_000;
const TOLD_AT_ONCE = 200;

export interface SessionOptions extends Omit<RedisConnection, 'onLost'> {
  readonly floors: KnownFloors;
  readonly keyPrefix: string;
  readonly ttlMs: number;
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Keeps Redis in use or out of it. One failure takes it out; then nobody waits for it, and this process tries in the background
 * until it answers and has been told every version it missed. Only then it is used again.
 */
export class RedisSession {
  readonly #options: SessionOptions;
  #client: RedisClient | undefined;
  #isUp = false;
  /** Counts the times of being up, so that a late failure of an earlier time does not end the present one. */
  #time = 0;
  #recovering: Promise<void> | undefined;
  #probeKey: string;
  #lastError: unknown = new Error('Redis was never reached.');
  readonly #closing = new AbortController();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#probeKey = options.keyPrefix;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  get lastError(): unknown {
    return this.#lastError;
  }

  /** Begins to connect; resolves after the first try, whether it worked or not. */
  async start(): Promise<void> {
    const firstTry = this.#tryOnce();
    this.#recovering = this.#recover(firstTry);
    await firstTry;
  }

  /** Runs a command on this key; undefined when Redis is out of use or fails, which takes it out of use. */
  async run<T>(key: string, command: (client: RedisClient) => Promise<T>): Promise<T | undefined> {
    const client = this.#client;
    if (!this.#isUp || client === undefined) return undefined;
    const time = this.#time;
    try {
      return await within(COMMAND_TIMEOUT_MS, command(client));
    } catch (error) {
      if (time === this.#time) this.#takeOut(key, error);
      return undefined;
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#isUp = false;
    await this.#recovering;
    this.#client?.disconnect();
    this.#client = undefined;
  }

  #takeOut(key: string, error: unknown): void {
    if (!this.#isUp) return;
    this.#isUp = false;
    this.#time += 1;
    this.#probeKey = key; // in a cluster: the node that failed has to answer again
    this.#lastError = error;
    this.#options.onTrouble(error);
    this.#recovering = this.#recover(this.#tryOnce());
  }

  async #recover(firstTry: Promise<boolean>): Promise<void> {
    let isUp = await firstTry;
    if (!isUp && this.#time === 0 && !this.#closing.signal.aborted) this.#options.onTrouble(this.#lastError);
    for (let delayMs = FIRST_RETRY_MS; !isUp; delayMs = Math.min(2 * delayMs, MOST_RETRY_MS)) {
      await sleep(delayMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      if (this.#closing.signal.aborted) return;
      isUp = await this.#tryOnce();
    }
  }

  /** Connects when needed, tells what is owed, and puts Redis into use. */
  async #tryOnce(): Promise<boolean> {
    try {
      this.#client ??= await this.#connect();
      const client = this.#client;
      await within(COMMAND_TIMEOUT_MS, client.probe(this.#probeKey));
      while (this.#options.floors.owesAny) await this.#tellOwed(client);
      // from the last look at what is owed to here nothing else ran
      if (this.#client !== client || this.#closing.signal.aborted) return false;
      this.#isUp = true;
      return true;
    } catch (error) {
      this.#lastError = error;
      this.#dropClient();
      return false;
    }
  }

  async #connect(): Promise<RedisClient> {
    let client: RedisClient | undefined;
    client = await connectRedis({ ...this.#options, onLost: (error) => this.#lose(client, error) });
    this.#options.floors.oweAllRemembered();
    return client;
  }

  #lose(client: RedisClient | undefined, error: Error): void {
    if (client === undefined || this.#client !== client) return;
    this.#dropClient();
    this.#takeOut(this.#probeKey, error);
  }

  #dropClient(): void {
    this.#client?.disconnect();
    this.#client = undefined;
  }

  async #tellOwed(client: RedisClient): Promise<void> {
    const { floors, keyPrefix, ttlMs } = this.#options;
    if (floors.overflowed) {
      await within(REMOVE_ALL_TIMEOUT_MS, client.removeAll(keyPrefix));
      floors.allRemoved();
    }
    const owed = floors.owed(TOLD_AT_ONCE);
    const told = owed.map(([group, version]) => client.raiseFloor(`${keyPrefix}{${group}}`, version, ttlMs));
    await within(4 * COMMAND_TIMEOUT_MS, Promise.all(told));
    for (const [group, version] of owed) floors.paid(group, version);
  }
}
