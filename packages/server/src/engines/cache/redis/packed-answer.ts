import type { CachedAnswer } from '../answer-cache.ts';

/** Raised when the layout changes: what another version of the program wrote is a miss. */
const LAYOUT = 2;
const HEAD_BYTES = 5;

interface Head {
  readonly version: number;
  readonly etag: string;
  readonly freshUntilMs: number | null;
  readonly versionToken: string;
  readonly bodyBytes: number;
}

/** Layout: layout number (1) · head length, u32 LE (4) · head as JSON · body. */
export function packAnswer({ version, etag, body, freshUntilMs, versionToken }: CachedAnswer): Buffer {
  const given: Head = { version, etag, freshUntilMs, versionToken, bodyBytes: body.byteLength };
  const head = Buffer.from(JSON.stringify(given));
  const start = Buffer.allocUnsafe(HEAD_BYTES);
  start.writeUInt8(LAYOUT, 0);
  start.writeUInt32LE(head.length, 1);
  return Buffer.concat([start, head, body]);
}

/** undefined when these are not bytes of `packAnswer`, or not all of them. The body is a view of the given bytes. */
export function unpackAnswer(packed: Buffer): CachedAnswer | undefined {
  if (packed.length < HEAD_BYTES || packed.readUInt8(0) !== LAYOUT) return undefined;
  const bodyStart = HEAD_BYTES + packed.readUInt32LE(1);
  if (bodyStart > packed.length) return undefined;
  const head = readHead(packed.toString('utf8', HEAD_BYTES, bodyStart));
  if (head === undefined || bodyStart + head.bodyBytes !== packed.length) return undefined;
  const { version, etag, freshUntilMs, versionToken } = head;
  return { version, etag, body: packed.subarray(bodyStart), freshUntilMs, versionToken };
}

function readHead(json: string): Head | undefined {
  try {
    return (JSON.parse(json) as Head | null) ?? undefined;
  } catch {
    return undefined;
  }
}
