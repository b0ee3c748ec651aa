import { addAbortSignal, Readable } from 'node:stream';
import { ConnectionId, KiranaError, UploadId } from '@kirana/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { idPage, pageOf, pageQuery, readCursor } from '../http/cursor.ts';
import { type Call, defineRawRoute, defineRoute, type Route } from '../http/route.ts';
import { beginUpload } from './begin-upload.ts';
import { takeUpload } from './take-upload.ts';
import type { UploadDeps } from './upload-deps.ts';
import { checkMediaType, findPlace } from './upload-place.ts';
import { listProblems, listUploads } from './upload-rows.ts';
import { Upload, UploadProblem } from './upload-view.ts';

const UploadPlaceId = z.strictObject({ id: UploadId });
const ProblemPlace = z.strictObject({ id: z.string().max(60) });
const FileQuery = z.strictObject({
  location: z.string().min(1).max(512).optional().meta({ description: 'Of the connection; left out: its only one' }),
  fileName: z.string().min(1).max(500).optional().meta({ description: 'For people' }),
});

/** Longest silence of a sender. */
const SILENCE_MS = 60_000;
const tag = 'uploads';

const isReadable = (body: unknown): body is Readable => body instanceof Readable;

/** The body as it comes; ended with an error when nothing comes for a minute, the caller goes or the server stops. Unread parts stay with the sender. */
async function* piecesOf(request: FastifyRequest, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const body = addAbortSignal(signal, isReadable(request.body) ? request.body : Readable.from([]));
  const fallSilent = () => void body.destroy(new Error('the sender fell silent'));
  let timer = setTimeout(fallSilent, SILENCE_MS);
  try {
    for await (const piece of body.iterator({ destroyOnReturn: false })) {
      clearTimeout(timer);
      yield piece as Uint8Array;
      timer = setTimeout(fallSilent, SILENCE_MS);
    }
  } finally {
    clearTimeout(timer);
  }
}

async function read(deps: UploadDeps, tenantId: string, uploadId: string, storeId: string | null): Promise<Upload> {
  const page = { before: undefined, limit: 1 };
  const [upload] = await deps.database.tenant(tenantId, (tx) =>
    listUploads(tx, tenantId, { uploadId, storeId }, page, deps.now()),
  );
  if (upload === undefined) throw new KiranaError('NOT_FOUND');
  return upload;
}

async function take(deps: UploadDeps, request: FastifyRequest, reply: FastifyReply, call: Call): Promise<unknown> {
  const { tenantId, caller } = call;
  const { connectionId } = request.params as { connectionId: string };
  const query = request.query as z.output<typeof FileQuery>;
  const place = await findPlace(deps, tenantId, connectionId, query.location, caller.storeId);
  const mediaType = checkMediaType(place, request.headers['content-type']);
  const { row, isNew } = await beginUpload(deps, {
    tenantId,
    connectionId,
    storeId: place.storeId,
    location: place.location,
    origin: 'http',
    fileName: query.fileName ?? null,
    mediaType,
    requestKey: call.idempotencyKey,
    requestedBy: call.origin.actor,
  });
  if (isNew) await takeUpload(deps, row, place, piecesOf(request, call.signal), call.signal);
  else call.markReplayed();
  const upload = await read(deps, tenantId, row.id, caller.storeId);
  return reply
    .code(201)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(upload));
}

const createUpload = (deps: UploadDeps): Route =>
  defineRawRoute({
    method: 'POST',
    path: '/v1/connections/:connectionId/uploads',
    operationId: 'createUpload',
    summary: 'Upload a file',
    description:
      'The body is the file, of any size up to the limit of the server; Content-Type says what it is, and it may be compressed (Content-Encoding). ' +
      'It is taken while it comes, and applied in parts: what was taken of a file that breaks off stays applied, and nothing is removed. ' +
      'Answers when all of it is taken; what becomes of it `GET /v1/uploads/{uploadId}` tells. With an Idempotency-Key the same upload is ' +
      'taken once; after one that failed the key takes the file anew.',
    tag,
    access: 'operations:write',
    params: z.strictObject({ connectionId: ConnectionId }),
    query: FileQuery,
    response: Upload,
    status: 201,
    streamsBody: true,
    keyed: 'by-effect',
    errors: [
      'NOT_FOUND',
      'ADAPTER_UNKNOWN',
      'CAPABILITY_MISSING',
      'CONNECTION_PAUSED',
      'UPLOAD_TYPE_UNSUPPORTED',
      'UPLOAD_UNREADABLE',
      'UPLOAD_BROKEN_OFF',
      'SETTINGS_INVALID',
      'BODY_TOO_LARGE',
      'ENCODING_UNSUPPORTED',
      'IDEMPOTENCY_IN_FLIGHT',
      'OVERLOADED',
      'ARCHIVE_UNAVAILABLE',
      'DATABASE_UNAVAILABLE',
    ],
    handleRaw: async (request, reply, call) => {
      try {
        return await take(deps, request, reply, call);
      } catch (error) {
        // or the rest of the file would be read for nothing
        reply.header('connection', 'close');
        throw error;
      }
    },
  });

const readUploads = (deps: UploadDeps): Route[] => [
  defineRoute({
    method: 'GET',
    path: '/v1/uploads',
    operationId: 'listUploads',
    summary: 'List uploads, the newest first',
    tag,
    access: 'operations:read',
    query: z.strictObject({ ...pageQuery, connectionId: ConnectionId.optional() }),
    response: pageOf(Upload),
    errors: ['CURSOR_INVALID'],
    handle: async ({ query: { limit, cursor, connectionId } }, { tenantId, caller }) => {
      const page = { before: readCursor(UploadPlaceId, cursor)?.id, limit: limit + 1 };
      const filter = { connectionId, storeId: caller.storeId };
      const rows = await deps.database.tenant(tenantId, (tx) => listUploads(tx, tenantId, filter, page, deps.now()));
      return idPage(
        rows,
        limit,
        (row) => row.id,
        (row) => row,
      );
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/uploads/:uploadId',
    operationId: 'getUpload',
    summary: 'Read an upload and what became of it',
    tag,
    access: 'operations:read',
    params: z.strictObject({ uploadId: UploadId }),
    response: Upload,
    errors: ['NOT_FOUND'],
    handle: ({ params: { uploadId } }, { tenantId, caller }) => read(deps, tenantId, uploadId, caller.storeId),
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/uploads/:uploadId/problems',
    operationId: 'listUploadProblems',
    summary: 'List the rows of an upload that could not be applied',
    description: 'In the order in which they were found. They are dead letters, and can be retried or skipped as such.',
    tag,
    access: 'operations:read',
    params: z.strictObject({ uploadId: UploadId }),
    query: z.strictObject(pageQuery),
    response: pageOf(UploadProblem),
    errors: ['NOT_FOUND', 'CURSOR_INVALID'],
    handle: async ({ params: { uploadId }, query: { limit, cursor } }, { tenantId, caller }) => {
      await read(deps, tenantId, uploadId, caller.storeId);
      const page = { after: readCursor(ProblemPlace, cursor)?.id, limit: limit + 1 };
      const rows = await deps.database.tenant(tenantId, (tx) => listProblems(tx, tenantId, uploadId, page));
      return idPage(
        rows,
        limit,
        (row) => row.id,
        (row) => row,
      );
    },
  }),
];

/** Files, brought and looked at. */
export const uploadRoutes = (deps: UploadDeps): Route[] => [createUpload(deps), ...readUploads(deps)];
