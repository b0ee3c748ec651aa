import {
  type AdapterContext,
  AdapterError,
  type AdapterErrorKind,
  isJsonObject,
  type JsonValue,
  peekJson,
  retryAfter,
} from '@kirana/adapter';
import { flag, idText } from './lenient-values.ts';
import type { ConnectionSettings } from './settings.ts';

type Context = AdapterContext<ConnectionSettings>;
type Answer = Awaited<ReturnType<Context['http']>>;

/** Errors seen: MS_101 the restaurant is not mapped to these keys. A wrong code is ours to correct in the connection. */
const KIND_OF_ERROR: Readonly<Record<string, AdapterErrorKind>> = { MS_101: 'config' };
const CREDENTIAL_FIELDS = /^(app[_-]?key|app[_-]?secret|access[_-]?token)$/i;
const CREDENTIAL_WORDS =
  /\b(app[_ -]?key|app[_ -]?secret|access[_ -]?token|credential|unauthori[sz]ed|not authori[sz]ed)/i;

function credentials(context: Context) {
  return {
    key: context.secret('appKey'),
    secret: context.secret('appSecret'),
    token: context.secret('accessToken'),
  };
}

function judgeStatus(answer: Answer): void {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return;
  const message = `PetPooja answered ${status} to fetch-menu`;
  if (status === 401 || status === 403) throw new AdapterError('auth', message);
  const wait = retryAfter(headers);
  if (status === 429) throw new AdapterError('rate_limited', message, wait);
  if (status === 408 || status >= 500) throw new AdapterError('transient', message, wait);
  throw new AdapterError(status === 404 || (status >= 300 && status < 400) ? 'config' : 'permanent', message);
}

/** The provider's words, without any of our keys it may have repeated. */
function failureText(message: JsonValue | undefined, code: string | undefined, keys: readonly string[]): string {
  let text = typeof message === 'string' ? message : 'no message';
  for (const key of keys) text = text.replaceAll(key, '***');
  return `PetPooja refused fetch-menu${code === undefined ? '' : ` (${code})`}: ${text.replace(/\p{Cc}+/gu, ' ').slice(0, 200)}`;
}

/** PetPooja answers 200 with success "0" when it refuses. */
function judgeBody(bytes: Uint8Array, keys: readonly string[]): void {
  const success = flag(peekJson(bytes, '/success'));
  if (success === true || (success === undefined && peekJson(bytes, '/restaurants') !== undefined)) return;
  if (success === undefined)
    throw new AdapterError('schema', 'PetPooja answered fetch-menu with something that is no menu');
  const code = idText(peekJson(bytes, '/errorCode'));
  const message = peekJson(bytes, '/message');
  const fields = peekJson(bytes, '/validation_errors');
  const names = isJsonObject(fields) ? Object.keys(fields) : [];
  const isAuth =
    names.some((name) => CREDENTIAL_FIELDS.test(name)) ||
    (typeof message === 'string' && CREDENTIAL_WORDS.test(message));
  const known = code !== undefined && Object.hasOwn(KIND_OF_ERROR, code) ? KIND_OF_ERROR[code] : undefined;
  throw new AdapterError(isAuth ? 'auth' : (known ?? 'permanent'), failureText(message, code, keys));
}

/**
 * The whole menu of one restaurant, as bytes.
 * @throws AdapterError: auth, config, rate_limited with its wait, transient, permanent, or schema for what is no menu at all.
 */
export async function fetchMenu(context: Context, restaurant: string): Promise<Uint8Array> {
  const { key, secret, token } = credentials(context);
  const { fetchMenuUrl, credentialsIn } = context.settings;
  const inHeader = credentialsIn === 'header';
  const answer = await context.http({
    method: 'POST',
    url: fetchMenuUrl,
    headers: {
      'content-type': 'application/json',
      ...(inHeader ? { 'app-key': key, 'app-secret': secret, 'access-token': token } : {}),
    },
    body: JSON.stringify({
      restID: restaurant,
      ...(inHeader ? {} : { app_key: key, app_secret: secret, access_token: token }),
    }),
  });
  judgeStatus(answer);
  judgeBody(answer.bytes, [key, secret, token]);
  return answer.bytes;
}
