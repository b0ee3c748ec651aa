import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { KiranaError } from '@kirana/core';
import {
  archiveKey,
  assertArchiveDay,
  isArchiveDay,
  parseArchiveKey,
  requireArchiveKey,
  requireMatchingKey,
  sha256Hex,
} from '../archive-key.ts';
import { archiveUnavailable } from '../archive-trouble.ts';
import type { DeliveryArchive } from '../delivery-archive.ts';
import { RecentBodies } from '../recent-bodies.ts';
import { RequestSlots } from './request-slots.ts';

export interface S3ArchiveOptions {
  /** Such as `https://s3.eu-central-1.amazonaws.com`; buckets are named in the path. */
  readonly endpoint: string;
  /** Made at the first use when it is missing. */
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Put before every object key, with a slash between; none by default. */
  readonly prefix?: string;
}

const REQUESTS_AT_ONCE = 64;
const REQUESTS_WAITING = 20_000;
const CONNECT_TIMEOUT_MS = 2_000;
const REQUEST_TIMEOUT_MS = 10_000;
const MAX_ATTEMPTS = 3;
const CONFLICT_ATTEMPTS = 3;

/** Opens an archive of one object per body. Does not reach out: an S3 that is down shows at the first use or in `check`. */
export function openS3Archive(options: S3ArchiveOptions): Promise<DeliveryArchive> {
  return Promise.resolve(new S3Archive(options));
}

class S3Archive implements DeliveryArchive {
  readonly #client: S3Client;
  readonly #bucket: string;
  /** '' or ends with a slash. */
  readonly #prefix: string;
  readonly #slots = new RequestSlots(REQUESTS_AT_ONCE, REQUESTS_WAITING);
  readonly #recent = new RecentBodies();
  readonly #storing = new Set<Promise<void>>();
  #bucketThere: Promise<void> | undefined;
  #closed = false;

