import { type AdapterContext, AdapterError, isJsonObject, parseJson } from '@kirana/adapter';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { check } from './check.ts';
import { pullMenu } from './pull-menu.ts';
import { ConnectionSettings } from './settings.ts';
import { DEMO_CREDENTIALS, DEMO_RESTAURANT, type Provider, startProvider } from './simulator/index.ts';

let provider: Provider;
beforeAll(async () => {
  provider = await startProvider();
});
beforeEach(() => provider.script.splice(0));
afterAll(() => provider.close());

const context = (
  settings: Partial<ConnectionSettings> = {},
  secrets: Record<string, string> = { ...DEMO_CREDENTIALS },
  locations: string[] = [DEMO_RESTAURANT],
): AdapterContext<ConnectionSettings> => ({
  settings: ConnectionSettings.parse({ fetchMenuUrl: provider.fetchMenuUrl, ...settings }),
  account: DEMO_RESTAURANT,
  locations,
  signal: new AbortController().signal,
  now: () => new Date(),
  secret(name) {
    const value = secrets[name];
    if (value === undefined) throw new AdapterError('config', `the secret "${name}" is not set`);
    return value;
  },
  async http({ url, ...request }) {
    const response = await fetch(url, request);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: Object.fromEntries(response.headers), bytes };
  },
});
const failureOf = (promise: Promise<unknown>): Promise<AdapterError> =>
  promise.then(
    () => expect.unreachable(),
    (error) => error,
  );

test.each(['header', 'body'] as const)('the menu with the keys in the %s', async (credentialsIn) => {
  const page = await pullMenu(context({ credentialsIn }), { cursor: null });
  expect(page).toMatchObject({ endpoint: 'push_menu', location: DEMO_RESTAURANT, cursor: null });
  const menu = parseJson(page.bytes);
  expect(isJsonObject(menu) && menu.success).toBe('1');
});

test('a page for each restaurant', async () => {
  const two = context({}, { ...DEMO_CREDENTIALS }, [DEMO_RESTAURANT, DEMO_RESTAURANT]);
  const first = await pullMenu(two, { cursor: null });
  expect(first.cursor).toBe('1');
  expect((await pullMenu(two, { cursor: first.cursor })).cursor).toBeNull();
  expect((await failureOf(pullMenu(two, { cursor: '2' }))).kind).toBe('permanent');
});

const refusal = (fields: object) => ({
  status: 200,
  body: JSON.stringify({ success: '0', message: 'No.', ...fields }),
});

test.each([
  ['401', { status: 401 }, 'auth', undefined],
  ['403', { status: 403 }, 'auth', undefined],
  ['404', { status: 404 }, 'config', undefined],
  ['400', { status: 400 }, 'permanent', undefined],
  ['429 with seconds', { status: 429, headers: { 'retry-after': '7' } }, 'rate_limited', 7_000],
  [
    '429 with a date',
    { status: 429, headers: { 'retry-after': 'Sun, 22 Nov 2026 10:00:30 GMT', date: 'Sun, 22 Nov 2026 10:00:00 GMT' } },
    'rate_limited',
    30_000,
  ],
  ['429 with nothing', { status: 429 }, 'rate_limited', undefined],
  ['500', { status: 500 }, 'transient', undefined],
  ['503', { status: 503, headers: { 'retry-after': '1' } }, 'transient', 1_000],
  ['a page of HTML', { status: 200, body: '<html>' }, 'schema', undefined],
  [
    'the restaurant is not mapped',
    refusal({ errorCode: 'MS_101', validation_errors: { restID: ['x'] } }),
    'config',
    undefined,
  ],
  ['a bad key', refusal({ errorCode: 'GN_101', validation_errors: { app_key: ['x'] } }), 'auth', undefined],
  ['a bad token, by its words', refusal({ message: 'Invalid access token.' }), 'auth', undefined],
  ['anything else', refusal({ errorCode: 'ZZ_1' }), 'permanent', undefined],
])('%s', async (_name, answer, kind, retryAfterMs) => {
  provider.script.push(answer);
  const error = await failureOf(pullMenu(context(), { cursor: null }));
  expect(error).toBeInstanceOf(AdapterError);
  expect([error.kind, error.retryAfterMs]).toEqual([kind, retryAfterMs]);
});

test('a secret that PetPooja repeats is not passed on', async () => {
  provider.script.push(refusal({ message: `unknown key ${DEMO_CREDENTIALS.appKey}\n` }));
  const error = await failureOf(pullMenu(context(), { cursor: null }));
  expect(error.message).toBe('PetPooja refused fetch-menu: unknown key *** ');
});

test('check: good keys, bad keys, another restaurant, no key, an outage', async () => {
  expect(await check(context())).toEqual({
    ok: true,
    detail: `PetPooja answered with ${provider.menu.items.length} items for ${DEMO_RESTAURANT}.`,
  });
  expect((await check(context({}, { ...DEMO_CREDENTIALS, appKey: 'other' }))).ok).toBe(false);
  expect(await check(context({}, { ...DEMO_CREDENTIALS }, ['elsewhere']))).toMatchObject({
    ok: false,
    detail: expect.stringContaining('MS_101'),
  });
  expect(await check(context({}, {}))).toEqual({ ok: false, detail: 'the secret "appKey" is not set' });
  provider.script.push({ status: 502 });
  expect((await failureOf(check(context()))).kind).toBe('transient');
});
