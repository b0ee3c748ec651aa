import { CommandError } from '../failure.ts';
import { contextNamed, type Hook } from './context.ts';
import { readContexts, saveContext } from './context-file.ts';

type Change = (before: Hook | undefined) => Hook;

/** @throws CommandError when no context is saved */
async function changeHook(path: string, name: string | undefined, adapter: string, change: Change): Promise<void> {
  const saved = await readContexts(path);
  const kept = name ?? saved.current;
  if (kept === null) {
    throw new CommandError('config', 'CONTEXT_MISSING', 'No context is saved to keep the hook in.', 'Run kirana init.');
  }
  const context = contextNamed(saved, kept);
  const hooks = { ...context.hooks, [adapter]: change(context.hooks?.[adapter]) };
  await saveContext(path, kept, { ...context, hooks }, { use: false });
}

/**
 * Keeps where a provider sends to, so that `kirana trigger` can do the same. Secrets that were known stay.
 * @throws CommandError when no context is saved
 */
export const saveHook = (
  path: string,
  name: string | undefined,
  adapter: string,
  hook: { readonly url: string; readonly secrets?: Readonly<Record<string, string>> },
): Promise<void> =>
  changeHook(path, name, adapter, (before) => ({
    ...before,
    url: hook.url,
    secrets: { ...before?.secrets, ...hook.secrets },
  }));

/** Renews secrets of a hook that is kept. @throws CommandError when there is none */
export const saveSecret = (
  path: string,
  name: string | undefined,
  adapter: string,
  secrets: Readonly<Record<string, string>>,
): Promise<void> =>
  changeHook(path, name, adapter, (before) => {
    if (before !== undefined) return { ...before, secrets: { ...before.secrets, ...secrets } };
    const next = 'Keep its URL first: kirana source rotate-token --save-hook.';
    throw new CommandError(
      'config',
      'HOOK_MISSING',
      `The context has no hook of ${adapter} to keep the secret for.`,
      next,
    );
  });

/** The address a provider sends to: as the server says, else at the address we reach it by. */
export const hookUrl = (
  base: string,
  { hookUrl: known, hookPath }: { hookUrl: string | null; hookPath: string },
): string => (known ?? new URL(hookPath, base).href).replace(/\/$/, '');
