import { createHmac, timingSafeEqual } from 'node:crypto';
import { ApiKeyId, BrowserTokenClaims } from '@kirana/core';
import { z } from 'zod';

const PREFIX = 'kirt_';

/** What a token carries: the claims, and the key it was made with, so that revoking the key revokes its tokens. */
const Payload = z.strictObject({ ...BrowserTokenClaims.shape, keyId: ApiKeyId });
export type BrowserToken = z.infer<typeof Payload>;

const sign = (key: Uint8Array, payload: string): Buffer => createHmac('sha256', key).update(payload).digest();

/** Signs a token with the present key, the first. Nothing is stored. */
export function writeBrowserToken(keys: readonly Uint8Array[], token: BrowserToken): string {
  const [key] = keys;
  if (key === undefined) throw new Error('no key to sign browser tokens with');
  const payload = Buffer.from(JSON.stringify(token)).toString('base64url');
  return `${PREFIX}${payload}.${sign(key, payload).toString('base64url')}`;
}

export const isBrowserToken = (credential: string): boolean => credential.startsWith(PREFIX);

/** Undefined unless one of the keys signed it and it has not expired. */
export function readBrowserToken(keys: readonly Uint8Array[], text: string, now: Date): BrowserToken | undefined {
  const [payload = '', signature = '', rest] = text.slice(PREFIX.length).split('.');
  const given = Buffer.from(signature, 'base64url');
  const isOurs = keys.some((key) => {
    const expected = sign(key, payload);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!isOurs || rest !== undefined) return undefined;
  const read = Payload.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  return read.success && new Date(read.data.expiresAt) > now ? read.data : undefined;
}
