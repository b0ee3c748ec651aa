import { KiranaApiError, type KiranaClient, KiranaConnectionError, KiranaTimeoutError } from '@kirana/sdk';
import { failureOf } from './failure.ts';
import { bad, countText, type Finding, fine, looked, MOST_COUNTED, once } from './finding.ts';

const MOST_SKEW_MS = 30_000;

/** When nothing answers there is nothing else to look at. */
export async function findUnreachable(kirana: KiranaClient): Promise<Finding | undefined> {
  try {
    await kirana.exchange('get', '/healthz', once);
    return undefined;
  } catch (error) {
    if (!(error instanceof KiranaConnectionError || error instanceof KiranaTimeoutError)) return undefined;
    return bad('server', failureOf(error).message, 'Check that the server runs and that the address is right.');
  }
}

/** The server is there, and its clock and ours agree. */
export function checkServer(kirana: KiranaClient): Promise<Finding>[] {
  const health = kirana.exchange('get', '/healthz', once);
  const reached = looked('server', async () => {
    await health;
    return fine('server', `answers; version ${await versionOf(kirana)}`);
  });
  const clock = looked('clock', async () => {
    const date = (await health).response.headers.get('date');
    if (date === null) return fine('clock', 'the server does not tell its time');
    const skewMs = Math.abs(Date.parse(date) - Date.now());
    const detail = `${Math.round(skewMs / 1000)} s apart`;
    return skewMs <= MOST_SKEW_MS
      ? fine('clock', detail)
      : bad('clock', detail, 'Set the clocks right: signatures and return times depend on them.');
  });
  return [reached, clock];
}

/** As its API description says. */
async function versionOf(kirana: KiranaClient): Promise<string> {
  const read = kirana.get as unknown as (path: string, init: object) => Promise<{ info?: { version?: string } }>;
  const description = await read('/openapi.json', once).catch(() => undefined);
  return description?.info?.version ?? 'unknown';
}

export const checkReadiness = (kirana: KiranaClient): Promise<Finding> =>
  looked('engines', async () => {
    try {
      const { checks } = await kirana.get('/readyz', once);
      const failed = Object.keys(checks).filter((name) => checks[name] !== 'ok');
      if (failed.length === 0) return fine('engines', `${Object.keys(checks).join(', ')} answer`);
      return bad(
        'engines',
        `${failed.join(', ')} did not answer`,
        "See the server's log; without the cache it is slower, not down.",
      );
    } catch (error) {
      if (!(error instanceof KiranaApiError && error.status === 503)) throw error;
      return bad(
        'engines',
        'the server is not ready',
        'See GET /readyz and its log: an engine it needs did not answer.',
      );
    }
  });

export const checkKey = (kirana: KiranaClient): Promise<Finding> =>
  looked('key', async () => {
    const { items } = await kirana.get('/v1/stores', { ...once, params: { query: { limit: MOST_COUNTED } } });
    return fine('key', `good; sees ${countText(items.length)} store${items.length === 1 ? '' : 's'}`);
  });
