import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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
  const { stockVersion } = await json<{ stockVersion: string }>('stock', 'show', itemId);
  expect(first).toMatchObject({ stockVersion });
  await json('stock', 'show', itemId, '--min-stock-version', stockVersion);
  const later = String(Number(stockVersion) + 1);
  for (const which of [[itemId], []]) {
    expect((await kirana('stock', 'show', ...which, '--min-stock-version', later)).exit).toBe(5);
  }
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
  const option = 'mop_01k4f2m8r5e6s9v0a1b2c3d4e5';
  expect((await kirana('reserve', '--item', itemId, '--modifier', `1:${option}`)).exit).toBe(2);
  expect((await kirana('reserve', '--item', itemId, '--modifier', `0:${option}=2`)).exit).toBe(4);
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

test('reconcile shows what differs, and writes it when the figure is repeated', async () => {
  await json('stock', 'count', itemId, '20');
  const file = join(folder, 'counts.csv');
  await writeFile(file, `item_id,quantity\n${itemId},17\nno-such,1\n`);
  expect((await kirana('stock', 'reconcile', '--file', file)).exit).toBe(2);
  await writeFile(file, `item_id,quantity\n${itemId},17\n`);
  const shown = await kirana('stock', 'reconcile', storeId, '--file', file, '--apply');
  expect([shown.exit, shown.stdout]).toEqual([6, expect.stringMatching(/needs approval +too many of the positions/)]);
  expect(shown.stdout).toMatch(new RegExp(`${itemId} +20 +17 +17 +-3 +counted`));
  const [, id = ''] = /--approve (rec_\w+) --expect 1/.exec(shown.stderr) ?? [];
  expect(await stock()).toMatchObject({ position: { onHand: 20 } });
  expect((await kirana('stock', 'reconcile', '--approve', id)).exit).toBe(2);
  expect((await kirana('stock', 'reconcile', '--approve', id, '--expect', '2')).exit).toBe(5);
  for (let times = 0; times < 2; times += 1) {
    const done = await json<object>('stock', 'reconcile', '--approve', id, '--expect', '1');
    expect(done).toMatchObject({ status: 'applied', written: 1, counts: [{ outcome: 'written' }] });
  }
  expect(await stock()).toMatchObject({ position: { onHand: 17 } });
  expect((await kirana('stock', 'history', itemId)).stdout).toMatch(/counted \(reconciled\)/);
  const listed = await json<{ items: object[] }>('stock', 'reconciliations', '--status', 'applied');
  expect(listed.items).toMatchObject([{ id }]);
  const other = await json<{ id: string }>('stock', 'reconcile', '--file', file, '--max-percent', '100', '--apply');
  expect(other).toMatchObject({ status: 'agreed' });
  expect((await kirana('stock', 'reconcile', '--reject', other.id)).exit).toBe(5);
});

test('check recomputes the store; doctor says so too, and what to do when the books are wrong', async () => {
  const all = await kirana('stock', 'check');
  expect([all.exit, all.stdout]).toEqual([
    0,
    expect.stringMatching(/\d+ positions recomputed from \d+ entries: all is well/),
  ]);
  const told = JSON.parse((await kirana('doctor', '--json')).stdout);
  expect(told.checks).toContainEqual(
    expect.objectContaining({ name: 'stock', ok: true, detail: expect.stringMatching(/recomputed from \d+ entries/) }),
  );
  expect(told.checks).toContainEqual(expect.objectContaining({ name: 'menus', ok: true }));
  // nothing of ours takes a hold away and leaves what is reserved
  await server.database.system((tx) => tx.deleteFrom('reservation_holds').execute());
  const found = await kirana('stock', 'check', storeId, '--item', itemId);
  expect(found.exit).toBe(7);
  expect(found.stdout).toMatch(/RESERVED_WRONG itm_\w+, reserved is 1, should be 0[\s\S]*release those/);
  const doctor = await kirana('doctor');
  expect(doctor.exit).toBe(7);
  expect(doctor.stdout).toMatch(/✗ stock .*RESERVED_WRONG[\s\S]*kirana stock check sto_/);
});
