import { DEMO_CREDENTIALS, PetpoojaSimulator } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import type { KiranaClient } from '../../packages/sdk/src/index.ts';

/** Where the simulated PetPooja sends to, and what proves it. */
export interface DemoHook {
  /** Path of the webhook, with its token. */
  readonly hookPath: string;
  readonly hookSecret: string;
}

type SourceSettings = Readonly<Record<string, unknown>>;

/** A PetPooja that sends there, as the source is set up. */
export const simulatorOf = (url: string, hook: DemoHook, sourceSettings: SourceSettings): PetpoojaSimulator =>
  new PetpoojaSimulator({
    hookUrl: `${url}${hook.hookPath}`,
    hookSecret: hook.hookSecret,
    appKey: DEMO_CREDENTIALS.appKey,
    sourceSettings,
  });

/** An unknown token and a wrong proof are answered alike. */
const isRefused = (status: number): boolean => status === 401 || status === 404;

/** What stops the demo and a person can mend. */
export class DemoError extends Error {
  readonly code: string;
  readonly next: string;

  constructor(code: string, message: string, next: string) {
    super(message);
    this.code = code;
    this.next = next;
  }
}

export interface MendedHook {
  readonly hook: DemoHook;
  /** What was done, for people; empty when nothing had to be. */
  readonly told: string;
}

/**
 * The hook token or secret may have been rotated since the last start. The first of those known that still works is used; when none does,
 * the demo rotates its own source, with the usual grace for whoever has the present ones. @throws DemoError
 */
export async function mendHook(
  client: KiranaClient,
  url: string,
  source: { readonly id: string; readonly settings: SourceSettings },
  { known, freshSecret }: { readonly known: readonly [DemoHook, ...DemoHook[]]; readonly freshSecret: string },
): Promise<MendedHook> {
  // a question leaves no delivery behind
  const ask = async (hook: DemoHook) => (await simulatorOf(url, hook, source.settings).askStoreStatus()).status;
  for (const hook of known) {
    if (!isRefused(await ask(hook))) return { hook, told: '' };
  }
  const params = { path: { sourceId: source.id } };
  // both, before it is asked again: the gateway remembers for some seconds what it has read of a source
  await client.post('/v1/sources/{sourceId}/rotate-secret', {
    params,
    body: { name: 'hookSecret', value: freshSecret },
  });
  const { hookPath } = await client.post('/v1/sources/{sourceId}/rotate-token', { params, body: {} });
  const hook = { hookPath: hookPath.replace(/\/$/, ''), hookSecret: freshSecret };
  const status = await ask(hook);
  if (!isRefused(status)) {
    return { hook, told: 'Its hook URL or secret was rotated since the last start: made new ones of both.' };
  }
  throw new DemoError(
    'DEMO_HOOK_REFUSED',
    `The webhook answers the simulated PetPooja with ${status}, with a new URL and secret too.`,
    `Something else about its source (${source.id}) was changed, its app key for example. Start with another KIRANA_DATA, or undo it on \`npm run kirana-server\`.`,
  );
}
