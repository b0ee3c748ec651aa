import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { testDatabases } from '../database/test-database.ts';
import { openPostgresEventLog } from '../engines/events/postgres/postgres-event-log.ts';
import type { EventLog } from '../events/event-log.ts';
import { appendEvents, type TenantEvent } from '../events/event-rows.ts';
import { createApp } from '../http/app.ts';
import type { Authenticate } from '../http/authentication.ts';
import { masterKey } from '../identity/master-key.ts';
import { tenantSealer } from '../identity/tenant-sealer.ts';
import { createLog } from '../observe/log.ts';
import { createMetrics } from '../observe/metrics.ts';
import { openWebhooks, type Webhooks } from './open-webhooks.ts';
import type { SenderOptions } from './send-dispatches.ts';
import type { Dispatch, Subscription } from './subscription-view.ts';
import { openReceiver, type TestReceiver } from './test-receiver.ts';

const WAIT = { timeout: 15_000, interval: 10 };
const origin = { actor: 'system:test', requestId: 'req_test', cause: null };
const fast: Partial<SenderOptions> = { retryDelaysMs: [10, 20, 30], timeoutMs: 10_000, pollMs: 20 };

/** The credential is the tenant, and a store it may be bound to. */
const authenticate: Authenticate = async (credential) => {
  const [tenantId = '', storeId = null] = credential.split('~');
  return {
    caller: { kind: 'key', tenantId, keyId: `key_${credential}`, scopes: ['admin'], storeId },
    requestsPerMinute: null,
    origins: null,
  };
};

