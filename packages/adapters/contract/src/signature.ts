import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { HookRequest } from './hook.ts';
import { peekJson } from './json-pointer.ts';
import type { Place, SignedPart, Verification } from './verification.ts';

/** Values of each named secret: the current one first, then the one before it while a rotation lasts. */
export type Secrets = Readonly<Record<string, readonly string[]>>;

export type HmacVerification = Extract<Verification, { kind: 'hmac' }>;

/** The usable values of a secret. None: nothing signed with it can be accepted. */
export function secretValues(secrets: Secrets, name: string): readonly string[] {
  const values = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string' && value !== '') : [];
}

export function headerOf(request: HookRequest, name: string): string | undefined {
  const key = name.toLowerCase();
  const value = Object.hasOwn(request.headers, key) ? request.headers[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Equal? In a time that tells nothing of where they differ, nor of their lengths. */
export const sameText = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right));

/** What stands at a place of a request, as text. */
export function textAt(request: HookRequest, at: Place): string | undefined {
  switch (at.in) {
    case 'header':
      return headerOf(request, at.name);
    case 'query':
      return Object.hasOwn(request.query, at.name) ? request.query[at.name] : undefined;
    case 'path': {
      const segment = request.path.split('/')[at.index];
      return segment === undefined || segment === '' ? undefined : decodeURIComponent(segment);
    }
    case 'body': {
      const value = peekJson(request.body, at.pointer);
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    }
  }
}

/** What the parts of a signature stand for in one request. */
export interface SignedValues {
  readonly body: Uint8Array;
  readonly url: string | null;
  readonly timestamp: string | null;
  readonly id: string | null;
}

/** The bytes that are signed; undefined when a part has no value here. */
export function signedBytes(parts: readonly SignedPart[], values: SignedValues): Buffer | undefined {
  const pieces: Uint8Array[] = [];
  for (const part of parts) {
    const value = typeof part === 'string' ? values[part] : part.literal;
    if (value === null) return undefined;
    pieces.push(typeof value === 'string' ? Buffer.from(value) : value);
  }
  return pieces.length === 0 ? undefined : Buffer.concat(pieces);
}

export const hmacText = (spec: Pick<HmacVerification, 'algorithm' | 'encoding'>, key: string | Buffer, bytes: Buffer) =>
  createHmac(spec.algorithm, key).update(bytes).digest(spec.encoding);

/** Standard Webhooks: the secret is base64 after `whsec_`, the signature covers id, time and body. */
export const STANDARD_WEBHOOKS = {
  id: 'webhook-id',
  timestamp: 'webhook-timestamp',
  signature: 'webhook-signature',
  toleranceSeconds: 300,
} as const;

export const standardWebhooksKey = (secret: string): Buffer =>
  Buffer.from(secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret, 'base64');

export const standardWebhooksSignature = (key: Buffer, id: string, timestamp: string, body: Uint8Array): string =>
  `v1,${hmacText({ algorithm: 'sha256', encoding: 'base64' }, key, Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]))}`;
