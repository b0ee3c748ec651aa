import type { FileHandle } from 'node:fs/promises';
import { decodeHeader, HEADER_BYTES, nextMagic } from './segment-record.ts';
import type { Place } from './segment-table.ts';

const WINDOW_BYTES = 256 * 1024;

export interface ScannedRecord {
  readonly sha256: Buffer;
  readonly place: Place;
}

/** A part of a file in memory, so that small records do not cost a read each. */
class Window {
  #start = 0;
  #bytes: Buffer = Buffer.alloc(0);
  readonly #file: FileHandle;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** The bytes from this position on: at least `least` of them unless the file ends before. */
  async from(position: number, least: number): Promise<Buffer> {
    const offset = position - this.#start;
    if (offset >= 0 && this.#bytes.length - offset >= least) return this.#bytes.subarray(offset);
    const bytes = Buffer.allocUnsafe(WINDOW_BYTES);
    const { bytesRead } = await this.#file.read(bytes, 0, WINDOW_BYTES, position);
    this.#start = position;
    this.#bytes = bytes.subarray(0, bytesRead);
    return this.#bytes;
  }
}

/**
 * Gives the records between two positions of a segment by jumping from header to header. Damage is jumped over by looking for the next
 * undamaged header; a torn tail ends the walk.
 * @returns where to go on when the file has grown.
 */
export async function* scanSegment(file: FileHandle, from: number, to: number): AsyncGenerator<ScannedRecord, number> {
  const window = new Window(file);
  let position = from;
  while (to - position >= HEADER_BYTES) {
    const bytes = await window.from(position, HEADER_BYTES);
    const header = decodeHeader(bytes, 0);
    if (header === undefined) {
      if (bytes.length < HEADER_BYTES) return position; // the file is shorter than we were told
      const magic = nextMagic(bytes, 1);
      position += magic === -1 ? bytes.length - 3 : magic; // the magic may lie across two windows
      continue;
    }
    const end = position + HEADER_BYTES + header.payloadBytes;
    if (end > to) return position; // torn by a crash, or still being written
    yield { sha256: header.sha256, place: { offset: position + HEADER_BYTES, bytes: header.payloadBytes } };
    position = end;
  }
  return position;
}