describe.each(testDatabases())('webhooks on $name', ({ open }) => {
  let database: Database;
  let eventLog: EventLog;
  let receiver: TestReceiver | undefined;
  let webhooks: Webhooks | undefined;
  let app: FastifyInstance | undefined;
  let tenantId: string;
  beforeAll(async () => {
    database = await open();
  });
  afterEach(async () => {
    await webhooks?.close();
    await app?.close();
    await eventLog?.close();
    await receiver?.close();
  });
  afterAll(() => database?.close());

  async function start(answer: (path: string, n: number) => number | undefined, options: Partial<SenderOptions> = {}) {
    tenantId = newId('tenant');
    await makeTenant(tenantId);
    receiver = await openReceiver(answer);
    eventLog = await openPostgresEventLog({ database, pollMs: 100, backoff: { firstMs: 10, mostMs: 50 } });
    const log = createLog('silent', { write: () => {} });
    const sealer = tenantSealer({ database, master: masterKey(randomBytes(32).toString('base64')) });
    const now = () => new Date();
    webhooks = await openWebhooks({
      database,
      eventLog,
      sealer,
      log,
      now,
      allowPrivateHosts: [receiver.host],
      options: { ...fast, ...options },
    });
    app = createApp({
      routes: webhooks.routes,
      authenticate,
      idempotency: null,
      log,
      metrics: createMetrics(),
      readiness: [],
      publicInfo: { version: '0.0.0', publicUrl: null },
      now,
      checkAnswers: true,
    });
    await app.ready();
  }
  const makeTenant = (id: string) =>
    database.system((tx) => tx.insertInto('tenants').values({ tenant_id: id, name: 'Test' }).execute());

  async function call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: unknown, as = tenantId) {
    const headers = {
      authorization: `Bearer ${as}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const answer = await app?.inject({
      method,
      url,
      headers,
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    return { status: answer?.statusCode, body: answer?.body === '' ? undefined : answer?.json() };
  }
  async function subscribe(path: string, more: object = {}): Promise<{ subscription: Subscription; secret: string }> {
    const url = `http://${receiver?.host}${path}`;
    const { status, body } = await call('POST', '/v1/subscriptions', { url, kinds: ['delivery.received'], ...more });
    expect(status).toBe(201);
    return body;
  }
  const event = (stream = 'store:1', mark = 'x'): TenantEvent => ({
    tenantId,
    stream,
    kind: 'delivery.received',
    subject: mark,
    data: { deliveryId: newId('delivery'), connectionId: null, lane: mark },
  });
  const append = (...events: TenantEvent[]) => database.system((tx) => appendEvents(tx, events, origin, new Date()));
  const logOf = async ({ id }: Subscription, query = ''): Promise<Dispatch[]> =>
    (await call('GET', `/v1/subscriptions/${id}/dispatches${query}`)).body.items;
  const settles = (subscription: Subscription, wanted: Partial<Dispatch>[]) =>
    vi.waitFor(async () => expect(await logOf(subscription)).toMatchObject(wanted), WAIT);

  test('an event is posted as a CloudEvent that the secret verifies', async () => {
    await start(() => 204);
    const { subscription, secret } = await subscribe('/hook');
    expect(secret).toMatch(/^whsec_/);
    await append(event('store:1', 'ünï'));
    await settles(subscription, [{ status: 'delivered', attempts: 1, lastStatus: 204, lastError: null }]);
    const [post] = receiver?.at('/hook') ?? [];
    expect(post?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    const verified = new Webhook(secret).verify(post?.body ?? '', post?.headers ?? {});
    expect(verified).toMatchObject({ specversion: '1.0', subject: 'ünï', id: post?.headers['webhook-id'] });
    expect(() =>
      new Webhook(`whsec_${randomBytes(24).toString('base64')}`).verify(post?.body ?? '', post?.headers ?? {}),
    ).toThrow();
    const shown = await call('GET', `/v1/subscriptions/${subscription.id}`);
    expect(JSON.stringify(shown.body)).not.toContain('whsec_');
  });

  test('a rotated secret: both sign until the grace is over, then the new one alone', async () => {
    await start(() => 204);
    const { subscription, secret: first } = await subscribe('/hook');
    const rotate = (body: object, as = tenantId) =>
      call('POST', `/v1/subscriptions/${subscription.id}/rotate-secret`, body, as);
    const rotated = await rotate({});
    const { secret: second } = rotated.body;
    expect([rotated.status, second]).toEqual([200, expect.stringMatching(/^whsec_/)]);
    const until = Date.parse(rotated.body.subscription.previousSecretUntil);
    expect(Math.round((until - Date.now()) / 3_600_000)).toBe(24);
    /** Which of the secrets verify the next message, alone; and how many signatures it has. */
    const signers = async (...secrets: string[]) => {
      const before = receiver?.at('/hook').length ?? 0;
      await append(event());
      await vi.waitFor(() => expect(receiver?.at('/hook')).toHaveLength(before + 1), WAIT);
      const post = receiver?.at('/hook').at(-1);
      const headers: Record<string, string> = post?.headers ?? {};
      const verifies = (secret: string) => {
        try {
          return Boolean(new Webhook(secret).verify(post?.body ?? '', headers));
        } catch {
          return false;
        }
      };
      return [...secrets.map(verifies), String(headers['webhook-signature']).split(' ').length];
    };
    expect(await signers(first, second)).toEqual([true, true, 2]);
    const third = (await rotate({ graceSeconds: 60 })).body.secret;
    expect(await signers(first, second, third)).toEqual([false, true, true, 2]);
    await database.tenant(tenantId, (tx) =>
      tx.updateTable('subscriptions').set({ secret_previous_until: new Date() }).execute(),
    );
    expect(await signers(second, third)).toEqual([false, true, 1]);
    const last = (await rotate({ graceSeconds: 0 })).body;
    expect(last.subscription.previousSecretUntil).toBeNull();
    expect(await signers(third, last.secret)).toEqual([false, true, 1]);
    expect((await rotate({ graceSeconds: 7 * 86_400 + 1 })).status).toBe(400);
    expect((await rotate({}, newId('tenant'))).status).toBe(404);
  });

  test('only the kinds, the store and the time it asked for', async () => {
    await start(() => 200);
    await append(event('store:early', 'before it subscribed'));
    const storeId = newId('store');
    const merchantId = newId('merchant');
    await database.tenant(tenantId, async (tx) => {
      await tx
        .insertInto('merchants')
        .values({ tenant_id: tenantId, id: merchantId, name: 'M', rounding: '{}' })
        .execute();
      await tx
        .insertInto('stores')
        .values({
          tenant_id: tenantId,
          id: storeId,
          merchant_id: merchantId,
          name: 'S',
          kind: 'retail',
          zone: 'Asia/Kolkata',
          currency: 'INR',
          default_locale: 'en-IN',
          hours: '{}',
          business_day_start: '00:00',
          status_state: 'open',
        })
        .execute();
    });
    const all = await subscribe('/all');
    const bound = await subscribe('/bound', { storeId });
    await subscribe('/others', { kinds: ['price.changed'] });
    expect(
      (
        await call('POST', '/v1/subscriptions', {
          url: all.subscription.url,
          kinds: ['price.changed'],
          storeId: newId('store'),
        })
      ).status,
    ).toBe(404);
    await append(
      event(`store:${storeId}`, 'a'),
      event(`merchant:${merchantId}`, 'b'),
      event('store:else', 'c'),
      event(`stock:${storeId}`, 'd'),
    );
    await vi.waitFor(() => expect([receiver?.at('/all').length, receiver?.at('/bound').length]).toEqual([4, 3]), WAIT);
    expect(receiver?.at('/others')).toEqual([]);
    const bounds = (await logOf(bound.subscription)).map(({ stream }) => stream).sort();
    expect(bounds).toEqual([`merchant:${merchantId}`, `stock:${storeId}`, `store:${storeId}`]);
    const asBound = (id: string) =>
      call('GET', `/v1/subscriptions/${id}/dispatches`, undefined, `${tenantId}~${storeId}`);
    expect((await asBound(bound.subscription.id)).status).toBe(200);
    expect((await asBound(all.subscription.id)).status).toBe(404);
  });

  test('a failure is tried again under the same id, then given up, and can be sent again', async () => {
    await start((path, n) => (path === '/flaky' ? (n < 3 ? 500 : 200) : n < 5 ? 302 : 200));
    const flaky = (await subscribe('/flaky')).subscription;
    const dead = (await subscribe('/dead')).subscription;
    await append(event());
    await settles(flaky, [{ status: 'delivered', attempts: 3, lastStatus: 200 }]);
    expect(new Set(receiver?.at('/flaky').map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    await settles(dead, [{ status: 'failed', attempts: 4, lastStatus: 302, lastError: 'answered 302' }]);
    expect(JSON.stringify(await logOf(dead))).not.toContain('a secret of the subscriber');
    expect(receiver?.at('/redirected')).toEqual([]);
    const [failed] = await logOf(dead, '?status=failed');
    const resent = await call('POST', `/v1/dispatches/${failed?.id}/resend`);
    expect([resent.status, resent.body.status]).toEqual([202, 'pending']);
    await settles(dead, [{ status: 'delivered', attempts: 1 }]);
    expect((await call('POST', `/v1/dispatches/${failed?.id}/resend`, undefined, newId('tenant'))).status).toBe(404);
  });

  test('a subscriber that never answers holds up no other', async () => {
    await start((path) => (path === '/stuck' ? undefined : 200), {
      timeoutMs: 60_000,
      mostSending: 8,
      mostSendingEach: 2,
    });
    await subscribe('/stuck');
    const good = (await subscribe('/good')).subscription;
    await append(...Array.from({ length: 12 }, (_, n) => event(`store:${n}`)));
    await vi.waitFor(() => expect(receiver?.at('/good')).toHaveLength(12), WAIT);
    expect(receiver?.at('/stuck').length).toBeLessThanOrEqual(2);
    await settles(
      good,
      Array.from({ length: 12 }, () => ({ status: 'delivered' })),
    );
  });

  test('a receiver that is gone, or failed for long, is paused; resumed, it gets what waited', async () => {
    let isGone = true;
    await start((path) => (path === '/gone' && isGone ? 410 : path === '/broken' ? 500 : 200), { pauseAfterMs: 15 });
    const gone = (await subscribe('/gone')).subscription;
    const broken = (await subscribe('/broken')).subscription;
    await append(event());
    const shows = (subscription: Subscription, wanted: Partial<Subscription>) =>
      vi.waitFor(
        async () => expect((await call('GET', `/v1/subscriptions/${subscription.id}`)).body).toMatchObject(wanted),
        WAIT,
      );
    await shows(gone, { status: 'paused', statusReason: 'gone' });
    await shows(broken, { status: 'paused', statusReason: 'failing' });
    isGone = false;
    const resumed = await call('PATCH', `/v1/subscriptions/${gone.id}`, { status: 'active' });
    expect(resumed.body).toMatchObject({ status: 'active', statusReason: null, failingSince: null });
    const [dispatch] = await logOf(gone);
    await call('POST', `/v1/dispatches/${dispatch?.id}/resend`);
    await settles(gone, [{ status: 'delivered' }]);
  });

  test('a try whose sender died is made again when its claim ends', async () => {
    await start((_path, n) => (n === 1 ? undefined : 200), { retryDelaysMs: [60_000] });
    const { subscription } = await subscribe('/hook');
    await append(event());
    await vi.waitFor(() => expect(receiver?.at('/hook')).toHaveLength(1), WAIT);
    await database.system((tx) =>
      tx.updateTable('dispatches').set({ next_attempt_at: new Date() }).where('tenant_id', '=', tenantId).execute(),
    );
    await settles(subscription, [{ status: 'delivered' }]);
  });

  test.each([
    'http://127.0.0.1:1/x',
    'http://169.254.169.254/latest/meta-data',
    'https://localhost/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://2130706433/x',
    'https://user:pass@example.com/',
    'ftp://example.com/',
    'not a url',
  ])('%s is refused', async (url) => {
    await start(() => 200);
    const made = await call('POST', '/v1/subscriptions', { url, kinds: ['price.changed'] });
    expect([made.status, made.body.code]).toEqual([400, 'URL_FORBIDDEN']);
    const { subscription } = await subscribe('/hook');
    const edited = await call('PATCH', `/v1/subscriptions/${subscription.id}`, { url });
    expect([edited.status, edited.body.code]).toEqual([400, 'URL_FORBIDDEN']);
  });

  test('a private address is refused at connect too', async () => {
    await start(() => 200, { retryDelaysMs: [] });
    const { subscription } = await subscribe('/hook');
    await database.tenant(tenantId, (tx) =>
      tx.updateTable('subscriptions').set({ url: 'http://127.0.0.2:1/x' }).where('id', '=', subscription.id).execute(),
    );
    await append(event());
    await settles(subscription, [{ status: 'failed', lastStatus: null, lastError: 'URL_FORBIDDEN' }]);
  });

  test('subscriptions are listed, changed and ended by their tenant only', async () => {
    await start(() => 200);
    const { subscription } = await subscribe('/hook');
    const stranger = newId('tenant');
    const at = `/v1/subscriptions/${subscription.id}`;
    for (const [method, url, body] of [
      ['GET', at, undefined],
      ['PATCH', at, { status: 'paused' }],
      ['DELETE', at, undefined],
      ['GET', `${at}/dispatches`, undefined],
    ] as const)
      expect((await call(method, url, body, stranger)).status).toBe(404);
    expect((await call('GET', '/v1/subscriptions', undefined, stranger)).body.items).toEqual([]);
    expect((await call('GET', '/v1/subscriptions')).body.items).toEqual([subscription]);
    const paused = await call('PATCH', at, { status: 'paused', kinds: ['price.changed', 'price.changed'] });
    expect(paused.body).toMatchObject({ status: 'paused', statusReason: 'request', kinds: ['price.changed'] });
    expect((await call('PATCH', at, { tenantId: stranger })).status).toBe(400);
    expect((await call('DELETE', at)).status).toBe(204);
    expect((await call('GET', at)).status).toBe(404);
  });
});