  constructor(options: S3ArchiveOptions) {
    const { endpoint, region, accessKeyId, secretAccessKey } = options;
    this.#bucket = options.bucket;
    this.#prefix = options.prefix === undefined || options.prefix === '' ? '' : options.prefix.replace(/\/*$/, '/');
    this.#client = new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
      maxAttempts: MAX_ATTEMPTS,
      requestHandler: {
        connectionTimeout: CONNECT_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        throwOnRequestTimeout: true, // without it the SDK only warns
        httpAgent: { maxSockets: REQUESTS_AT_ONCE, keepAlive: true },
        httpsAgent: { maxSockets: REQUESTS_AT_ONCE, keepAlive: true },
      },
    });
  }

  async put(day: string, bytes: Uint8Array): Promise<string> {
    assertArchiveDay(day);
    const sha256 = sha256Hex(bytes);
    await this.#store(day, sha256, bytes);
    return archiveKey(day, sha256);
  }

  async import(key: string, bytes: Uint8Array): Promise<void> {
    const { day, sha256 } = requireMatchingKey(key, bytes);
    await this.#store(day, sha256, bytes);
  }

  async get(key: string): Promise<Uint8Array> {
    const { sha256 } = requireArchiveKey(key);
    const recent = this.#recent.get(key);
    if (recent !== undefined) return recent;
    const bytes = await this.#read(key);
    if (bytes === undefined || sha256Hex(bytes) !== sha256) throw new KiranaError('ARCHIVE_BODY_MISSING', { key });
    return bytes;
  }

  async *keys(): AsyncGenerator<string> {
    for await (const object of this.#objects(this.#prefix)) {
      const key = object.slice(this.#prefix.length);
      if (parseArchiveKey(key) !== undefined) yield key; // the prefix may hold things of others
    }
  }

  async removeBefore(day: string): Promise<number> {
    assertArchiveDay(day);
    const days = (await this.#days()).filter((candidate) => candidate < day);
    for (const old of days) {
      let page: string[] = [];
      for await (const object of this.#objects(`${this.#prefix}${old}/`)) {
        page.push(object);
        if (page.length === 1000) {
          await this.#delete(page);
          page = [];
        }
      }
      await this.#delete(page);
    }
    this.#recent.removeBefore(day);
    return days.length;
  }

  /** Reaches the bucket; that it may be written shows at the first put. */
  async check(): Promise<void> {
    this.#bucketThere = undefined;
    await this.#ensureBucket();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#storing);
    this.#client.destroy();
  }

  async #store(day: string, sha256: string, bytes: Uint8Array): Promise<void> {
    if (this.#closed) throw new KiranaError('ARCHIVE_UNAVAILABLE', { reason: 'closed' });
    const storing = this.#putObject(day, sha256, bytes);
    this.#storing.add(storing);
    await storing.finally(() => this.#storing.delete(storing));
    this.#recent.add(archiveKey(day, sha256), bytes);
  }

  async #putObject(day: string, sha256: string, bytes: Uint8Array): Promise<void> {
    await this.#ensureBucket();
    const command = new PutObjectCommand({
      Bucket: this.#bucket,
      Key: this.#prefix + archiveKey(day, sha256),
      Body: bytes,
      ContentType: 'application/octet-stream',
      ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
      IfNoneMatch: '*',
    });
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#slots.run(() => this.#client.send(command));
        return;
      } catch (error) {
        const status = statusOf(error);
        if (status === 412) return; // there already: the same key is the same bytes
        if (status === 409 && attempt < CONFLICT_ATTEMPTS) continue; // another put of it is under way
        if (status === 404) this.#bucketThere = undefined; // somebody removed the bucket; the next put makes it anew
        throw archiveUnavailable(error);
      }
    }
  }

  async #read(key: string): Promise<Uint8Array | undefined> {
    try {
      const command = new GetObjectCommand({ Bucket: this.#bucket, Key: this.#prefix + key });
      return await this.#slots.run(async () => {
        const { Body } = await this.#client.send(command);
        return Body?.transformToByteArray(); // within the slot: the connection is taken until the last byte
      });
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw archiveUnavailable(error);
    }
  }

  async *#objects(prefix: string): AsyncGenerator<string> {
    let after: string | undefined;
    do {
      const page = await this.#list({ Prefix: prefix, ...(after === undefined ? {} : { StartAfter: after }) });
      for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
      // by key, not by token: it stays right while the objects of the page before are being deleted
      after = page.IsTruncated === true ? page.Contents?.at(-1)?.Key : undefined;
    } while (after !== undefined);
  }

  async #days(): Promise<string[]> {
    const days: string[] = [];
    let token: string | undefined;
    do {
      const page = await this.#list({
        Prefix: this.#prefix,
        Delimiter: '/',
        ...(token === undefined ? {} : { ContinuationToken: token }),
      });
      for (const { Prefix } of page.CommonPrefixes ?? []) days.push(Prefix?.slice(this.#prefix.length, -1) ?? '');
      token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
    return days.filter(isArchiveDay);
  }

  async #list(input: { Prefix: string; Delimiter?: string; StartAfter?: string; ContinuationToken?: string }) {
    await this.#ensureBucket();
    try {
      const command = new ListObjectsV2Command({ Bucket: this.#bucket, ...input });
      return await this.#slots.run(() => this.#client.send(command));
    } catch (error) {
      throw archiveUnavailable(error);
    }
  }

  async #delete(objects: readonly string[]): Promise<void> {
    if (objects.length === 0) return;
    try {
      const command = new DeleteObjectsCommand({
        Bucket: this.#bucket,
        Delete: { Objects: objects.map((Key) => ({ Key })), Quiet: true },
      });
      const { Errors: failed = [] } = await this.#slots.run(() => this.#client.send(command));
      if (failed.length > 0) throw new Error(`${failed.length} objects were not deleted: ${failed[0]?.Code}`);
    } catch (error) {
      throw archiveUnavailable(error);
    }
  }

  #ensureBucket(): Promise<void> {
    this.#bucketThere ??= this.#makeBucket().catch((error: unknown) => {
      this.#bucketThere = undefined;
      throw archiveUnavailable(error);
    });
    return this.#bucketThere;
  }

  async #makeBucket(): Promise<void> {
    try {
      await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket }));
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      await this.#client.send(new CreateBucketCommand({ Bucket: this.#bucket })).catch((conflict: unknown) => {
        if (statusOf(conflict) !== 409) throw conflict; // 409: another process made it a moment ago
      });
    }
  }
}

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
