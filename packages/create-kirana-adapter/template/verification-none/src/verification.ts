import type { Verification } from '@kirana/adapter';

export const hookSecrets = {} as const;

/** Pulled pages need no proof; what comes to the hook URL is refused. */
export const verification: Verification = { kind: 'unsigned', reason: '__TITLE__ sends nothing of its own accord' };
