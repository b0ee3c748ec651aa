import { open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { LRUCache } from 'lru-cache';
import { sha256Hex } from '../archive-key.ts';
import { isMissing, listSegments } from './segment-folders.ts';
import { scanSegment } from './segment-scan.ts';
import { type Place, SegmentTable } from './segment-table.ts';

/** About two million places; a segment that fell out is scanned again when it is asked for. */
const TABLES_BYTES = 64 * 1024 * 1024;
/** How much of a day is looked through after a restart for bodies that come again: at most 256 MB. */
const LOADED_SEGMENTS = 4;

/** Finds bodies in the segments of a folder, whoever wrote them. */
export class SegmentReader {
  readonly #root: string;
  readonly #tables = new LRUCache<string, SegmentTable>({
    maxSize: TABLES_BYTES,
    sizeCalculation: (table) => table.memoryBytes,
  });
  /** By day, the segments whose table was in memory at some time. */
  readonly #pathsOfDay = new Map<string, Set<string>>();
  readonly #loadedDays = new Map<string, Promise<void>>();
  readonly #scans = new Map<string, Promise<SegmentTable>>();
  /** Segments of our own writer: how far they are durable. What lies behind that was never acknowledged. */
  readonly #ownDurableBytes = new Map<string, number>();

  constructor(root: string) {
    this.#root = root;
  }

  /** The body, its hash checked; undefined when no undamaged one is there. */
  async find(day: string, sha256: string): Promise<Buffer | undefined> {
    const paths = (await listSegments(this.#root, day)).reverse();
    const inMemory = paths.filter((path) => this.#tables.has(path)); // most reads are of something used a short while ago
    return (
      (await this.#findIn(inMemory, sha256)) ??
      (await this.#findIn(
        paths.filter((path) => !inMemory.includes(path)),
        sha256,
      ))
    );
  }

  /**
   * The body if it is surely on the disk already. Looks only where it costs no scan: in what this process wrote or read, and in the
   * newest segments that were there when the day was first asked for.
   */
  async findWritten(day: string, sha256: string): Promise<Buffer | undefined> {
    const loaded = this.#loadedDays.get(day) ?? this.#loadNewest(day);
    this.#loadedDays.set(day, loaded);
    await loaded;
    const prefix = Buffer.from(sha256, 'hex');
    for (const path of this.#pathsOfDay.get(day) ?? []) {
      const place = this.#tables.peek(path)?.find(prefix);
      const bytes = place === undefined ? undefined : await readPlace(path, place);
      if (bytes !== undefined && sha256Hex(bytes) === sha256) return bytes;
    }
    return undefined;
  }

  /** Takes over what the writer has made durable, so that our own segments are never scanned while they grow. */
  addDurable(path: string, from: number, to: number, records: readonly { sha256: string; place: Place }[]): void {
    this.#ownDurableBytes.set(path, to);
    const table = this.#tables.get(path) ?? (from === 0 ? new SegmentTable() : undefined);
    if (table === undefined || table.scannedBytes !== from) return; // fell out of memory: scanned when it is needed
    for (const { sha256, place } of records) table.add(Buffer.from(sha256, 'hex'), place);
    table.scannedBytes = to;
    this.#keep(path, table);
  }

  /** The hashes of a day as hex, segment by segment. */
  async *hashes(day: string): AsyncGenerator<string> {
    for (const path of await listSegments(this.#root, day)) {
      const file = await open(path, 'r');
      try {
        const end = this.#ownDurableBytes.get(path) ?? (await file.stat()).size;
        for await (const { sha256 } of scanSegment(file, 0, end)) yield sha256.toString('hex');
      } finally {
        await file.close();
      }
    }
  }

  forgetDay(day: string): void {
    for (const path of this.#pathsOfDay.get(day) ?? []) {
      this.#tables.delete(path);
      this.#ownDurableBytes.delete(path);
    }
    this.#pathsOfDay.delete(day);
    this.#loadedDays.delete(day);
  }

  async #loadNewest(day: string): Promise<void> {
    for (const path of (await listSegments(this.#root, day)).slice(-LOADED_SEGMENTS)) await this.#table(path);
  }

  async #findIn(paths: readonly string[], sha256: string): Promise<Buffer | undefined> {
    const prefix = Buffer.from(sha256, 'hex');
    for (const path of paths) {
      const place = (await this.#table(path)).find(prefix);
      const bytes = place === undefined ? undefined : await readPlace(path, place);
      if (bytes !== undefined && sha256Hex(bytes) === sha256) return bytes;
    }
    return undefined;
  }

  async #table(path: string): Promise<SegmentTable> {
    const table = this.#tables.get(path);
    if (table !== undefined && table.scannedBytes === this.#ownDurableBytes.get(path)) return table;
    const running = this.#scans.get(path);
    if (running !== undefined) return running;
    const scan = this.#scan(path, table ?? new SegmentTable()).finally(() => this.#scans.delete(path));
    this.#scans.set(path, scan);
    return scan;
  }

  async #scan(path: string, table: SegmentTable): Promise<SegmentTable> {
    let file: Awaited<ReturnType<typeof open>>;
    try {
      file = await open(path, 'r');
    } catch (error) {
      if (isMissing(error)) return table; // removed by retention a moment ago
      throw error;
    }
    try {
      const end = this.#ownDurableBytes.get(path) ?? (await file.stat()).size;
      if (end === table.fileBytes) return table;
      const records = scanSegment(file, table.scannedBytes, end);
      for (;;) {
        const next = await records.next();
        if (next.done) {
          table.scannedBytes = next.value;
          break;
        }
        table.add(next.value.sha256, next.value.place);
      }
      // a killed process may have left records in the page cache only; from here on a put may rely on them
      await file.datasync();
      table.fileBytes = end;
      this.#keep(path, table);
      return table;
    } finally {
      await file.close();
    }
  }

  #keep(path: string, table: SegmentTable): void {
    const day = basename(dirname(path));
    this.#pathsOfDay.set(day, (this.#pathsOfDay.get(day) ?? new Set()).add(path));
    this.#tables.delete(path); // the size of an entry is only taken when it is set anew
    this.#tables.set(path, table);
  }
}

/** The payload as it lies there; undefined when the file is gone or shorter. */
async function readPlace(path: string, place: Place): Promise<Buffer | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      const bytes = Buffer.allocUnsafeSlow(place.bytes);
      for (let done = 0; done < place.bytes; ) {
        const { bytesRead } = await file.read(bytes, done, place.bytes - done, place.offset + done);
        if (bytesRead === 0) return undefined;
        done += bytesRead;
      }
      return bytes;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
