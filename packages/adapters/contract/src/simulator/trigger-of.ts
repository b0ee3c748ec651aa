import type { HookRequest } from '../hook.ts';
import type { Trigger } from '../trigger.ts';

/** A trigger that refuses parameters it does not know. */
export const triggerOf = (
  description: string,
  parameters: Readonly<Record<string, string>>,
  request: (values: Readonly<Record<string, string>>) => HookRequest,
): Trigger => ({
  description,
  parameters,
  request(overrides) {
    const unknown = Object.keys(overrides).find((name) => !Object.hasOwn(parameters, name));
    if (unknown === undefined) return request(overrides);
    const names = Object.keys(parameters);
    throw new RangeError(`unknown parameter "${unknown}"; there are ${names.length === 0 ? 'none' : names.join(', ')}`);
  },
});
