import type { CallOptions } from './call-types.ts';
import type { components } from './generated/api.ts';
import { readItems } from './pages.ts';
import type { Transport } from './transport.ts';

const UPLOADS = '/v1/connections/{connectionId}/uploads';
const UPLOAD = '/v1/uploads/{uploadId}';

/** Half a day: a large file on a slow line. */
const TIMEOUT_MS = 43_200_000;

type Schemas = components['schemas'];
export type Upload = Schemas['Upload'];
export type UploadProblem = Schemas['UploadProblem'];

/** A file. What can be read only once (a stream) is not sent again when the call fails. */
export type UploadBody = string | Uint8Array<ArrayBuffer> | Blob | ReadableStream<Uint8Array>;

export interface UploadOptions extends CallOptions {
  /** What the file is: `text/csv`, `application/json`, `application/x-ndjson` … */
  readonly contentType: string;
  /** Of the connection; left out: its only one. */
  readonly location?: string | undefined;
  /** For people. */
  readonly fileName?: string | undefined;
}

/** Files of any size. */
export interface Uploads {
  /** Resolves when the server has taken all of it; what becomes of it `get` tells. Half a day may pass unless `timeoutMs` says otherwise. */
  create(connectionId: string, body: UploadBody, options: UploadOptions): Promise<Upload>;
  get(uploadId: string, options?: CallOptions): Promise<Upload>;
  /** Over all pages, the newest first. */
  list(query?: { readonly connectionId?: string | undefined }, options?: CallOptions): AsyncGenerator<Upload, void>;
  /** Rows that could not be applied, over all pages. */
  problems(uploadId: string, options?: CallOptions): AsyncGenerator<UploadProblem, void>;
}

export function uploadCalls(transport: Transport): Uploads {
  return {
    async create(connectionId, body, { contentType, location, fileName, ...options }) {
      const query = Object.fromEntries(
        Object.entries({ location, fileName }).filter(([, value]) => value !== undefined),
      );
      const isOneTime = body instanceof ReadableStream;
      const { data } = await transport.exchange<Upload>('post', UPLOADS, {
        timeoutMs: TIMEOUT_MS,
        ...options,
        ...(isOneTime ? { retries: 0 } : {}),
        params: { path: { connectionId }, query },
        headers: { ...options.headers, 'content-type': contentType },
        body,
        isFile: true,
      });
      return data;
    },
    get: async (uploadId, options) =>
      (await transport.exchange<Upload>('get', UPLOAD, { ...options, params: { path: { uploadId } } })).data,
    list: (query = {}, options) =>
      readItems(transport, '/v1/uploads', {
        ...options,
        params: { query: query.connectionId === undefined ? {} : { connectionId: query.connectionId } },
      }) as AsyncGenerator<Upload, void>,
    problems: (uploadId, options) =>
      readItems(transport, `${UPLOAD}/problems`, {
        ...options,
        params: { path: { uploadId }, query: {} },
      }) as AsyncGenerator<UploadProblem, void>,
  };
}
