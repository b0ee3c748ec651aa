import { AdapterError, type Change, type Page, type PullRequest } from '@kirana/adapter';
import { givenFor } from './given-for-tests.ts';
import odoo from './index.ts';
import type { Context } from './json2.ts';
import { ConnectionSettings } from './settings.ts';
import type { OdooSimulator } from './simulator/index.ts';

/** What the server gives an adapter, as far as a simulator goes. */
export function contextFor(
  { installation }: Pick<OdooSimulator, 'installation'>,
  settings: Record<string, unknown> = {},
  more: { readonly secrets?: Readonly<Record<string, string>>; readonly locations?: readonly string[] } = {},
): Context {
  const secrets = more.secrets ?? installation.secrets;
  return {
    settings: ConnectionSettings.parse({ ...installation.connectionSettings, ...settings }),
    account: installation.account,
    locations: more.locations ?? installation.locations,
    signal: new AbortController().signal,
    now: () => new Date('2026-11-22T10:00:00.000Z'),
    secret(name) {
      const value = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
      if (value === undefined) throw new AdapterError('config', `the secret "${name}" is not set`);
      return value;
    },
    async http({ url, method = 'GET', headers = {}, body }) {
      try {
        const answer = await fetch(url, {
          method,
          headers,
          redirect: 'manual',
          ...(body === undefined ? {} : { body }),
        });
        const bytes = new Uint8Array(await answer.arrayBuffer());
        return { status: answer.status, headers: Object.fromEntries(answer.headers), bytes };
      } catch (cause) {
        throw new AdapterError('transient', 'no answer', { cause });
      }
    },
  };
}

/** All pages of a pull. */
export async function pullAll(context: Context, request: Partial<PullRequest> = {}): Promise<Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | null = request.cursor ?? null; ; ) {
    const page = (await odoo.pull?.(context, { scope: null, since: null, ...request, cursor })) as Page;
    pages.push(page);
    if (page.cursor === null) return pages;
    cursor = page.cursor;
  }
}

/** What pages say, with the location each is of. */
export function told(
  pages: readonly Page[],
  settings: Record<string, unknown> = {},
): (Change & { at: string | null })[] {
  return pages.flatMap(({ endpoint, location, bytes }) => {
    const found = odoo.endpoints[endpoint];
    if (found?.kind !== 'event') throw new Error(endpoint);
    const { changes, problems } = found.normalise(bytes, givenFor(endpoint, settings));
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    return changes.map((change) => ({ ...change, at: location }));
  });
}
