import type { Context } from './context.ts';
import { redact } from './redact.ts';

/** A context as it is shown: of keys and secrets only enough to recognise them. */
export const contextView = (name: string, context: Context, isCurrent: boolean) => ({
  name,
  current: isCurrent,
  url: context.url,
  key: context.key === undefined ? null : redact(context.key),
  rootKey: context.rootKey === undefined ? null : redact(context.rootKey),
  storeId: context.storeId ?? null,
  hooks: Object.keys(context.hooks ?? {}),
});
