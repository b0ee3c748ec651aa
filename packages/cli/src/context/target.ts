import { CommandError } from '../failure.ts';
import { type Context, type Contexts, contextNamed } from './context.ts';

export interface TargetFlags {
  readonly context?: string | undefined;
  readonly url?: string | undefined;
  readonly key?: string | undefined;
  readonly 'root-key'?: string | undefined;
}

/** What flags, environment and the saved contexts come to. */
export interface Target {
  /** Null: the address and key were given, and no context was asked for. */
  readonly name: string | null;
  readonly context: Context;
}

const sameOrigin = (a: string, b: string): boolean =>
  URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;

/**
 * The context named, else the current one, with what was given laid over it. The keys of a context are never sent to another address.
 * @throws CommandError when no address is known
 */
export function resolveTarget(saved: Contexts, flags: TargetFlags): Target {
  const name = flags.context ?? saved.current;
  const found = name === null ? undefined : contextNamed(saved, name);
  const url = flags.url ?? found?.url;
  if (url === undefined) {
    const next = 'Run kirana init, or give --url and --key (KIRANA_URL, KIRANA_API_KEY).';
    throw new CommandError('config', 'CONTEXT_MISSING', 'No server is known.', next);
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new CommandError('usage', 'URL_INVALID', `Not an address: ${url}`, 'Give it as http://… or https://…');
  }
  const base = found !== undefined && sameOrigin(url, found.url) ? found : undefined;
  const key = flags.key ?? base?.key;
  const rootKey = flags['root-key'] ?? base?.rootKey;
  return {
    name: base === undefined ? null : name,
    context: {
      ...base,
      url,
      ...(key === undefined ? {} : { key }),
      ...(rootKey === undefined ? {} : { rootKey }),
    },
  };
}
