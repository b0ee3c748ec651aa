import type { Verification } from '@kirana/adapter';

export const hookSecrets = {
  signingKey: { description: 'Signs every message of __TITLE__ to us', required: true },
} as const;

/** `__HEADER__`: hex HMAC-SHA256 of the body as it came. Data: the server runs it on the raw bytes, in constant time. */
export const verification: Verification = {
  kind: 'hmac',
  algorithm: 'sha256',
  encoding: 'hex',
  header: '__HEADER__',
  prefix: '__PREFIX__',
  secret: 'signingKey',
  signed: ['body'],
};
