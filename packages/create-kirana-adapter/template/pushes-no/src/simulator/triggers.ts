import type { Trigger } from '@kirana/adapter';

export const accountParameter = null;

/** The provider sends nothing of its own accord. */
export const triggers: Readonly<Record<string, Trigger>> = {};
