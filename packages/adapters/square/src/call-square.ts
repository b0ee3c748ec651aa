import {
  type AdapterContext,
  AdapterError,
  type AdapterErrorKind,
  atPointer,
  type HttpAnswer,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  peekJson,
  retryAfter,
} from '@kirana/adapter';
import { type ConnectionSettings, secrets } from './settings.ts';

export type Context = AdapterContext<ConnectionSettings>;

/** One entry of `errors` in an answer. */
export interface SquareError {
  readonly category: string;
  readonly code: string;
  /** For people: without the token, controls and length. */
  readonly detail: string;
  readonly field: string;
}

/** Categories that say by themselves what is to be done, whatever the status. */
const KIND_OF_CATEGORY: Readonly<Record<string, AdapterErrorKind>> = {
  AUTHENTICATION_ERROR: 'auth',
  RATE_LIMIT_ERROR: 'rate_limited',
  API_ERROR: 'transient',
};
const KIND_OF_CODE: Readonly<Record<string, AdapterErrorKind>> = {
  API_VERSION_INCOMPATIBLE: 'config',
  INVALID_SQUARE_VERSION_FORMAT: 'config',
};

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const textOf = (value: JsonValue | undefined, mostLength: number): string =>
  typeof value === 'string' ? value.replace(/\p{Cc}+/gu, ' ').slice(0, mostLength) : '';

/** Our secrets never come back out of what Square repeats. */
function redacted(text: string, context: Context): string {
  let left = text;
  for (const name of Object.keys(secrets)) {
    try {
      left = left.replaceAll(context.secret(name), '***');
    } catch {
      // one that is not set was not told to anybody
    }
  }
  return left;
}

function readErrors(errors: JsonValue | undefined, context: Context): SquareError[] {
  return (isJsonArray(errors) ? errors : []).filter(isJsonObject).map((error) => ({
    category: textOf(error.category, 100),
    code: /^[A-Z0-9_]{1,100}$/.test(textOf(error.code, 101)) ? textOf(error.code, 100) : '',
    detail: redacted(textOf(error.detail, 10_000), context).slice(0, 200).toWellFormed(),
    field: textOf(error.field, 200),
  }));
}

/** What the answer complains of, whatever its status. */
export const errorsIn = ({ bytes }: HttpAnswer, context: Context): SquareError[] =>
  readErrors(peekJson(bytes, '/errors'), context);

function kindOfStatus(status: number): AdapterErrorKind | undefined {
  if (status === 401 || status === 403) return 'auth';
  if (status === 429) return 'rate_limited';
  if (status === 408 || status >= 500) return 'transient';
  return status >= 300 && status < 400 ? 'config' : undefined;
}

/** What it means that an answer is no success; undefined: it is about the request itself. */
export function kindOfFailure({ status }: HttpAnswer, errors: readonly SquareError[]): AdapterErrorKind | undefined {
  const said = errors.map(({ category, code }) => own(KIND_OF_CODE, code) ?? own(KIND_OF_CATEGORY, category));
  return kindOfStatus(status) ?? said.find((kind) => kind !== undefined);
}

export function failure(answer: HttpAnswer, errors: readonly SquareError[], kind: AdapterErrorKind, what: string) {
  const [first] = errors;
  const said = first === undefined ? '' : `: ${`${first.code} ${first.detail}`.trim()}`;
  return new AdapterError(kind, `Square answered ${answer.status} to ${what}${said}`, retryAfter(answer.headers));
}

/** One call, as it was answered. */
export function request(context: Context, path: string, body?: unknown): Promise<HttpAnswer> {
  const { baseUrl, squareVersion } = context.settings;
  return context.http({
    method: body === undefined ? 'GET' : 'POST',
    url: `${baseUrl.replace(/\/+$/, '')}/v2/${path}`,
    headers: {
      authorization: `Bearer ${context.secret('accessToken')}`,
      'square-version': squareVersion,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** A successful answer: as it came, as it reads, and when it was given by Square's clock. */
export interface SquareAnswer {
  readonly bytes: Uint8Array;
  readonly body: JsonObject;
  readonly date: string | null;
}

/**
 * A call that has to succeed. An answer with `errors` is no success, whatever its status.
 * @throws AdapterError: auth, config, rate_limited with its wait, transient, permanent, or schema for what is no JSON object.
 */
export async function ask(context: Context, path: string, asked?: unknown): Promise<SquareAnswer> {
  const answer = await request(context, path, asked);
  const { status, bytes, headers } = answer;
  const body = status >= 200 && status < 300 ? parseJson(bytes) : undefined;
  const errors = body === undefined ? errorsIn(answer, context) : readErrors(atPointer(body, '/errors'), context);
  if (body === undefined || errors.length > 0) {
    const kind = kindOfFailure(answer, errors) ?? (status === 404 ? 'config' : 'permanent');
    throw failure(answer, errors, kind, path);
  }
  if (!isJsonObject(body)) throw new AdapterError('schema', `Square answered ${path} with something that is no object`);
  const dateMs = Date.parse(headers.date ?? '');
  return { bytes, body, date: Number.isNaN(dateMs) ? null : new Date(dateMs).toISOString() };
}
