import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, syncFolder } from './segment-folders.ts';

/** How a segment is opened for writing; tests give a disk that fails. */
export type OpenSegment = (path: string) => Promise<Pick<FileHandle, 'write' | 'datasync' | 'truncate' | 'close'>>;

const openOnDisk: OpenSegment = (path) => open(path, 'wx');

/** One append-only file. After a failed write it must not be used again: nobody knows what the disk holds. */
export class SegmentFile {
  readonly path: string;
  readonly day: string;
  /** All bytes before this one are on the disk. */
  durableBytes = 0;
  readonly #file: Awaited<ReturnType<OpenSegment>>;

  private constructor(day: string, path: string, file: Awaited<ReturnType<OpenSegment>>) {
    this.day = day;
    this.path = path;
    this.#file = file;
  }

  static async create(root: string, day: string, name: string, openSegment = openOnDisk): Promise<SegmentFile> {
    const path = join(root, day, name);
    await makeFolder(dirname(path));
    const file = await openSegment(path);
    try {
      await syncFolder(dirname(path));
      await syncFolder(root); // always: a process killed between making the day's folder and syncing it leaves it unsynced
    } catch (error) {
      await file.close();
      throw error;
    }
    return new SegmentFile(day, path, file);
  }

  /** One write and one fdatasync for the whole batch. */
  async append(batch: Buffer): Promise<void> {
    for (let done = 0; done < batch.length; ) {
      const { bytesWritten } = await this.#file.write(batch, done, batch.length - done, this.durableBytes + done);
      if (bytesWritten === 0) throw new Error('The disk took no bytes.');
      done += bytesWritten;
    }
    await this.#file.datasync();
    this.durableBytes += batch.length;
  }

  /** Gives up after a failed append. Cutting off what was not acknowledged is a courtesy to readers and to a full disk. */
  async abandon(): Promise<void> {
    await this.#file.truncate(this.durableBytes).catch(() => undefined);
    await this.#file.close().catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
