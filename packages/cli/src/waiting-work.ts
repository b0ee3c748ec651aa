import type { KiranaClient } from '@kirana/sdk';
import { bad, countText, type Finding, fine, looked, lookedAsAdmin, MOST_COUNTED, once, tally } from './finding.ts';
import { dateTime } from './render/time.ts';

/** What waits longer than this, with nothing that holds it, is stuck. */
const STUCK_AFTER_MS = 5 * 60_000;

/** What failed, what is held, and what waits for a person. */
export const checkWaitingWork = (kirana: KiranaClient): Promise<Finding>[] => [
  checkConnections(kirana),
  checkPulls(kirana),
  checkDeliveries(kirana),
  checkDeadLetters(kirana),
  checkQuarantine(kirana),
  checkMatches(kirana),
  checkWebhooks(kirana),
];

const connectionsOf = async (kirana: KiranaClient) =>
  (await kirana.get('/v1/connections', { ...once, params: { query: { limit: MOST_COUNTED } } })).items;

const checkConnections = (kirana: KiranaClient): Promise<Finding> =>
  looked('connections', async () => {
    const all = await connectionsOf(kirana);
    const held = all.filter(({ status }) => status === 'held');
    const paused = all.filter(({ status }) => status === 'paused');
    const pausedText = paused.length === 0 ? '' : `; paused by a person: ${paused.map(({ name }) => name).join(', ')}`;
    if (held.length === 0) return fine('connections', `${countText(all.length)}, none held${pausedText}`);
    const which = held.map(({ name, statusReason }) => `${name} (${statusReason ?? 'no reason'})`).join(', ');
    return bad(
      'connections',
      `held: ${which}${pausedText}`,
      `Mend the cause, then kirana connection check ${held[0]?.id} and kirana connection resume ${held[0]?.id}.`,
    );
  });

/** Of each connection the newest pull only: one that went well makes up for earlier ones. */
const checkPulls = (kirana: KiranaClient): Promise<Finding> =>
  looked('pulls', async () => {
    const [connections, { items }] = await Promise.all([
      connectionsOf(kirana),
      kirana.get('/v1/syncs', { ...once, params: { query: { limit: MOST_COUNTED } } }),
    ]);
    const held = connections.filter(({ pullHeldReason }) => pullHeldReason);
    if (held.length > 0) {
      return bad(
        'pulls',
        `held: ${held.map(({ name, pullHeldReason }) => `${name} (${pullHeldReason})`).join(', ')}`,
        `Mend the keys or settings: that ends the hold. Or kirana connection check ${held[0]?.id}, then kirana connection resume ${held[0]?.id}.`,
      );
    }
    const newest = [...Map.groupBy(items, ({ connectionId }) => connectionId).values()].flatMap((of) => of.slice(0, 1));
    const failing = newest.filter(({ status, code }) => code !== null && (status === 'failed' || status === 'waiting'));
    const [first] = failing;
    if (first === undefined)
      return fine('pulls', items.length === 0 ? 'none yet' : 'the last of each connection went well');
    const which = failing.map(({ status, code }) => `${code} (${status === 'failed' ? 'given up' : 'tried again'})`);
    return bad(
      'pulls',
      `failing: ${tally(which)}`,
      `See kirana sync show ${first.id} and kirana connection check ${first.connectionId}; then kirana sync start ${first.connectionId}.`,
    );
  });

