import { pipeline, type Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { KiranaError } from '@kirana/core';
import type { FastifyReply, FastifyRequest } from 'fastify';

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Fastify compares the bytes on the wire with Content-Length, and the decoded bytes with the body limit. */
type CountedBody = Transform & { receivedEncodedLength?: number };

/**
 * A preParsing hook: decodes a compressed body while it streams in. The body reader counts decoded bytes and stops at the limit, so that
 * a small body that grows without end is cut off early.
 * @throws ENCODING_UNSUPPORTED
 */
export async function decodeBody(request: FastifyRequest, reply: FastifyReply, payload: Readable): Promise<Readable> {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase();
  if (encoding === undefined || encoding === '' || encoding === 'identity') return payload;
  const decoder = DECODERS[encoding];
  if (decoder === undefined) throw new KiranaError('ENCODING_UNSUPPORTED', { encoding: encoding.slice(0, 40) });
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      decoded.receivedEncodedLength = (decoded.receivedEncodedLength ?? 0) + chunk.length;
      done(null, chunk);
    },
  });
  const decoded: CountedBody = decoder();
  decoded.receivedEncodedLength = 0;
  // An empty body has no reader, and its decoder still complains after the pipeline has let go: unheard, that would end the process.
  decoded.on('error', () => {});
  // The reader listens on `decoded`; the callback only keeps a broken stream from being unhandled.
  pipeline(payload, counter, decoded, () => {});
  reply.raw.once('close', () => decoded.destroy());
  return decoded;
}
