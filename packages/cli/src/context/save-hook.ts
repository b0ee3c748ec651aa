import { CommandError } from '../failure.ts';
import { contextNamed } from './context.ts';
import { readContexts, saveContext } from './context-file.ts';

/**
 * Keeps where a provider sends to, so that `kirana trigger` can do the same. Secrets that were known stay.
 * @throws CommandError when no context is saved
 */
export async function saveHook(
  path: string,
  name: string | undefined,
  adapter: string,
  hook: { readonly url: string; readonly secrets?: Readonly<Record<string, string>> },
): Promise<void> {
  const saved = await readContexts(path);
  const kept = name ?? saved.current;
  if (kept === null) {
    throw new CommandError('config', 'CONTEXT_MISSING', 'No context is saved to keep the hook in.', 'Run kirana init.');
  }
  const context = contextNamed(saved, kept);
  const before = context.hooks?.[adapter];
  const next = { ...before, url: hook.url, secrets: { ...before?.secrets, ...hook.secrets } };
  await saveContext(path, kept, { ...context, hooks: { ...context.hooks, [adapter]: next } }, { use: false });
}

/** The address a provider sends to: as the server says, else at the address we reach it by. */
export const hookUrl = (
  base: string,
  { hookUrl: known, hookPath }: { hookUrl: string | null; hookPath: string },
): string => (known ?? new URL(hookPath, base).href).replace(/\/$/, '');
