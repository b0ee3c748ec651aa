import type { Verification } from '@kirana/adapter';

export const hookSecrets = {
  hookSecret: { description: 'What __TITLE__ sends in the header of every message to us', required: true },
} as const;

/** A fixed value in the header `__HEADER__`. Data: the server compares it, in constant time. */
export const verification: Verification = {
  kind: 'shared-secret',
  at: { in: 'header', name: '__HEADER__' },
  prefix: '__PREFIX__',
  secret: 'hookSecret',
};
