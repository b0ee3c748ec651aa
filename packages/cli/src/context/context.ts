import { CommandError } from '../failure.ts';

/** Where a provider sends to at this server, and with which proof: for `kirana trigger`. */
export interface Hook {
  readonly url: string;
  readonly secrets: Readonly<Record<string, string>>;
  /** The provider's name of the account, sent unless another is given. */
  readonly account?: string;
}

/** A server and how to talk to it. */
export interface Context {
  readonly url: string;
  readonly key?: string;
  readonly rootKey?: string;
  readonly storeId?: string;
  /** By adapter. */
  readonly hooks?: Readonly<Record<string, Hook>>;
}

export interface Contexts {
  readonly version: 1;
  readonly current: string | null;
  readonly contexts: Readonly<Record<string, Context>>;
}

export const NO_CONTEXTS: Contexts = { version: 1, current: null, contexts: {} };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNone = (value: unknown): boolean => value === undefined || isText(value);

const isHook = (value: unknown): boolean =>
  isRecord(value) &&
  isText(value.url) &&
  isRecord(value.secrets) &&
  Object.values(value.secrets).every(isText) &&
  isTextOrNone(value.account);

const isContext = (value: unknown): boolean =>
  isRecord(value) &&
  isText(value.url) &&
  [value.key, value.rootKey, value.storeId].every(isTextOrNone) &&
  (value.hooks === undefined || (isRecord(value.hooks) && Object.values(value.hooks).every(isHook)));

/** @throws CommandError for anything that is not a contexts file of version 1 */
export function parseContexts(text: string, path: string): Contexts {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const isValid =
    isRecord(value) &&
    value.version === 1 &&
    (value.current === null || isText(value.current)) &&
    isRecord(value.contexts) &&
    Object.values(value.contexts).every(isContext);
  if (!isValid) {
    const next = 'Correct it, or move it away and run kirana init.';
    throw new CommandError('config', 'CONTEXTS_INVALID', `${path} is not a contexts file of version 1.`, next);
  }
  return value as Contexts;
}

/** The saved context of a name. @throws CommandError when there is none */
export function contextNamed({ contexts }: Contexts, name: string): Context {
  const found = Object.hasOwn(contexts, name) ? contexts[name] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(contexts).join(', ') || 'none';
  throw new CommandError('config', 'CONTEXT_UNKNOWN', `There is no context "${name}".`, `Saved: ${names}.`);
}
