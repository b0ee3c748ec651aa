import type { HookRequest } from './hook.ts';

/** A message as the provider would send it, for `kirana trigger` and for tests. Unsigned: `sign` completes it. */
export interface Trigger {
  /** One line for a list. */
  readonly description: string;
  /** What can be overridden, with one line each. Unknown names are refused. */
  readonly parameters: Readonly<Record<string, string>>;
  /** @throws RangeError for a parameter that is unknown or cannot be used. */
  request(overrides: Readonly<Record<string, string>>): HookRequest;
}
