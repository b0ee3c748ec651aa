import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTenant, openServer, type RunningServer, readConfig } from '../../server/src/index.ts';
import { contextsFolder, type Ran, runCli } from './run-cli.ts';

const ORIGIN = { actor: 'root', requestId: 'req_test', cause: null };

let folder: string;
let server: RunningServer;
let contexts: Awaited<ReturnType<typeof contextsFolder>>;
let storeId: string;
let itemId: string;

const kirana = (...argv: string[]): Promise<Ran> => runCli(argv, contexts.env);

async function json<T>(...argv: string[]): Promise<T> {
  const ran = await kirana(...argv, '--json');
  expect(ran.exit, `${argv.join(' ')}: ${ran.stdout}${ran.stderr}`).toBe(0);
  return JSON.parse(ran.stdout) as T;
}

interface Catalog {
  readonly items: readonly { id: string; availability: { orderable: boolean } }[];
}
interface Stock {
  readonly position: { readonly onHand: number; readonly reserved: number; readonly blocked: object };
  readonly sellable: number | null;
}

const stock = () => json<Stock>('stock', 'show', itemId);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kirana-cli-stock-'));
  contexts = await contextsFolder();
  server = await openServer(readConfig({ KIRANA_DATA: folder, PORT: '0', KIRANA_LOG_LEVEL: 'silent' }));
  const { key } = await createTenant({ database: server.database, now: () => new Date() }, { name: 'Test' }, ORIGIN);
  await json('init', '--url', server.url, '--key', key);
  const { id: merchant } = await json<{ id: string }>('merchant', 'create', '--name', 'Tulsi');
  const place = ['--zone', 'Asia/Kolkata', '--currency', 'INR'];
  storeId = (await json<{ id: string }>('store', 'create', '--merchant', merchant, '--name', 'One', ...place)).id;
  await json('context', 'set', '--store', storeId);
  const secret = ['--secret', 'hookSecret=a-hook-secret-of-the-test', '--save-hook'];
  const app = ['--adapter', 'petpooja', '--name', 'PetPooja'];
  const { source } = await json<{ source: { id: string } }>('source', 'create', ...app, ...secret);
  const account = ['--account', 'tulsi7kx', '--name', 'Main'];
  const made = ['--source', source.id, '--merchant', merchant, ...account];
  const connection = await json<{ id: string }>('connection', 'create', ...made);
  await json('connection', 'link', connection.id);
  await json('trigger', 'petpooja', 'push_menu');
  for (let found: string | undefined; found === undefined; itemId = found ?? '') {
    const { items } = await json<Catalog>('store', 'catalog');
    found = items.find(({ availability }) => availability.orderable)?.id;
  }
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
  await contexts.remove();
});

test('counted, received, adjusted, blocked: show and history tell of it', async () => {
  await json('stock', 'track', itemId, 'counted');
  await json('stock', 'count', itemId, '5', '--reason', 'opening_count');
  for (let times = 0; times < 2; times += 1) await json('stock', 'receive', itemId, '4', '--once', 'invoice-1');
  await json('stock', 'adjust', itemId, '--by', '-2', '--reason', 'spoiled');
  await json('stock', 'block', itemId, '2', '--kind', 'damaged');
  expect(await stock()).toMatchObject({ position: { onHand: 7, blocked: { damaged: 2 } }, sellable: 5 });
  await json('stock', 'block', itemId, '1', '--kind', 'damaged', '--free');
  expect(await stock()).toMatchObject({ sellable: 6 });
  const shown = await kirana('stock', 'history', itemId);
  expect(shown.stdout).toMatch(/SEQ +RECORDED +KIND +UNITS +DID/);
  expect(shown.stdout).toContain('received (purchase)');
  expect(shown.stdout).toContain('on hand -2');
  const { items } = await json<{ items: { kind: string }[] }>('stock', 'history', itemId);
  expect(items.map(({ kind }) => kind)).toEqual([
    'unblocked',
    'blocked',
    'adjusted',
    'received',
    'counted',
    'tracking_set',
  ]);
  expect((await kirana('stock', 'show', itemId)).stdout).toMatch(/sellable +6/);
  expect((await kirana('stock', 'show', '--limit', '2')).stdout).toMatch(/ITEM +TRACKING +ON HAND/);
});

test('reserved, the same again, committed in part; released', async () => {
  const ask = ['reserve', '--item', `${itemId}=4`, '--id', 'order-1'];
  const first = await json<{ status: string; expiresAt: string }>(...ask);
  expect(first.status).toBe('held');
  expect(await json(...ask)).toEqual(first);
  expect(await stock()).toMatchObject({ position: { reserved: 4 }, sellable: 2 });
  const done = await json<{ lines: object[] }>('commit', 'order-1', '--line', '0=3');
  expect(done.lines).toMatchObject([{ held: 4, committed: 3 }]);
  expect(await stock()).toMatchObject({ position: { onHand: 4, reserved: 0 } });
  const made = await kirana('reserve', '--item', itemId);
  expect(made.stderr).toMatch(/Reservation [0-9a-f]{32}/);
  const { id } = await json<{ id: string }>('reserve', '--item', itemId);
  expect(await json('release', id)).toMatchObject({ status: 'released' });
  expect((await kirana('release', 'order-1')).exit).toBe(5);
});

test('a refusal says what is short, on its exit code and in JSON', async () => {
  const ask = ['reserve', '--item', `${itemId}=40`, '--id', 'too-much'];
  const ran = await kirana(...ask);
  expect(ran.exit).toBe(5);
  expect(ran.stderr).toMatch(/STOCK_INSUFFICIENT: .*40 wanted, 2 left/);
  const { error } = JSON.parse((await kirana(...ask, '--json')).stdout);
  expect(error).toMatchObject({ code: 'STOCK_INSUFFICIENT', params: { shortfalls: [{ itemId, wanted: 40 }] } });
  expect((await kirana('reserve', '--item', `${itemId}=many`)).exit).toBe(2);
  expect((await kirana('stock', 'show', 'itm_01k4f2m8r5e6s9v0a1b2c3d4e5')).exit).toBe(4);
});

test('explain names the rule and the record; a past time shows what was so then', async () => {
  const before = new Date().toISOString();
  await json('item', 'edit', itemId, '--switch', 'off');
  const ran = await kirana('explain', storeId, itemId);
  expect(ran.exit, ran.stderr).toBe(0);
  expect(ran.stdout).toContain('SWITCHED_OFF');
  expect(ran.stdout).toMatch(/event switch\.changed #\d+ of store:sto_\w+, by key:key_/);
  await json('item', 'edit', itemId, '--switch', 'on');
  await json('stock', 'count', itemId, '0');
  const said = await json<{ because: { reason: { code: string }; causes: object[] }[] }>('explain', itemId);
  expect(said.because.map(({ reason }) => reason.code)).toEqual(['OUT_OF_STOCK']);
  expect(said.because[0]?.causes[0]).toMatchObject({ entry: { kind: 'counted' } });
  const past = await kirana('explain', itemId, '--at', before);
  expect(past.stdout).not.toContain('OUT_OF_STOCK');
  expect(past.stdout).toContain('Not known:');
});

test('shortfalls: what was promised and is not there', async () => {
  expect((await kirana('shortfalls')).stdout).toMatch(/OVERSOLD/);
  const { items } = await json<{ items: object[] }>('shortfalls');
  expect(items).toMatchObject([{ itemId, oversold: 1, oversoldNow: 1 }]);
});
