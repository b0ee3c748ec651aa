import {
  type AdapterContext,
  AdapterError,
  type AdapterErrorKind,
  type HttpAnswer,
  type JsonObject,
  type JsonValue,
  retryAfter,
} from '@kirana/adapter';
import { asObject, listOf } from './lenient-values.ts';
import { API_VERSION } from './manifest.ts';
import { readObject } from './read-body.ts';
import type { ConnectionSettings } from './settings.ts';

export type Context = AdapterContext<ConnectionSettings>;

const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]{0,100}\.myshopify\.com$/;

/** @throws AdapterError('config') when the account is no shop domain */
function endpointUrl({ settings, account }: Context): string {
  const path = `/admin/api/${API_VERSION}/graphql.json`;
  if (settings.baseUrl !== undefined) return settings.baseUrl.replace(/\/+$/, '') + path;
  if (SHOP_DOMAIN.test(account)) return `https://${account}${path}`;
  throw new AdapterError('config', 'the account of the connection must be the shop domain, like tulsi.myshopify.com');
}

const KIND_OF_STATUS: Readonly<Record<number, AdapterErrorKind>> = {
  401: 'auth',
  402: 'config', // the shop is frozen: somebody has to pay
  403: 'auth',
  404: 'config',
  408: 'transient',
  423: 'config', // the shop is locked
  429: 'rate_limited',
  430: 'rate_limited', // Shopify's own, for too many at once
};

/** @throws AdapterError for every answer that is no 2xx */
export function judgeStatus({ status, headers }: HttpAnswer, what: string): void {
  if (status >= 200 && status < 300) return;
  const kind = KIND_OF_STATUS[status] ?? (status >= 500 ? 'transient' : status < 400 ? 'config' : 'permanent');
  throw new AdapterError(kind, `Shopify answered ${status} to ${what}`, retryAfter(headers));
}

const KIND_OF_CODE: Readonly<Record<string, AdapterErrorKind>> = {
  THROTTLED: 'rate_limited',
  ACCESS_DENIED: 'auth',
  UNAUTHORIZED: 'auth',
  SHOP_INACTIVE: 'config',
  INTERNAL_SERVER_ERROR: 'transient',
  TIMEOUT: 'transient',
  MAX_COST_EXCEEDED: 'bug',
};

const positive = (value: JsonValue | undefined): number | undefined => {
  const number = Number(value);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
};

/** The bucket refills at so many points a second: how long until the query fits, at least a second. */
export function throttledForMs(extensions: JsonValue | undefined): number {
  const cost = asObject(asObject(extensions)?.cost);
  const status = asObject(cost?.throttleStatus);
  const asked = positive(cost?.requestedQueryCost);
  const available = positive(status?.currentlyAvailable);
  const perSecond = positive(status?.restoreRate);
  if (asked === undefined || available === undefined || perSecond === undefined || perSecond === 0) return 2_000;
  return Math.max(1_000, Math.ceil(((asked - available) / perSecond) * 1_000));
}

export const shortText = (value: JsonValue | undefined): string =>
  typeof value === 'string' ? value.replace(/\p{Cc}+/gu, ' ').slice(0, 200) : 'no message';

/**
 * GraphQL says no with a 200: in `errors`, which is a list, or plain text where the token is wrong.
 * @param token not to be repeated, even if Shopify does. @throws AdapterError
 */
function judgeErrors({ errors, extensions }: JsonObject, what: string, token: string): void {
  if (errors === undefined || errors === null) return;
  const told = (value: JsonValue | undefined): string => shortText(value).replaceAll(token, '***');
  const [first] = listOf(errors).map(asObject);
  if (first === undefined) throw new AdapterError('auth', `Shopify refused ${what}: ${told(errors)}`);
  const code = asObject(first.extensions)?.code;
  const kind =
    (typeof code === 'string' && Object.hasOwn(KIND_OF_CODE, code) ? KIND_OF_CODE[code] : undefined) ?? 'permanent';
  const wait = kind === 'rate_limited' ? { retryAfterMs: throttledForMs(extensions) } : {};
  const name = typeof code === 'string' ? ` (${code.slice(0, 60)})` : '';
  throw new AdapterError(kind, `Shopify refused ${what}${name}: ${told(first.message)}`, wait);
}

export interface GraphqlAnswer {
  readonly bytes: Uint8Array;
  readonly data: JsonObject;
}

/** Asks the shop once. @param what for messages, as in "Shopify refused …" */
export async function askShop(
  context: Context,
  what: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<GraphqlAnswer> {
  const token = context.secret('accessToken');
  const answer = await context.http({
    method: 'POST',
    url: endpointUrl(context),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'x-shopify-access-token': token,
    },
    body: JSON.stringify({ query, variables }),
  });
  judgeStatus(answer, what);
  const body = readObject(answer.bytes);
  judgeErrors(body, what, token);
  const data = asObject(body.data);
  if (data === undefined)
    throw new AdapterError('schema', `Shopify's answer to ${what} has no data`, { path: '/data' });
  return { bytes: answer.bytes, data };
}
