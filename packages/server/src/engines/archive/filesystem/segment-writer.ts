import { randomBytes } from 'node:crypto';
import { KiranaError } from '@kirana/core';
import { archiveUnavailable } from '../archive-trouble.ts';
import { type OpenSegment, SegmentFile } from './segment-file.ts';
import type { SegmentReader } from './segment-reader.ts';
import { encodeHeader, HEADER_BYTES } from './segment-record.ts';
import type { Place } from './segment-table.ts';

const ROTATE_BYTES = 64 * 1024 * 1024;
const BATCH_BYTES = 8 * 1024 * 1024;
const QUEUE_BYTES = 256 * 1024 * 1024;
/** A restore goes through old days while today's deliveries come in. */
const OPEN_DAYS = 4;

interface Waiting {
  readonly day: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly done: PromiseWithResolvers<void>;
}

/** Appends bodies to segments of its own; what queues up while one batch is being flushed is the next batch. */
export class SegmentWriter {
  readonly #root: string;
  readonly #reader: SegmentReader;
  readonly #openSegment: OpenSegment | undefined;
  /** New in every process and every opening: a segment of another writer is never appended to, so its tail may be torn. */
  readonly #writerId = `${Date.now().toString(36).padStart(9, '0')}-${randomBytes(6).toString('hex')}`;
  #segmentCount = 0;
  #queue: Waiting[] = [];
  #queuedBytes = 0;
  #flushing: Promise<void> | undefined;
  #closed = false;
  /** Days before this one are being removed; '' when none are. */
  #refusedBefore = '';
  /** By day, the one used last at the end. */
  readonly #open = new Map<string, SegmentFile>();

  constructor(root: string, reader: SegmentReader, openSegment?: OpenSegment) {
    this.#root = root;
    this.#reader = reader;
    this.#openSegment = openSegment;
  }

  /** Resolves when the body is on the disk. */
  append(day: string, sha256: string, bytes: Uint8Array): Promise<void> {
    if (this.#closed) return Promise.reject(new KiranaError('ARCHIVE_UNAVAILABLE', { reason: 'closed' }));
    if (day < this.#refusedBefore)
      return Promise.reject(new KiranaError('ARCHIVE_UNAVAILABLE', { reason: 'removing' }));
    if (this.#queuedBytes > QUEUE_BYTES) return Promise.reject(new KiranaError('OVERLOADED', { queue: 'archive' }));
    const done = Promise.withResolvers<void>();
    this.#queue.push({ day, sha256, bytes, done });
    this.#queuedBytes += bytes.byteLength;
    this.#flushing ??= this.#flushAll();
    return done.promise;
  }

  /** Lets go of these days while they are removed: a write to an unlinked file would be acknowledged and lost. */
  async whileClosedBefore<T>(day: string, remove: () => Promise<T>): Promise<T> {
    this.#refusedBefore = day;
    try {
      while (this.#flushing !== undefined) await this.#flushing;
      for (const segment of [...this.#open.values()]) if (segment.day < day) await this.#closeSegment(segment);
      return await remove();
    } finally {
      this.#refusedBefore = '';
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    while (this.#flushing !== undefined) await this.#flushing;
    for (const segment of [...this.#open.values()]) await this.#closeSegment(segment);
  }

  async #flushAll(): Promise<void> {
    await Promise.resolve(); // whoever puts in the same tick joins the first batch
    while (this.#queue.length > 0) {
      const batch = this.#takeBatch();
      try {
        await this.#flush(batch);
        for (const { done } of batch) done.resolve();
      } catch (error) {
        const trouble = archiveUnavailable(error);
        for (const { done } of batch) done.reject(trouble);
      }
    }
    this.#flushing = undefined;
  }

  /** The first body waiting and all of the same day behind it, as far as a batch goes. */
  #takeBatch(): Waiting[] {
    const day = this.#queue[0]?.day;
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    let bytes = 0;
    for (const waiting of this.#queue) {
      const fits = waiting.day === day && (batch.length === 0 || bytes + waiting.bytes.byteLength <= BATCH_BYTES);
      (fits ? batch : rest).push(waiting);
      if (fits) bytes += waiting.bytes.byteLength;
    }
    this.#queue = rest;
    this.#queuedBytes -= bytes;
    return batch;
  }

  async #flush(batch: readonly Waiting[]): Promise<void> {
    const segment = await this.#segmentFor(batch[0]?.day ?? '');
    const from = segment.durableBytes;
    const parts: Uint8Array[] = [];
    const records: { sha256: string; place: Place }[] = [];
    let offset = from;
    for (const { sha256, bytes } of batch) {
      parts.push(encodeHeader(sha256, bytes.byteLength), bytes);
      records.push({ sha256, place: { offset: offset + HEADER_BYTES, bytes: bytes.byteLength } });
      offset += HEADER_BYTES + bytes.byteLength;
    }
    try {
      await segment.append(Buffer.concat(parts));
    } catch (error) {
      this.#open.delete(segment.day);
      this.#reader.addDurable(segment.path, from, from, []);
      await segment.abandon();
      throw error;
    }
    this.#reader.addDurable(segment.path, from, segment.durableBytes, records);
    if (segment.durableBytes >= ROTATE_BYTES) await this.#closeSegment(segment);
  }

  async #segmentFor(day: string): Promise<SegmentFile> {
    const open = this.#open.get(day);
    if (open === undefined) {
      const [oldest] = this.#open.values();
      if (oldest !== undefined && this.#open.size >= OPEN_DAYS) await this.#closeSegment(oldest);
    }
    this.#segmentCount += open === undefined ? 1 : 0;
    const name = `${this.#writerId}-${this.#segmentCount.toString().padStart(6, '0')}.seg`;
    const segment = open ?? (await SegmentFile.create(this.#root, day, name, this.#openSegment));
    this.#open.delete(day);
    this.#open.set(day, segment);
    return segment;
  }

  async #closeSegment(segment: SegmentFile): Promise<void> {
    this.#open.delete(segment.day);
    await segment.close().catch(() => undefined); // what it holds is durable already
  }
}
