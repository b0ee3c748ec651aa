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
type Compressed = { [E in Encoding]?: Promise<Buffer> };

/** Compressed bodies by answer: made when first asked for, since while a store changes fast most answers are never sent at all. */
const compressed = new WeakMap<CachedAnswer, Compressed>();

function bodyIn(answer: CachedAnswer, encoding: Encoding): Promise<Buffer> {
  const known = compressed.get(answer) ?? {};
  compressed.set(answer, known);
  const { body } = answer;
  known[encoding] ??=
    encoding === 'gzip'
      ? gzipped(body)
      : brotlied(body, {
          params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
        });
  return known[encoding];
}

/** The first of ours that the caller takes; a quality of 0 is a refusal. */
function encodingFor(accepted: string | undefined, bytes: number): Encoding | undefined {
  if (accepted === undefined || bytes < COMPRESS_FROM_BYTES) return undefined;
  const takes = (name: string) =>
    accepted.split(',').some((part) => part.trim().startsWith(name) && !/;\s*q=0(\.0*)?\s*$/.test(part));
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : undefined;
}

/** Sends prepared bytes, or 304 when the caller has them. Private: what may be seen depends on the key. */
export async function sendPrepared(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: CachedAnswer,
  stale: boolean,
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
  const known = request.headers['if-none-match'];
  if (
    known !== undefined &&
    (known === '*' || known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag))
  ) {
    return reply.code(304).send();
  }
  reply.type('application/json; charset=utf-8');
  if (encoding === undefined) return reply.send(answer.body);
  return reply.header('content-encoding', encoding).send(await bodyIn(answer, encoding));
}
