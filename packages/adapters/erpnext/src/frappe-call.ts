import {
  type AdapterContext,
  AdapterError,
  atPointer,
  type HttpAnswer,
  htmlText,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
  retryAfter,
} from '@kirana/adapter';
import { siteUrl } from './frappe-values.ts';
import type { ConnectionSettings } from './settings.ts';

export type Context = AdapterContext<ConnectionSettings>;

export interface FrappeCall {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** After the address of the site, with a slash, encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The path of a document type, or of one document. Names may hold anything, slashes too. */
export const resource = (doctype: string, name?: string): string =>
  `/api/resource/${encodeURIComponent(doctype)}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;

/** Calls the site as the user of the key. Any status is an answer. */
export function callSite(
  context: Context,
  { method = 'GET', path, query = {}, body }: FrappeCall,
): Promise<HttpAnswer> {
  const search = new URLSearchParams(query).toString();
  return context.http({
    method,
    url: `${siteUrl(context.settings)}${path}${search === '' ? '' : `?${search}`}`,
    headers: {
      authorization: `token ${context.secret('apiKey')}:${context.secret('apiSecret')}`,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The body as far as it can be read: errors may be pages of HTML. */
function readable(bytes: Uint8Array): JsonObject {
  try {
    const body = parseJson(bytes);
    return isJsonObject(body) ? body : {};
  } catch {
    return {};
  }
}

/** What Frappe says went wrong: the class of its exception, and what it would show to a user. */
export function complaintOf(
  context: Context,
  { bytes }: Pick<HttpAnswer, 'bytes'>,
): {
  readonly type: string | null;
  readonly text: string;
} {
  const body = readable(bytes);
  const type = typeof body.exc_type === 'string' ? body.exc_type.slice(0, 100) : null;
  const shown = shownMessage(body._server_messages);
  const told = shown ?? (typeof body.exception === 'string' ? body.exception : '');
  const keys = [context.secret('apiKey'), context.secret('apiSecret')];
  const text = keys.reduce((left, key) => left.replaceAll(key, '***'), told);
  return { type, text: htmlText(text).replaceAll('\n', ' ').slice(0, 300).toWellFormed() };
}

/** Messages are JSON texts in a JSON text. */
function shownMessage(value: JsonValue | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    const first = atPointer(parseJson(Buffer.from(value)), '/0');
    const message = typeof first === 'string' ? atPointer(parseJson(Buffer.from(first)), '/message') : undefined;
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}

/** @throws AdapterError unless the call succeeded */
export function judge(context: Context, answer: HttpAnswer, what: string): void {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return;
  const { type, text } = complaintOf(context, answer);
  const message = [`the site answered ${status}${type === null ? '' : ` (${type})`} to ${what}`, text]
    .filter((part) => part !== '')
    .join(': ');
  if (status === 401 || status === 403) throw new AdapterError('auth', message);
  const wait = retryAfter(headers);
  if (status === 429) throw new AdapterError('rate_limited', message, wait);
  if (status === 408 || status >= 500) throw new AdapterError('transient', message, wait);
  // no such site, no such document type, or another address than the one of the site
  const isSettings = status === 404 || (status >= 300 && status < 400);
  throw new AdapterError(isSettings ? 'config' : 'permanent', message);
}

/** The answer as JSON. @throws AdapterError('schema') for a page of HTML and the like */
export function parseAnswer(answer: HttpAnswer, what: string): JsonObject {
  let body: JsonValue;
  try {
    body = parseJson(answer.bytes);
  } catch (cause) {
    throw new AdapterError('schema', `the site answered ${what} with something that is no JSON`, { cause });
  }
  if (!isJsonObject(body)) throw new AdapterError('schema', `the site answered ${what} with no object`);
  return body;
}
