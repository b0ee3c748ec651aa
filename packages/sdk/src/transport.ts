import createClient, { type ParseAs } from 'openapi-fetch';
import type { CallOptions, Exchange, Method } from './call-types.ts';
import { KiranaApiError, KiranaConnectionError, KiranaTimeoutError } from './errors.ts';
import { retryDelayMs, sleep } from './retry.ts';

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_RETRIES = 2;
const KEY_BYTES = 16;

/** An attempt failed and another one follows. */
export interface Retry {
  readonly method: Method;
  /** As in the API description: `/v1/stores/{storeId}`. */
  readonly path: string;
  /** Attempts that failed so far. */
  readonly failures: number;
  readonly delayMs: number;
  readonly error: unknown;
}

interface ConnectionOptions {
  /** Where the server is, for example `https://kirana.example.com`; in a browser it may be relative. */
  readonly baseUrl: string;
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** For one attempt, until its whole answer is there; 30 s unless set. */
  readonly timeoutMs?: number | undefined;
  /** Attempts after the first, where repeating is safe; 2 unless set. */
  readonly retries?: number | undefined;
  readonly onRetry?: ((retry: Retry) => void) | undefined;
}

/** A browser's short-lived token. A function is asked before every attempt: keep the token in it until close to its end. */
type Token = string | (() => string | Promise<string>);

/** `key`: an API key, on servers only. `token`: what a browser has. */
export type TransportOptions = ConnectionOptions &
  ({ readonly key: string; readonly token?: never } | { readonly key?: never; readonly token: Token });

/** A call as it is made, its types checked before. */
export interface LooseInit extends CallOptions {
  readonly params?: unknown;
  readonly body?: unknown;
  readonly parseAs?: ParseAs;
  /** The body goes out as it is: a file. */
  readonly isFile?: boolean;
}

export interface Transport {
  /** @throws KiranaApiError, KiranaConnectionError, KiranaTimeoutError; the reason of the signal when it is aborted */
  exchange<T>(method: Method, path: string, init?: LooseInit): Promise<Exchange<T>>;
}

/** `duplex` is what fetch wants to be told of a body that is a stream. */
const FILE_INIT = { bodySerializer: (body: unknown) => body, duplex: 'half' } as const;

type LooseRequest = (
  method: Method,
  path: string,
  init: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** A name that nothing else has. */
export function newIdempotencyKey(): string {
  // crypto.randomUUID is missing on pages served over plain http
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function checkBaseUrl(baseUrl: string): void {
  const page = (globalThis as { location?: { href: string } }).location?.href;
  if (!URL.canParse(baseUrl, page)) throw new TypeError(`baseUrl is not a URL: ${JSON.stringify(baseUrl)}`);
}

/**
 * Does not rely on the call to notice: the signal of a fetch was seen to be forgotten by garbage collection (Node 24) once its headers were
 * there, and a body that stalls then would never end.
 */
function orAborted<T>(call: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    call.then(resolve, reject);
  });
}

/** Makes calls: credentials, timeouts, retries and errors are the same for all of them. */
export function createTransport(options: TransportOptions): Transport {
  const { baseUrl, key, token, fetch } = options;
  checkBaseUrl(baseUrl);
  const api = createClient({ baseUrl, ...(fetch === undefined ? {} : { fetch }) });
  const request = api.request as unknown as LooseRequest;

  async function attempt<T>(
    method: Method,
    path: string,
    { timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS, signal, params, body, parseAs, headers, isFile }: LooseInit,
    idempotencyKey: string | undefined,
  ): Promise<Exchange<T>> {
    const credential = key ?? (typeof token === 'function' ? await token() : token);
    const ended = new AbortController();
    const abort = () => ended.abort();
    const timer = setTimeout(abort, timeoutMs);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) abort();
    try {
      const { data, error, response } = await orAborted(
        request(method, path, {
          ...(params === undefined ? {} : { params }),
          ...(body === undefined ? {} : { body }),
          ...(parseAs === undefined ? {} : { parseAs }),
          ...(isFile === true ? FILE_INIT : {}),
          headers: { ...headers, authorization: `Bearer ${credential}`, 'idempotency-key': idempotencyKey },
          signal: ended.signal,
        }),
        ended.signal,
      );
      // not changed since: the answer to a conditional read
      if (response.ok || response.status === 304) return { data: data as T, response };
      throw new KiranaApiError(response, error, idempotencyKey);
    } catch (cause) {
      if (cause instanceof KiranaApiError) throw cause;
      if (signal?.aborted === true) throw signal.reason;
      const call = `${method.toUpperCase()} ${path}`;
      if (ended.signal.aborted) {
        throw new KiranaTimeoutError(`${call}: no answer in ${timeoutMs} ms`, { timeoutMs, idempotencyKey });
      }
      const what = cause instanceof SyntaxError ? 'the answer is not JSON' : 'the connection failed';
      throw new KiranaConnectionError(`${call}: ${what} (${baseUrl})`, { cause, idempotencyKey });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }

  return {
    async exchange<T>(method: Method, path: string, init: LooseInit = {}) {
      const isRead = method === 'get';
      const idempotencyKey =
        isRead || init.idempotencyKey === null ? undefined : (init.idempotencyKey ?? newIdempotencyKey());
      const isRepeatable = isRead || idempotencyKey !== undefined;
      const retries = isRepeatable ? (init.retries ?? options.retries ?? DEFAULT_RETRIES) : 0;
      for (let failures = 1; ; failures += 1) {
        try {
          return await attempt<T>(method, path, init, idempotencyKey);
        } catch (error) {
          const delayMs = failures > retries ? undefined : retryDelayMs(error, failures);
          if (delayMs === undefined) throw error;
          options.onRetry?.({ method, path, failures, delayMs, error });
          await sleep(delayMs, init.signal);
        }
      }
    },
  };
}
