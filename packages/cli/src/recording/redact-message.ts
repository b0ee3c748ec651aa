import { isParts } from '../adapter-package/read-package.ts';
import { looksSecret } from './likely-secret.ts';

/** A message as it came, before it may be kept. */
export interface Message {
  readonly method: string;
  /** What follows the hook token, without a slash in front. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What is known of the secrets that may be in it. */
export interface Knowledge {
  /** Names the adapter declares: a field of such a name is a secret, in whatever spelling. */
  readonly names: readonly string[];
  /** Values; wherever one stands it is taken out. */
  readonly values: readonly string[];
}

export interface Redacted {
  readonly message: Message;
  /** Places that still look like a secret: JSON pointers into the body, `query/…`, `header/…`, `path`. */
  readonly suspects: readonly string[];
}

export const REDACTED = 'redacted';

/** Proofs of the sender, and what only this one transport knows; the kit adds a proof of its own. */
const DROPPED =
  /^(authorization|proxy-.*|cookie|set-cookie|host|connection|keep-alive|content-length|transfer-encoding|te|via|forwarded|x-forwarded-.*|x-real-ip|cf-.*|.*(api-?key|token|secret|passw|signature|hmac|credential|auth).*)$/;
const SECRET_NAME = /token|secret|passw|apikey|accesskey|signingkey|privatekey|credential|authorization/;

const plainName = (name: string): string => name.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
const step = (key: string): string => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Every text of a JSON value: where it is, the name it stands under, what it says. */
function* textsOf(value: unknown, at = '', name = ''): Generator<{ at: string; name: string; text: string }> {
  if (typeof value === 'string') yield { at, name, text: value };
  else if (Array.isArray(value))
    for (const [index, entry] of value.entries()) yield* textsOf(entry, `${at}/${index}`, name);
  else if (isParts(value)) for (const [key, entry] of Object.entries(value)) yield* textsOf(entry, at + step(key), key);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The fields of a form; undefined for what is none. */
function formOf(text: string, type: string): Record<string, string> | undefined {
  return type.includes('x-www-form-urlencoded') ? Object.fromEntries(new URLSearchParams(text)) : undefined;
}

/** Spellings a value may have in a message. */
const spellings = (value: string): readonly string[] => [
  ...new Set([value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]),
];

/** Short values would be taken out of words they are no part of. */
const LEAST_VALUE = 6;

function without(text: string, values: readonly string[]): string {
  const known = values.filter((value) => value.length >= LEAST_VALUE).flatMap(spellings);
  return known.sort((a, b) => b.length - a.length).reduce((kept, value) => kept.replaceAll(value, REDACTED), text);
}

/** A body that is no text can neither be cleaned nor looked through. */
function asText(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

/**
 * Takes out what must not be published: proofs in headers, values that are known, fields named as secrets are. What is left and still looks
 * like a secret is told. Bytes that are not secret stay as they came.
 */
export function redactMessage(message: Message, { names, values }: Knowledge): Redacted {
  const declared = new Set(names.map(plainName));
  const isSecret = (name: string) => declared.has(plainName(name)) || SECRET_NAME.test(plainName(name));
  const text = asText(message.body);
  const type = message.headers['content-type'] ?? '';
  const fields = text === undefined ? undefined : (parsed(text) ?? formOf(text, type));
  const named =
    fields === undefined ? [] : [...textsOf(fields)].filter(({ name }) => isSecret(name)).map((one) => one.text);
  const inQuery = Object.entries(message.query).flatMap(([name, value]) => (isSecret(name) ? [value] : []));
  const all = [...values, ...named, ...inQuery];
  const clean = (value: string) => without(value, all);
  const pairs = (record: Readonly<Record<string, string>>, keep: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(record).flatMap(([name, value]) => (keep(name) ? [[name, clean(value)]] : [])));
  const headers = pairs(message.headers, (name) => !DROPPED.test(name) && !declared.has(plainName(name)));
  const query = Object.fromEntries(
    Object.entries(message.query).map(([name, value]) => [name, isSecret(name) ? REDACTED : clean(value)]),
  );
  const shortNamed = (fields === undefined ? [] : [...textsOf(fields)]).filter(
    ({ name, text: value }) => isSecret(name) && value.length < LEAST_VALUE && value !== '',
  );
  const body = text === undefined ? undefined : clean(text);
  const cleaned: Message = {
    ...message,
    path: clean(message.path),
    query,
    headers,
    body: body === undefined ? message.body : Buffer.from(body),
  };
  return { message: cleaned, suspects: [...suspectsIn(cleaned, body, type), ...shortNamed.map(({ at }) => at)] };
}

function suspectsIn(message: Message, body: string | undefined, type: string): string[] {
  const found: string[] = [];
  if (looksSecret(message.path)) found.push('path');
  for (const [name, value] of Object.entries(message.query)) if (looksSecret(value)) found.push(`query${step(name)}`);
  for (const [name, value] of Object.entries(message.headers))
    if (looksSecret(value)) found.push(`header${step(name)}`);
  // the whole body
  if (body === undefined) return [...found, ''];
  const fields = parsed(body) ?? formOf(body, type);
  if (fields === undefined) return looksSecret(body) ? [...found, ''] : found;
  const inBody = [...textsOf(fields)].filter(({ text }) => looksSecret(text)).map(({ at }) => at);
  // a key that is in the name of a field
  const elsewhere = inBody.length === 0 && looksSecret(body) ? [''] : [];
  return [...found, ...inBody, ...elsewhere];
}
