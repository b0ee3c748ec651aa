import type { Verification } from '@kirana/adapter';

export const hookSecrets = {} as const;

/** Anybody who knows the hook URL can send. Refused until the operator allows it on the source. */
export const verification: Verification = { kind: 'unsigned', reason: '__TITLE__ does not prove its messages' };
