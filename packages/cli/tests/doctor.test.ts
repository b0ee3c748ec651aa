import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { contextsFolder, runCli } from './run-cli.ts';

const CONNECTION = { id: 'con_1', name: 'Main', status: 'active', statusReason: null, pullHeldReason: null };
const PENDING = { id: 'dlv_1', connectionId: 'con_1', code: null, nextAttemptAt: null };
const SYNC = { id: 'syn_1', connectionId: 'con_1', status: 'done', code: null };
const LONG_AGO = '2026-11-22T10:00:00.000Z';

/** What lists hold, by path; those not named are empty. A number is the status of a refusal. */
let lists: Readonly<Record<string, readonly object[] | number>>;
let contexts: Awaited<ReturnType<typeof contextsFolder>>;
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    const items = lists[pathname] ?? [];
    response.setHeader('content-type', typeof items === 'number' ? 'application/problem+json' : 'application/json');
    const texts = { type: 'urn:kirana:problem:SCOPE_MISSING', title: 'T.', detail: 'Not for you.', next: 'Ask.' };
    if (typeof items === 'number') response.writeHead(items);
    const told =
      typeof items === 'number'
        ? { ...texts, status: items, code: 'SCOPE_MISSING', requestId: 'req_1' }
        : { items, nextCursor: null, checks: { database: 'ok' }, info: { version: '1.2.3' } };
    response.end(JSON.stringify(told));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  lists = {};
  contexts = await contextsFolder();
});
afterEach(() => contexts.remove());

async function doctor() {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ran = await runCli(['doctor'], { ...contexts.env, KIRANA_URL: url, KIRANA_API_KEY: 'kir_1' });
  return { exit: ran.exit, crosses: ran.stdout.split('\n').filter((line) => line.includes('✗')), stdout: ran.stdout };
}

test('a server that does not answer is all there is to say', async () => {
  const env = { ...contexts.env, KIRANA_URL: 'http://127.0.0.1:1', KIRANA_API_KEY: 'kir_1' };
  const ran = await runCli(['doctor', '--json'], env);
  expect(ran.exit).toBe(7);
  expect(JSON.parse(ran.stdout).checks).toEqual([expect.objectContaining({ name: 'server', ok: false })]);
});

test('a server with nothing on it is well', async () => {
  expect(await doctor()).toMatchObject({ exit: 0, crosses: [] });
});

test.each([
  [
    'a held connection',
    { '/v1/connections': [{ ...CONNECTION, status: 'held', statusReason: 'keys refused' }] },
    /connections +held: Main \(keys refused\)/,
    'kirana connection resume con_1',
  ],
  [
    'held pulls',
    { '/v1/connections': [{ ...CONNECTION, pullHeldReason: 'keys refused' }] },
    /pulls +held: Main \(keys refused\)/,
    'kirana connection check con_1',
  ],
  [
    'a pull that failed',
    { '/v1/syncs': [{ ...SYNC, status: 'failed', code: 'PROVIDER_UNREACHABLE' }] },
    /pulls +failing: 1 PROVIDER_UNREACHABLE \(given up\)/,
    'kirana sync show syn_1',
  ],
  [
    'a lane that waits after a failure',
    { '/v1/deliveries': [{ ...PENDING, code: 'PROVIDER_UNREACHABLE', nextAttemptAt: LONG_AGO }] },
    /deliveries +1 pending; PROVIDER_UNREACHABLE holds back .*, again at 2026/,
    'kirana delivery show dlv_1',
  ],
  [
    'deliveries that nobody works on',
    { '/v1/deliveries': [{ ...PENDING, receivedAt: LONG_AGO }] },
    /deliveries +1 pending, one since 2026/,
    'normalizer',
  ],
  [
    'dead letters',
    { '/v1/dead-letters': [{ code: 'ITEM_INVALID' }, { code: 'LOCATION_UNKNOWN' }, { code: 'ITEM_INVALID' }] },
    /dead letters +3 open: 2 ITEM_INVALID, 1 LOCATION_UNKNOWN/,
    'kirana dead-letter list',
  ],
  [
    'quarantine',
    { '/v1/quarantine': [{ code: 'PRICE_SUSPICIOUS' }] },
    /quarantine +1 held: 1 PRICE_SUSPICIOUS/,
    'kirana quarantine list',
  ],
  [
    'open matches',
    { '/v1/matches': [{ entityKind: 'item' }] },
    /matches +1 to decide: 1 item/,
    'kirana connection matches',
  ],
  [
    'a webhook that fails',
    { '/v1/subscriptions': [{ id: 'sub_1', url: 'https://x.example', status: 'paused', statusReason: 'gone' }] },
    /webhooks +1 of 1 failing: https:\/\/x\.example/,
    'kirana webhook log sub_1',
  ],
])('%s is not well, and it says what to do', async (_name, given, told, next) => {
  lists = given;
  const { exit, crosses, stdout } = await doctor();
  expect(crosses).toEqual([expect.stringMatching(told)]);
  expect(stdout).toContain(next);
  expect(exit).toBe(7);
});

test.each([
  [
    'a connection that a person paused, with what waits behind it',
    {
      '/v1/connections': [{ ...CONNECTION, status: 'paused' }],
      '/v1/deliveries': [{ ...PENDING, receivedAt: LONG_AGO }],
    },
    /paused by a person: Main[\s\S]*1 pending, 1 of them behind/,
  ],
  [
    'a pull that failed before one that went well',
    { '/v1/syncs': [SYNC, { ...SYNC, status: 'failed', code: 'X' }] },
    /pulls/,
  ],
  ['a key that is no admin', { '/v1/matches': 403, '/v1/subscriptions': 403 }, /matches +not looked at/],
])('%s is well', async (_name, given, told) => {
  lists = given;
  const { exit, crosses, stdout } = await doctor();
  expect(crosses).toEqual([]);
  expect(stdout).toMatch(told);
  expect(exit).toBe(0);
});
