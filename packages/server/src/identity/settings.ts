import { KiranaError } from '@kirana/core';
import type { HostedAdapter, HostedAdapters } from '../plugins/hosted-adapter.ts';

/** @throws ADAPTER_UNKNOWN */
export function adapterOf(adapters: HostedAdapters, id: string): HostedAdapter {
  const adapter = adapters.get(id);
  if (adapter === undefined) throw new KiranaError('ADAPTER_UNKNOWN', { adapter: id, known: [...adapters.keys()] });
  return adapter;
}

/**
 * Settings are stored as they were given, so that a default of the adapter may change later. The adapter may be in another process: never
 * inside a transaction.
 * @throws SETTINGS_INVALID
 */
export async function checkSettings(
  adapter: HostedAdapter,
  of: 'source' | 'connection',
  settings: unknown,
): Promise<void> {
  const result = await adapter.readSettings(of, settings);
  if (result.ok) return;
  const problems = result.problems.map(({ path, message }) => ({
    path: ['/body/settings', ...path].join('/'),
    message,
  }));
  throw new KiranaError('SETTINGS_INVALID', {}, { problems });
}

/** @throws SETTINGS_INVALID for a secret the adapter does not have, or a required one that is missing. */
export function checkSecretNames(adapter: HostedAdapter, given: readonly string[]): void {
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
