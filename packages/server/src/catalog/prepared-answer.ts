import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CachedAnswer } from '../engines/cache/answer-cache.ts';

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** Smaller bodies fit a packet or two as they are. */
const COMPRESS_FROM_BYTES = 1_400;
const BROTLI_QUALITY = 4;

interface Unprepared {
  readonly answer: unknown;
  readonly version: number;
  readonly versionToken: string;
  readonly freshUntil: string | null;
}

/** Serialises an answer once, so that every reader after that costs no more than its bytes. */
export function prepareAnswer({ answer, version, versionToken, freshUntil }: Unprepared): CachedAnswer {
  const body = Buffer.from(JSON.stringify(answer));
  const etag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return { version, versionToken, freshUntilMs: freshUntil === null ? null : Date.parse(freshUntil), etag, body };
}

type Encoding = 'br' | 'gzip';
type Compressed = { [E in Encoding]?: Buffer | Promise<Buffer> };

/** Compressed bodies by answer: made when first asked for, since while a store changes fast most answers are never sent at all. */
const compressed = new WeakMap<CachedAnswer, Compressed>();

const compress = (body: Uint8Array, encoding: Encoding): Promise<Buffer> =>
  encoding === 'gzip'
    ? gzipped(body)
    : brotlied(body, {
        params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
      });

async function bodyIn(answer: CachedAnswer, encoding: Encoding): Promise<Buffer> {
  const known = compressed.get(answer) ?? {};
  compressed.set(answer, known);
  known[encoding] ??= compress(answer.body, encoding);
  const body = await known[encoding];
  known[encoding] = body;
  return body;
}

/** Undefined: it would have to be compressed first. */
function bodyNow(answer: CachedAnswer, encoding: Encoding | undefined): Uint8Array | undefined {
  if (encoding === undefined) return answer.body;
  const body = compressed.get(answer)?.[encoding];
  return Buffer.isBuffer(body) ? body : undefined;
}

/** The first of ours that the caller takes; a quality of 0 is a refusal. */
function encodingFor(accepted: string | undefined, bytes: number): Encoding | undefined {
  if (accepted === undefined || bytes < COMPRESS_FROM_BYTES) return undefined;
  const takes = (name: string) =>
    accepted.split(',').some((part) => part.trim().startsWith(name) && !/;\s*q=0(\.0*)?\s*$/.test(part));
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : undefined;
}

/**
 * For `request.repeat`: the bytes of this answer while it is the present one. It is known by its ETag, a hash of its bytes, so that
 * nothing here keeps an old answer in memory.
 */
function sameAnswer({ etag }: CachedAnswer, present: () => CachedAnswer | undefined, encoding: Encoding | undefined) {
  return () => {
    const answer = present();
    return answer?.etag === etag ? bodyNow(answer, encoding) : undefined;
  };
}

export interface ToSend {
  readonly answer: CachedAnswer;
  readonly stale: boolean;
  /** Gives what the same call would be answered just now, without waiting; undefined when that cannot be said. */
  readonly present: () => CachedAnswer | undefined;
}

/** Sends prepared bytes, or 304 when the caller has them. Private: what may be seen depends on the key. */
export async function sendPrepared(
  request: FastifyRequest,
  reply: FastifyReply,
  { answer, stale, present }: ToSend,
): Promise<FastifyReply> {
  const encoding = encodingFor(request.headers['accept-encoding'], answer.body.length);
  const etag = `"${answer.etag}${encoding === undefined ? '' : `-${encoding}`}"`;
  reply.headers({
    etag,
    vary: 'authorization, accept-encoding',
    'cache-control': 'private, no-cache',
    'x-kirana-version': answer.versionToken,
  });
  if (stale) reply.header('warning', '110 - "Response is Stale"');
  const repeatIn = (sent: Encoding | undefined) => {
    if (!stale) request.repeat = sameAnswer(answer, present, sent);
  };
  const known = request.headers['if-none-match'];
  if (
    known !== undefined &&
    (known === '*' || known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag))
  ) {
    repeatIn(undefined);
    return reply.code(304).send();
  }
  repeatIn(encoding);
  reply.type('application/json; charset=utf-8');
  if (encoding === undefined) return reply.send(answer.body);
  return reply.header('content-encoding', encoding).send(await bodyIn(answer, encoding));
}
