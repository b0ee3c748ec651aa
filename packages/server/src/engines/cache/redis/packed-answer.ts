import type { CachedAnswer } from '../answer-cache.ts';

/** Raised when the layout changes: what another version of the program wrote is a miss. */
const LAYOUT = 1;
const HEAD_BYTES = 5;

interface Head {
  readonly version: number;
  readonly etag: string;
  readonly freshUntilMs: number | null;
  readonly versionToken: string;
  /** Lengths of the parts behind the head; -1: not there. */
  readonly lengths: readonly [body: number, gzip: number, br: number];
}

/** Layout: layout number (1) · head length, u32 LE (4) · head as JSON · body · gzip · br. */
export function packAnswer({ version, etag, body, encodings, freshUntilMs, versionToken }: CachedAnswer): Buffer {
  const { gzip, br } = encodings ?? {};
  const lengths = [body.byteLength, gzip?.byteLength ?? -1, br?.byteLength ?? -1] as const;
  const head = Buffer.from(JSON.stringify({ version, etag, freshUntilMs, versionToken, lengths } satisfies Head));
  const start = Buffer.allocUnsafe(HEAD_BYTES);
  start.writeUInt8(LAYOUT, 0);
  start.writeUInt32LE(head.length, 1);
  return Buffer.concat([start, head, body, ...(gzip ? [gzip] : []), ...(br ? [br] : [])]);
}

/** undefined when these are not bytes of `packAnswer`, or not all of them. The parts are views of the given bytes. */
export function unpackAnswer(packed: Buffer): CachedAnswer | undefined {
  if (packed.length < HEAD_BYTES || packed.readUInt8(0) !== LAYOUT) return undefined;
  const bodyStart = HEAD_BYTES + packed.readUInt32LE(1);
  if (bodyStart > packed.length) return undefined;
  const head = readHead(packed.toString('utf8', HEAD_BYTES, bodyStart));
  if (head === undefined) return undefined;
  let end = bodyStart;
  const [body, gzip, br] = head.lengths.map((length) => {
    const start = end;
    end += Math.max(length, 0);
    return length < 0 ? undefined : packed.subarray(start, end);
  });
  if (end !== packed.length || body === undefined) return undefined;
  const { version, etag, freshUntilMs, versionToken } = head;
  const encodings = { ...(gzip ? { gzip } : {}), ...(br ? { br } : {}) };
  return { version, etag, body, freshUntilMs, versionToken, ...(gzip || br ? { encodings } : {}) };
}

function readHead(json: string): Head | undefined {
  try {
    const head = JSON.parse(json) as Head | null;
    return Array.isArray(head?.lengths) ? (head ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}
