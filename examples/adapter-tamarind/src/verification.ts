import type { Verification } from '@kirana/adapter';

export const hookSecrets = {
  signingKey: { description: 'Signs every message of Tamarind POS to us', required: true },
} as const;

/** `x-tamarind-signature`: hex HMAC-SHA256 of the body as it came. Data: the server runs it on the raw bytes, in constant time. */
export const verification: Verification = {
  kind: 'hmac',
  algorithm: 'sha256',
  encoding: 'hex',
  header: 'x-tamarind-signature',
  prefix: 'sha256=',
  secret: 'signingKey',
  signed: ['body'],
};
