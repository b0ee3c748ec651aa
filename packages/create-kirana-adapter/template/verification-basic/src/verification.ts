import type { Verification } from '@kirana/adapter';

export const hookSecrets = {
  hookPassword: {
    description: 'Password __TITLE__ sends with every message to us; the user is "__ID__"',
    required: true,
  },
} as const;

/** HTTP Basic. Data: the server compares it, in constant time. */
export const verification: Verification = { kind: 'basic', user: '__ID__', secret: 'hookPassword' };
