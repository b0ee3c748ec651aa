import { crc32 } from 'node:zlib';

/**
 * A segment is a row of records: header, payload, header, payload …
 * Header: magic (4) · payload length, u32 LE (4) · sha256 of the payload (32) · crc32 of the 40 bytes before, u32 LE (4).
 * The crc lets a reader jump over payloads without trusting a torn length; the payload is judged by its sha256 when read.
 */
export const HEADER_BYTES = 44;
const MAGIC = Buffer.from('KAR1', 'latin1');
const CHECKED_BYTES = 40;

export interface RecordHeader {
  readonly sha256: Buffer;
  readonly payloadBytes: number;
}

export function encodeHeader(sha256Hex: string, payloadBytes: number): Buffer {
  const header = Buffer.allocUnsafe(HEADER_BYTES);
  MAGIC.copy(header, 0);
  header.writeUInt32LE(payloadBytes, 4);
  header.write(sha256Hex, 8, 'hex');
  header.writeUInt32LE(crc32(header.subarray(0, CHECKED_BYTES)), CHECKED_BYTES);
  return header;
}

/** undefined when the bytes at this offset are no whole, undamaged header. */
export function decodeHeader(bytes: Buffer, offset: number): RecordHeader | undefined {
  if (bytes.length - offset < HEADER_BYTES) return undefined;
  if (bytes.compare(MAGIC, 0, 4, offset, offset + 4) !== 0) return undefined;
  const crc = crc32(bytes.subarray(offset, offset + CHECKED_BYTES));
  if (bytes.readUInt32LE(offset + CHECKED_BYTES) !== crc) return undefined;
  return { sha256: bytes.subarray(offset + 8, offset + 40), payloadBytes: bytes.readUInt32LE(offset + 4) };
}

/** Where the next header could begin, at or after this offset; -1 when nowhere in these bytes. */
export const nextMagic = (bytes: Buffer, offset: number): number => bytes.indexOf(MAGIC, offset);
