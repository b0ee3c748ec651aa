import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contextsFolder, runCli, startCli } from './run-cli.ts';

const KEY = 'kir_0123456789abcdef';
const TENANT = { id: 'tnt_01k4f2m8r5e6s9v0a1b2c3d4e5', name: 'Tulsi', createdAt: '2026-11-22T10:00:00.000Z' };
const REPLAY = {
  id: 'rpl_01k4f2m8r5e6s9v0a1b2c3d4e5',
  filter: {},
  dryRun: false,
  perSecond: 50,
  status: 'running',
  total: 1_500,
  done: 0,
  outcome: {},
  diff: null,
  requestedBy: 'key:1',
  createdAt: '2026-11-22T10:00:00.000Z',
  finishedAt: null,
};

let server: Server;
let answer: RequestListener;
let asked: string[];
let contexts: Awaited<ReturnType<typeof contextsFolder>>;

const problem =
  (status: number, code: string): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json' });
    const texts = { type: `urn:kirana:problem:${code}`, title: 'T.', detail: 'What happened.', next: 'What to do.' };
    response.end(JSON.stringify({ ...texts, status, code, requestId: 'req_1' }));
  };
const gives =
  (status: number, body: unknown): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const env = () => ({
  ...contexts.env,
  KIRANA_URL: address(),
  KIRANA_API_KEY: KEY,
  KIRANA_ROOT_KEY: 'root_0123456789abcdef',
});

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  asked = [];
  contexts = await contextsFolder();
});
afterEach(() => contexts.remove());

describe('what the server says becomes an exit code', () => {
  test.each([
    [400, 'REQUEST_INVALID', 2, 'usage'],
    [401, 'KEY_INVALID', 3, 'config'],
    [403, 'SCOPE_MISSING', 3, 'config'],
    [404, 'NOT_FOUND', 4, 'notFound'],
    [409, 'STATE_CONFLICT', 5, 'remote'],
    [500, 'INTERNAL', 5, 'remote'],
  ])('%i %s', async (status, code, exit, kind) => {
    answer = problem(status, code);
    const told = await runCli(['merchant', 'list'], env());
    expect(told).toMatchObject({ exit, stdout: '' });
    expect(told.stderr).toBe(`${code}: What happened.\nWhat to do.\nRequest req_1\n`);
    const json = await runCli(['merchant', 'list', '--json'], env());
    expect(json).toMatchObject({ exit, stderr: '' });
    expect(JSON.parse(json.stdout)).toEqual({
      error: { code, kind, message: 'What happened.', next: 'What to do.', requestId: 'req_1' },
    });
  });

  test('an answer that is not ours is 5', async () => {
    answer = (_request, response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>no</h1>');
    expect(await runCli(['merchant', 'list'], env())).toMatchObject({ exit: 5 });
  });

  test('no answer is 5', async () => {
    const ran = await runCli(['merchant', 'list', '--url', 'http://127.0.0.1:1', '--quiet'], env());
    expect(ran).toMatchObject({ exit: 5, stderr: expect.stringMatching(/^UNREACHABLE: .*kirana doctor/s) });
  });
});

describe('what never reaches the server', () => {
  test.each([
    ['an unknown flag', ['merchant', 'list', '--nope'], 2],
    ['a missing argument', ['delivery', 'show'], 2],
    ['a wrong choice', ['delivery', 'list', '--status', 'lost'], 2],
    ['an unknown command', ['nonsense'], 2],
    ['no store', ['store', 'show'], 2],
    ['a time that is none', ['delivery', 'list', '--since', 'yesterday'], 2],
    ['an unknown context', ['merchant', 'list', '--context', 'nope'], 3],
    ['no hook', ['trigger', 'petpooja', 'item_stock'], 3],
  ])('%s', async (_name, argv, exit) => {
    const ran = await runCli(argv, env());
    expect(ran.exit, ran.stderr).toBe(exit);
    expect(ran.stderr).not.toBe('');
    expect(asked).toEqual([]);
  });

  test('nothing known at all is 3, and says so as JSON', async () => {
    const ran = await runCli(['merchant', 'list'], { ...contexts.env, KIRANA_JSON: '1' });
    expect(ran.exit).toBe(3);
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'CONTEXT_MISSING', requestId: '' } });
  });

  test('errors of the parser are JSON too', async () => {
    const ran = await runCli(['merchant', 'list', '--json', '--limit', 'many'], env());
    expect(ran.exit).toBe(2);
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'USAGE', kind: 'usage' } });
  });
});

