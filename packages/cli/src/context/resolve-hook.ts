import { CommandError } from '../failure.ts';
import type { Context, Hook } from './context.ts';

/** What flags and the context say of where a provider sends to. @throws CommandError when no address is known */
export function resolveHook(
  adapter: string,
  asked: { readonly url: string | undefined; readonly secrets: Readonly<Record<string, string>> },
  context: Context | undefined,
): Hook {
  // the secrets of a saved hook go to its own address only
  const saved = context?.hooks?.[adapter];
  const url = asked.url ?? saved?.url;
  if (url !== undefined && URL.canParse(url))
    return { ...saved, url, secrets: { ...saved?.secrets, ...asked.secrets } };
  const next = 'Give --hook-url (KIRANA_HOOK_URL), or save it: kirana context set --hook-url … --hook-secret …';
  throw new CommandError('config', 'HOOK_MISSING', `No hook URL is known for ${adapter}.`, next);
}
