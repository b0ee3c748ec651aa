import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { KiranaError } from '@kirana/core';
import { archiveKey, assertArchiveDay, requireArchiveKey, requireMatchingKey, sha256Hex } from '../archive-key.ts';
import { archiveUnavailable } from '../archive-trouble.ts';
import type { DeliveryArchive } from '../delivery-archive.ts';
import { RecentBodies } from '../recent-bodies.ts';
import type { OpenSegment } from './segment-file.ts';
import { listDays, makeFolder, syncFolder } from './segment-folders.ts';
import { SegmentReader } from './segment-reader.ts';
import { SegmentWriter } from './segment-writer.ts';

export interface FilesystemArchiveOptions {
  /** The folder; made when it is missing. Other processes may read it, and write it too: each has segments of its own. */
  readonly root: string;
  /** For tests: a disk that fails. */
  readonly openSegment?: OpenSegment;
}

/** Opens an archive of append-only segment files, a folder per day. Nothing is written before the first put. */
export async function openFilesystemArchive(options: FilesystemArchiveOptions): Promise<DeliveryArchive> {
  try {
    await makeFolder(options.root);
  } catch (error) {
    throw archiveUnavailable(error);
  }
  return new FilesystemArchive(options);
}

class FilesystemArchive implements DeliveryArchive {
  readonly #root: string;
  readonly #reader: SegmentReader;
  readonly #writer: SegmentWriter;
  readonly #recent = new RecentBodies();
  /** Puts on their way to the disk: the same bytes wait for the same flush. */
  readonly #storing = new Map<string, Promise<void>>();

  constructor(options: FilesystemArchiveOptions) {
    this.#root = options.root;
    this.#reader = new SegmentReader(options.root);
    this.#writer = new SegmentWriter(options.root, this.#reader, options.openSegment);
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
    const { day, sha256 } = requireArchiveKey(key);
    const recent = this.#recent.get(key);
    if (recent !== undefined) return recent;
    const bytes = await this.#reader.find(day, sha256).catch((error: unknown) => {
      throw archiveUnavailable(error);
    });
    if (bytes === undefined) throw new KiranaError('ARCHIVE_BODY_MISSING', { key });
    return bytes;
  }

  async *keys(): AsyncGenerator<string> {
    for (const day of await listDays(this.#root)) {
      for await (const sha256 of this.#reader.hashes(day)) yield archiveKey(day, sha256);
    }
  }

  async removeBefore(day: string): Promise<number> {
    assertArchiveDay(day);
    try {
      return await this.#writer.whileClosedBefore(day, async () => {
        const days = (await listDays(this.#root)).filter((candidate) => candidate < day);
        for (const old of days) {
          await rm(join(this.#root, old), { recursive: true, force: true });
          this.#reader.forgetDay(old);
        }
        this.#recent.removeBefore(day);
        if (days.length > 0) await syncFolder(this.#root);
        return days.length;
      });
    } catch (error) {
      throw archiveUnavailable(error);
    }
  }

  async check(): Promise<void> {
    const path = join(this.#root, `.check-${randomUUID()}`);
    try {
      const file = await open(path, 'wx');
      try {
        await file.write('x');
        await file.datasync();
      } finally {
        await file.close();
        await rm(path, { force: true });
      }
    } catch (error) {
      throw archiveUnavailable(error);
    }
  }

  async close(): Promise<void> {
    await this.#writer.close();
  }

  #store(day: string, sha256: string, bytes: Uint8Array): Promise<void> {
    const key = archiveKey(day, sha256);
    const storing = this.#storing.get(key);
    if (storing !== undefined) return storing;
    const stored = this.#storeOnce(day, sha256, bytes).finally(() => this.#storing.delete(key));
    this.#storing.set(key, stored);
    return stored;
  }

  async #storeOnce(day: string, sha256: string, bytes: Uint8Array): Promise<void> {
    // an old segment that cannot be read must not keep a new body out
    const there = await this.#reader.findWritten(day, sha256).catch(() => undefined);
    if (there === undefined) await this.#writer.append(day, sha256, bytes);
    this.#recent.add(archiveKey(day, sha256), bytes);
  }
}
