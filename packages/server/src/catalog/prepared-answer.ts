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

/** Serialises and compresses an answer once, so that every reader after that costs no more than its bytes. */
export async function prepareAnswer({ answer, version, versionToken, freshUntil }: Unprepared): Promise<CachedAnswer> {
  const body = Buffer.from(JSON.stringify(answer));
  const etag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const freshUntilMs = freshUntil === null ? null : Date.parse(freshUntil);
  const head = { version, versionToken, freshUntilMs, etag, body };
  if (body.length < COMPRESS_FROM_BYTES) return head;
  const [gz, br] = await Promise.all([
    gzipped(body),
    brotlied(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  ]);
  return { ...head, encodings: { gzip: gz, br } };
}

/** The first of ours that the caller takes; a quality of 0 is a refusal. */
function encodingFor(accepted: string | undefined, encodings: CachedAnswer['encodings']): 'br' | 'gzip' | undefined {
  if (accepted === undefined || encodings === undefined) return undefined;
  const takes = (name: string) =>
    accepted.split(',').some((part) => part.trim().startsWith(name) && !/;\s*q=0(\.0*)?\s*$/.test(part));
  if (encodings.br !== undefined && takes('br')) return 'br';
  return encodings.gzip !== undefined && takes('gzip') ? 'gzip' : undefined;
}

/** Sends prepared bytes, or 304 when the caller has them. Private: what may be seen depends on the key. */
export function sendPrepared(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: CachedAnswer,
  stale: boolean,
): FastifyReply {
  const encoding = encodingFor(request.headers['accept-encoding'], answer.encodings);
  const etag = `"${answer.etag}${encoding === undefined ? '' : `-${encoding}`}"`;
  reply
    .header('etag', etag)
    .header('vary', 'authorization, accept-encoding')
    .header('cache-control', 'private, no-cache');
  reply.header('x-kirana-version', answer.versionToken);
  if (stale) reply.header('warning', '110 - "Response is Stale"');
  const known = request.headers['if-none-match'];
  if (
    known !== undefined &&
    (known === '*' || known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag))
  ) {
    return reply.code(304).send();
  }
  reply.type('application/json; charset=utf-8');
  if (encoding !== undefined) reply.header('content-encoding', encoding);
  return reply.send(encoding === undefined ? answer.body : answer.encodings?.[encoding]);
}
