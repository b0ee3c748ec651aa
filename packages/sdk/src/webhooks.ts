import type { CloudEvent } from './live-events.ts';

export type { CloudEvent, EventKind } from './live-events.ts';

const SECRET_PREFIX = 'whsec_';
const SIGNATURE_VERSION = 'v1';
const TOLERANCE_SECONDS = 300;

export type WebhookBody = string | Uint8Array | ArrayBuffer;
type HeaderBag = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

export type WebhookRefusal = 'HEADERS_MISSING' | 'TIMESTAMP_OUTSIDE_TOLERANCE' | 'SIGNATURE_INVALID' | 'BODY_INVALID';

/** Answer 401 and do nothing else. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
  readonly reason: WebhookRefusal;

  constructor(reason: WebhookRefusal, message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface VerifiedWebhook<Event = CloudEvent> {
  /** The same for every attempt to deliver this message: dedupe on it. */
  readonly id: string;
  readonly sentAt: Date;
  readonly event: Event;
}

const bytesOf = (body: WebhookBody): Uint8Array =>
  typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body);

function signedBytes(id: string, timestamp: string, body: WebhookBody): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const content = bytesOf(body);
  const signed = new Uint8Array(head.length + content.length);
  signed.set(head);
  signed.set(content, head.length);
  return signed;
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

async function keyOf(secret: string): Promise<CryptoKey> {
  const base64 = secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = fromBase64(base64);
  } catch {
    throw new TypeError(`a webhook secret is ${SECRET_PREFIX} and base64`);
  }
  if (bytes.length === 0) throw new TypeError('a webhook secret is empty');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

function headerOf(headers: HeaderBag, name: string): string {
  if (headers instanceof Headers) return headers.get(name) ?? '';
  const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
  const value = entry?.[1];
  return (typeof value === 'string' ? value : value?.join(' ')) ?? '';
}

/** Signatures of ours among those sent; other versions and what is no base64 are left out. */
const signaturesIn = (header: string): Uint8Array<ArrayBuffer>[] =>
  header.split(' ').flatMap((part) => {
    const [version, signature = ''] = part.split(',', 2);
    if (version !== SIGNATURE_VERSION) return [];
    try {
      return [fromBase64(signature)];
    } catch {
      return [];
    }
  });

/** The secret signs id, time and body; WebCrypto compares in constant time. */
async function isSignedByAny(secrets: readonly string[], signed: Uint8Array<ArrayBuffer>, header: string) {
  const signatures = signaturesIn(header);
  for (const secret of secrets) {
    const key = await keyOf(secret);
    for (const signature of signatures) {
      if (await crypto.subtle.verify('HMAC', key, signature, signed)) return true;
    }
  }
  return false;
}

/**
 * Proves that a webhook is ours and recent (Standard Webhooks), and reads its event. Give the raw body, before anything parsed it, and during a
 * rotation both secrets.
 * @throws WebhookVerificationError; TypeError for a secret that is none
 */
export async function verifyWebhook<Event = CloudEvent>(
  body: WebhookBody,
  headers: HeaderBag,
  secrets: string | readonly string[],
  { toleranceSeconds = TOLERANCE_SECONDS, now = new Date() }: { toleranceSeconds?: number; now?: Date } = {},
): Promise<VerifiedWebhook<Event>> {
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const signature = headerOf(headers, 'webhook-signature');
  if (id === '' || signature === '' || !/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookVerificationError(
      'HEADERS_MISSING',
      'webhook-id, webhook-timestamp or webhook-signature is missing',
    );
  }
  const sentAt = new Date(Number(timestamp) * 1_000);
  if (Math.abs(now.getTime() - sentAt.getTime()) > toleranceSeconds * 1_000) {
    throw new WebhookVerificationError(
      'TIMESTAMP_OUTSIDE_TOLERANCE',
      `the message was signed at ${sentAt.toISOString()}`,
    );
  }
  const known = typeof secrets === 'string' ? [secrets] : secrets;
  if (!(await isSignedByAny(known, signedBytes(id, timestamp, body), signature))) {
    throw new WebhookVerificationError('SIGNATURE_INVALID', 'no signature matches the body and the secret');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(body));
    return { id, sentAt, event: JSON.parse(text) as Event };
  } catch {
    throw new WebhookVerificationError('BODY_INVALID', 'the body is not JSON');
  }
}

/** The headers of a signed webhook: to send one, or to test a receiver. */
export async function signWebhook(
  body: WebhookBody,
  secret: string,
  { id, sentAt = new Date() }: { id: string; sentAt?: Date },
): Promise<{ 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string }> {
  const timestamp = String(Math.floor(sentAt.getTime() / 1_000));
  const signature = await crypto.subtle.sign('HMAC', await keyOf(secret), signedBytes(id, timestamp, body));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(signature)));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `${SIGNATURE_VERSION},${base64}`,
  };
}
