import { AdapterError, type Cutter } from '@kirana/adapter';
import { placesOf } from '../reading/places.ts';
import type { ConnectionSettings } from '../settings.ts';
import { type CsvHead, readCsvHead } from './csv-head.ts';
import { CsvRowFinder } from './csv-row-finder.ts';
import { JsonRowFinder } from './json-row-finder.ts';
import { LineRowFinder } from './line-row-finder.ts';
import { PartWriter } from './part-writer.ts';
import { LONGEST_ROW, type RowFinder } from './row-finder.ts';

/** Looked through at once, however small the pieces are. */
const STRETCH = 256 * 1024;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const SPACE_BYTES: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);
const isBlank = (row: Uint8Array): boolean => row.every((byte) => SPACE_BYTES.has(byte));

/** Takes the mark of UTF-8 off. @throws AdapterError('schema') for UTF-16 and UTF-32 */
function withoutMark(bytes: Buffer): Buffer {
  const [first, second] = bytes;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (marked || first === 0 || second === 0) {
    throw new AdapterError('schema', 'the file is UTF-16; only UTF-8 is read: save it as "CSV UTF-8"');
  }
  return bytes.subarray(0, 3).equals(UTF8_MARK) ? bytes.subarray(3) : bytes;
}

/** Cuts a file into parts, keeping no more of it than a row, a stretch and a part. */
class FileCutter implements Cutter {
  readonly #settings: ConnectionSettings;
  #waiting: Buffer[] = [];
  /** Bytes that came since the last look. */
  #newBytes = 0;
  #begun = false;
  #reading: { readonly finder: RowFinder; readonly writer: PartWriter } | undefined;

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
  }

  push(piece: Uint8Array): readonly Buffer[] {
    // a copy: the giver may use its memory again
    this.#waiting.push(Buffer.from(piece));
    this.#newBytes += piece.length;
    return this.#newBytes < STRETCH ? [] : this.#cut(false);
  }

  end(): { readonly bodies: readonly Buffer[]; readonly completes: ConnectionSettings['snapshotOf'] } {
    const bodies = this.#cut(true);
    return { bodies: [...bodies, ...(this.#reading?.writer.end() ?? [])], completes: this.#settings.snapshotOf };
  }

  #cut(ended: boolean): Buffer[] {
    let bytes: Buffer = Buffer.concat(this.#waiting);
    if (!this.#begun) {
      bytes = withoutMark(bytes);
      this.#begun = true;
    }
    const parts: Buffer[] = [];
    let at = 0;
    if (this.#reading === undefined) {
      const head = this.#readHead(bytes, ended);
      if (head === undefined) return this.#keep(bytes, 0, parts);
      at = head.next;
      this.#reading = head;
    }
    const { finder, writer } = this.#reading;
    for (;;) {
      const found = finder.find(bytes, at, ended);
      if (found.kind === 'more' || found.kind === 'end') return this.#keep(bytes, at, parts);
      at = found.next;
      if (found.kind === 'skip') continue;
      const full =
        found.kind === 'bad' ? writer.addBad(found.message) : this.#add(bytes.subarray(found.from, found.to));
      if (full !== undefined) parts.push(full);
    }
  }

  #add(row: Buffer): Buffer | undefined {
    const { format } = this.#settings;
    if (format === 'csv') return this.#reading?.writer.add(row);
    // line feeds within a JSON value are nothing but space; a part has one value in each line
    return this.#reading?.writer.add(isBlank(row) ? row.subarray(0, 0) : withoutLineFeeds(row));
  }

  #keep(bytes: Buffer, from: number, parts: Buffer[]): Buffer[] {
    // a copy, or the whole stretch would be kept for its tail
    this.#waiting = [Buffer.from(bytes.subarray(from))];
    this.#newBytes = 0;
    return parts;
  }

  #readHead(bytes: Buffer, ended: boolean) {
    const { format, list } = this.#settings;
    if (format === 'csv') {
      const head = readCsvHead(bytes, this.#settings, ended);
      return head === undefined ? refuseEndless(bytes) : beginCsv(head, this.#settings);
    }
    const finder = format === 'json' ? new JsonRowFinder(list) : new LineRowFinder();
    return { finder, writer: new PartWriter({ format, delimiter: null, header: null }, 1), next: 0 };
  }
}

/** @throws AdapterError('schema') when the columns of the mapping are not there: no row could be read */
function beginCsv({ delimiter, header, firstRow, next }: CsvHead, settings: ConnectionSettings) {
  placesOf(settings, header);
  const writer = new PartWriter({ format: 'csv', delimiter, header: [...header] }, firstRow);
  return { finder: new CsvRowFinder(delimiter), writer, next };
}

function refuseEndless(bytes: Buffer): undefined {
  if (bytes.length <= 2 * LONGEST_ROW) return undefined;
  throw new AdapterError('schema', `the first row is longer than ${LONGEST_ROW} bytes`);
}

function withoutLineFeeds(row: Buffer): Buffer {
  if (!row.includes(0x0a) && !row.includes(0x0d)) return row;
  return Buffer.from(row.map((byte) => (byte === 0x0a || byte === 0x0d ? 0x20 : byte)));
}

/** Cuts a file of any size into parts. */
export const cutFile = (settings: ConnectionSettings): Cutter => new FileCutter(settings);
