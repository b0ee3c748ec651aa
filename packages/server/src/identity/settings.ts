import type { Adapter } from '@kirana/adapter';
import { KiranaError } from '@kirana/core';
import type { z } from 'zod';

/** @throws ADAPTER_UNKNOWN */
export function adapterOf(adapters: ReadonlyMap<string, Adapter>, id: string): Adapter {
  const adapter = adapters.get(id);
  if (adapter === undefined) throw new KiranaError('ADAPTER_UNKNOWN', { adapter: id, known: [...adapters.keys()] });
  return adapter;
}

/** Settings are stored as they were given, so that a default of the adapter may change later. @throws SETTINGS_INVALID */
export function checkSettings(schema: z.ZodType, settings: unknown): void {
  const result = schema.safeParse(settings);
  if (result.success) return;
  const problems = result.error.issues.flatMap((issue) => {
    const at = ['/body/settings', ...issue.path.map(String)].join('/');
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: `${at}/${key}`, message: 'unknown field' }))
      : [{ path: at, message: issue.message }];
  });
  throw new KiranaError('SETTINGS_INVALID', {}, { problems });
}

/** @throws SETTINGS_INVALID for a secret the adapter does not have, or a required one that is missing. */
export function checkSecretNames(adapter: Adapter, given: readonly string[]): void {
  const unknown = given.filter((name) => !Object.hasOwn(adapter.secrets, name));
  const missing = Object.entries(adapter.secrets).filter(([name, { required }]) => required && !given.includes(name));
  if (unknown.length === 0 && missing.length === 0) return;
  throw new KiranaError(
    'SETTINGS_INVALID',
    {},
    {
      problems: [
        ...unknown.map((name) => ({ path: `/body/secrets/${name}`, message: 'the adapter has no such secret' })),
        ...missing.map(([name, { description }]) => ({
          path: `/body/secrets/${name}`,
          message: `required: ${description}`,
        })),
      ],
    },
  );
}