describe('what cannot be undone', () => {
  test('a tenant is not erased unasked', async () => {
    answer = gives(200, TENANT);
    const ran = await runCli(['tenant', 'erase', TENANT.id], env());
    expect(ran).toMatchObject({ exit: 2, stderr: expect.stringMatching(/erases 1 tenant, "Tulsi".*--yes/s) });
    expect(asked).toEqual([`GET /v1/tenants/${TENANT.id}`]);
  });

  test('a tenant is erased with --yes', async () => {
    answer = (request, response) =>
      request.method === 'GET' ? gives(200, TENANT)(request, response) : gives(204, undefined)(request, response);
    expect(await runCli(['tenant', 'erase', TENANT.id, '--yes'], env())).toMatchObject({ exit: 0 });
    expect(asked.at(-1)).toBe(`DELETE /v1/tenants/${TENANT.id}`);
  });

  test('a replay of many is counted, and not started unasked', async () => {
    answer = gives(202, { ...REPLAY, dryRun: true });
    const ran = await runCli(['replay', '--since', '1d'], env());
    expect(ran).toMatchObject({ exit: 2, stderr: expect.stringMatching(/1500 deliveries match.*--yes/s) });
    expect(asked).toEqual(['POST /v1/replays', `POST /v1/replays/${REPLAY.id}/cancel`]);
  });
});

describe('work that ends badly', () => {
  test('a replay with failures is 6', async () => {
    answer = gives(200, { ...REPLAY, status: 'done', outcome: { applied: 3, dead: 1 } });
    expect(await runCli(['replay', '--delivery', 'dlv_1', '--wait'], env())).toMatchObject({ exit: 6 });
  });

  test('a connection that is not well is 7', async () => {
    answer = gives(200, { ok: false, detail: 'The keys are refused.' });
    const ran = await runCli(['connection', 'check', 'con_1'], env());
    expect(ran).toMatchObject({ exit: 7, stdout: expect.stringContaining('✗ The keys are refused.') });
  });

  test('doctor tells everything that is wrong', async () => {
    answer = problem(500, 'INTERNAL');
    const ran = await runCli(['doctor', '--json'], env());
    expect(ran.exit).toBe(7);
    const { checks } = JSON.parse(ran.stdout);
    expect(checks.map(({ ok }: { ok: boolean }) => ok)).toEqual(Array(13).fill(false));
  });
});

test('Ctrl-C is 130, and ends a call that is under way', async () => {
  answer = () => {};
  const { child, ended, written } = startCli(['merchant', 'list'], env());
  while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ exit: 130, stdout: '' });
  expect(written.stderr).toMatch(/^INTERRUPTED/);
});

test('keys are never written out', async () => {
  answer = gives(200, { items: [], nextCursor: null });
  const saved = await runCli(['init'], env());
  const listed = await runCli(['context', 'list', '--json'], env());
  expect(saved.exit).toBe(0);
  for (const text of [saved.stdout, listed.stdout]) {
    expect(text).toContain('••••cdef');
    expect(text).not.toContain(KEY);
  }
});

test('the exit codes are told', async () => {
  const ran = await runCli(['help', 'exit-codes', '--json'], env());
  expect(JSON.parse(ran.stdout).exitCodes.map(({ code }: { code: number }) => code)).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 130,
  ]);
});