/** Pending is normal. A failure holds back all that came after it for the same store. */
const checkDeliveries = (kirana: KiranaClient): Promise<Finding> =>
  looked('deliveries', async () => {
    const until = new Date(Date.now() - STUCK_AFTER_MS).toISOString();
    const pending = { status: 'pending', limit: MOST_COUNTED } as const;
    const [{ items }, { items: old }, connections] = await Promise.all([
      kirana.get('/v1/deliveries', { ...once, params: { query: pending } }),
      kirana.get('/v1/deliveries', { ...once, params: { query: { ...pending, until } } }),
      connectionsOf(kirana),
    ]);
    const inactive = new Set(connections.filter(({ status }) => status !== 'active').map(({ id }) => id));
    const waits = (connectionId: string | null) => connectionId !== null && inactive.has(connectionId);
    const heldBack = items.filter(({ connectionId }) => waits(connectionId)).length;
    const detail = `${countText(items.length)} pending${heldBack === 0 ? '' : `, ${heldBack} of them behind a connection that is paused or held`}`;
    const stuck = [...items, ...old].filter(({ code, connectionId }) => code !== null && !waits(connectionId));
    const failed = stuck[0];
    if (failed !== undefined) {
      const again = failed.nextAttemptAt === null ? '' : `, again at ${dateTime(failed.nextAttemptAt)}`;
      return bad(
        'deliveries',
        `${detail}; ${failed.code} holds back what came after it for its store${again}`,
        `It goes on by itself when the cause is gone: kirana delivery show ${failed.id}.`,
      );
    }
    const forgotten = old.find(({ connectionId }) => !waits(connectionId));
    if (forgotten === undefined) return fine('deliveries', detail);
    return bad(
      'deliveries',
      `${detail}, one since ${dateTime(forgotten.receivedAt)}`,
      "Nothing works on them: see that the normalizer runs (kirana-server --role), and the server's log.",
    );
  });

const checkDeadLetters = (kirana: KiranaClient): Promise<Finding> =>
  looked('dead letters', async () => {
    const query = { status: 'open', limit: MOST_COUNTED } as const;
    const { items } = await kirana.get('/v1/dead-letters', { ...once, params: { query } });
    if (items.length === 0) return fine('dead letters', 'none open');
    return bad(
      'dead letters',
      `${countText(items.length)} open: ${tally(items.map(({ code }) => code))}`,
      'See kirana dead-letter list; mend the cause, then kirana dead-letter retry, or skip what no longer matters.',
    );
  });

const checkQuarantine = (kirana: KiranaClient): Promise<Finding> =>
  looked('quarantine', async () => {
    const query = { status: 'open', limit: MOST_COUNTED } as const;
    const { items } = await kirana.get('/v1/quarantine', { ...once, params: { query } });
    if (items.length === 0) return fine('quarantine', 'nothing waits');
    return bad(
      'quarantine',
      `${countText(items.length)} held: ${tally(items.map(({ code }) => code))}`,
      'See kirana quarantine list; then kirana quarantine approve or reject. Until then the old value stays.',
    );
  });

const checkMatches = (kirana: KiranaClient): Promise<Finding> =>
  lookedAsAdmin('matches', async () => {
    const query = { status: 'open', limit: MOST_COUNTED } as const;
    const { items } = await kirana.get('/v1/matches', { ...once, params: { query } });
    if (items.length === 0) return fine('matches', 'none to decide');
    return bad(
      'matches',
      `${countText(items.length)} to decide: ${tally(items.map(({ entityKind }) => entityKind))}`,
      'See kirana connection matches; then kirana connection decide. Until then they are kept apart.',
    );
  });

const checkWebhooks = (kirana: KiranaClient): Promise<Finding> =>
  lookedAsAdmin('webhooks', async () => {
    const { items } = await kirana.get('/v1/subscriptions', { ...once, params: { query: { limit: MOST_COUNTED } } });
    const failing = items.filter(
      ({ status, statusReason, failingSince }) =>
        (status === 'paused' && statusReason !== 'request') || (status === 'active' && failingSince !== null),
    );
    const [first] = failing;
    if (first === undefined)
      return fine('webhooks', items.length === 0 ? 'none' : `${countText(items.length)}, none failing`);
    return bad(
      'webhooks',
      `${failing.length} of ${countText(items.length)} failing: ${failing.map(({ url }) => url).join(', ')}`,
      `See kirana webhook log ${first.id}.`,
    );
  });
