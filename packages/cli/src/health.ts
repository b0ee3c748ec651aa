import { KiranaApiError, type KiranaClient } from '@kirana/sdk';
import { failureOf } from './failure.ts';

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do about it; empty when all is well. */
  readonly next: string;
}

const MOST_SKEW_MS = 30_000;
const MOST_COUNTED = 200;

const fine = (name: string, detail: string): Finding => ({ name, ok: true, detail, next: '' });
const bad = (name: string, detail: string, next: string): Finding => ({ name, ok: false, detail, next });

/** What went wrong while looking is the finding. */
async function looked(name: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    const { message, next } = failureOf(error);
    return bad(name, message, next);
  }
}

const once = { retries: 0, timeoutMs: 10_000 };

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
    return fine('key', `good; sees ${countText(items.length)} stores`);
  });

const countText = (count: number): string => (count < MOST_COUNTED ? String(count) : `${count} or more`);

const countDeliveries = async (kirana: KiranaClient, status: 'pending' | 'dead'): Promise<number> =>
  (await kirana.get('/v1/deliveries', { ...once, params: { query: { status, limit: MOST_COUNTED } } })).items.length;

export const checkDeliveries = (kirana: KiranaClient): Promise<Finding> =>
  looked('deliveries', async () => {
    const [pending, dead] = await Promise.all([countDeliveries(kirana, 'pending'), countDeliveries(kirana, 'dead')]);
    const detail = `${countText(pending)} pending, ${countText(dead)} dead`;
    if (dead === 0) return fine('deliveries', detail);
    return bad(
      'deliveries',
      detail,
      'See kirana delivery list --status dead; mend the cause, then kirana replay --status dead.',
    );
  });

export const checkConnections = (kirana: KiranaClient): Promise<Finding> =>
  looked('connections', async () => {
    const { items } = await kirana.get('/v1/connections', { ...once, params: { query: { limit: MOST_COUNTED } } });
    const held = items.filter(({ status }) => status === 'held');
    if (held.length === 0) return fine('connections', `${countText(items.length)}, none held`);
    const which = held.map(({ name, statusReason }) => `${name} (${statusReason ?? 'no reason'})`).join(', ');
    return bad(
      'connections',
      `held: ${which}`,
      'Mend the cause, check it with kirana connection check, then kirana connection resume.',
    );
  });
