import { AdapterError, type HookRequest } from '@kirana/adapter';
import type { Hook } from './context/context.ts';
import { CommandError } from './failure.ts';
import { loadProvider, PROVIDERS, type Provider } from './providers.ts';

export interface Sent {
  readonly status: number;
  readonly tookMs: number;
  /** The provider's own kind of reply. */
  readonly reply: unknown;
}

/** @throws CommandError for a provider without a simulator */
export async function providerNamed(name: string): Promise<Provider> {
  const provider = await loadProvider(name);
  if (provider !== undefined) return provider;
  const next = `There are ${PROVIDERS.join(', ')}; or give the folder of a package that is built: ./my-adapter`;
  throw new CommandError('usage', 'USAGE', `There is no simulator of "${name}".`, next);
}

export interface Asked {
  readonly event: string;
  readonly overrides: Readonly<Record<string, string>>;
  readonly hook: Hook;
  readonly nowMs: number;
}

/** The signed request. @throws CommandError when the event, a parameter or a secret is not known */
export function buildTrigger(provider: Provider, { event, overrides, hook, nowMs }: Asked): HookRequest {
  const { accountParameter } = provider;
  const account = hook.account === undefined || accountParameter === null ? {} : { [accountParameter]: hook.account };
  const secrets = Object.fromEntries(Object.entries(hook.secrets).map(([name, value]) => [name, [value]]));
  try {
    return provider.request(event, { ...account, ...overrides }, { secrets, publicUrl: hook.url, nowMs });
  } catch (error) {
    if (error instanceof RangeError) {
      throw new CommandError('usage', 'USAGE', error.message, 'See kirana trigger <provider> for what there is.');
    }
    if (error instanceof AdapterError) {
      throw new CommandError(
        'config',
        'SECRET_MISSING',
        error.message,
        'Give --secret name=value (KIRANA_HOOK_SECRET).',
      );
    }
    throw error;
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Sends as the provider would: no key of ours is in it. @throws CommandError when nothing answers */
export async function sendTrigger(hook: Hook, request: HookRequest, signal: AbortSignal): Promise<Sent> {
  const query = new URLSearchParams(request.query).toString();
  const url = `${hook.url.replace(/\/$/, '')}/${request.path}${query === '' ? '' : `?${query}`}`;
  const startedMs = performance.now();
  try {
    const { method, headers, body } = request;
    const response = await fetch(url, { method, headers, body: method === 'GET' ? null : Buffer.from(body), signal });
    const reply = parsed(await response.text());
    return { status: response.status, tookMs: Math.round((performance.now() - startedMs) * 10) / 10, reply };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    const { origin } = new URL(url);
    throw new CommandError('remote', 'UNREACHABLE', `No answer from ${origin}${cause}`, 'Check that the server runs.');
  }
}

/** The same things in another order, chosen by chance. */
export function shuffled<T>(things: readonly T[]): T[] {
  const left = [...things];
  for (let index = left.length - 1; index > 0; index -= 1) {
    const other = Math.floor(Math.random() * (index + 1));
    [left[index], left[other]] = [left[other] as T, left[index] as T];
  }
  return left;
}
