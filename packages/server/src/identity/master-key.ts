import { type CipherKey, createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { KiranaError } from '@kirana/core';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The installation's key, kept outside the database. */
export interface MasterKey {
  /** Wraps a small secret; `context` must be the same when it is opened. */
  wrap(secret: Uint8Array, context: string): Uint8Array;
  /** @throws SECRET_KEY_UNKNOWN when neither the present nor the previous key opens it. */
  unwrap(wrapped: Uint8Array, context: string): { readonly secret: Uint8Array; readonly underPreviousKey: boolean };
  /** Keys for one purpose, the present one first. */
  derive(purpose: string): readonly Uint8Array[];
}

const derived = (key: string, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', createHash('sha256').update(key, 'utf8').digest(), 'kirana', purpose, 32));

/** AES-256-GCM: version, nonce, ciphertext, tag. */
export function encrypt(key: CipherKey, nonce: Uint8Array, plain: Uint8Array, context: string): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined when the key, the context or the bytes are not the ones it was written with. */
export function decrypt(key: CipherKey, sealed: Uint8Array, context: string): Uint8Array | undefined {
  if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES || sealed[0] !== VERSION) return undefined;
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  try {
    return Buffer.concat([
      decipher.update(bytes.subarray(1 + NONCE_BYTES, bytes.length - TAG_BYTES)),
      decipher.final(),
    ]);
  } catch {
    return undefined;
  }
}

/** From KIRANA_SECRET_KEY and, during a rotation, KIRANA_SECRET_KEY_PREVIOUS. */
export function masterKey(present: string, previous?: string): MasterKey {
  const keys = [present, ...(previous === undefined ? [] : [previous])];
  const wrapping = keys.map((key) => derived(key, 'wrap'));
  return {
    wrap: (secret, context) => encrypt(wrapping[0] as Uint8Array, randomBytes(NONCE_BYTES), secret, context),
    unwrap(wrapped, context) {
      for (const [index, key] of wrapping.entries()) {
        const secret = decrypt(key, wrapped, context);
        if (secret !== undefined) return { secret, underPreviousKey: index > 0 };
      }
      throw new KiranaError('SECRET_KEY_UNKNOWN', { context });
    },
    derive: (purpose) => keys.map((key) => derived(key, purpose)),
  };
}
