import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTenant, openServer, type RunningServer, readConfig } from '../../server/src/index.ts';
import { contextsFolder, type Ran, runCli, startCli } from './run-cli.ts';

const ORIGIN = { actor: 'root', requestId: 'req_test', cause: null };
const SECRET = 'a-hook-secret-of-the-test';
const ACCOUNT = 'tulsi7kx';

let folder: string;
let server: RunningServer;
let contexts: Awaited<ReturnType<typeof contextsFolder>>;
let key: string;

const kirana = (...argv: string[]): Promise<Ran> => runCli(argv, contexts.env);

/** Runs a command with --json that must succeed, and gives what it printed. */
async function json<T = Record<string, never>>(...argv: string[]): Promise<T> {
  const ran = await kirana(...argv, '--json');
  expect(ran.exit, `${argv.join(' ')}: ${ran.stdout}${ran.stderr}`).toBe(0);
  return JSON.parse(ran.stdout) as T;
}

async function until<T>(read: () => Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isThere(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface List<T> {
  readonly items: readonly T[];
}
interface Catalog {
  readonly version: string;
  readonly items: readonly { id: string; name: string; price: { priceMinor: number; currency: string } | null }[];
}

const allApplied = () =>
  until(
    () => json<List<{ status: string; id: string }>>('delivery', 'list'),
    ({ items }) => items.length > 0 && items.every(({ status }) => status !== 'pending'),
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kirana-cli-server-'));
  contexts = await contextsFolder();
  server = await openServer(readConfig({ KIRANA_DATA: folder, PORT: '0', KIRANA_LOG_LEVEL: 'silent' }));
  ({ key } = await createTenant({ database: server.database, now: () => new Date() }, { name: 'Test' }, ORIGIN));
});

afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
  await contexts.remove();
});

describe('from nothing to a live store, by commands alone', () => {
  let storeId: string;
  let connectionId: string;
  let itemId: string;
  let item: string;

  test('init saves a context after checking the key', async () => {
    expect(await runCli(['init', '--url', server.url, '--key', `${key}x`, '--json'], contexts.env)).toMatchObject({
      exit: 3,
    });
    const saved = await json<{ context: string; key: string }>('init', '--url', server.url, '--key', key);
    expect(saved.context).toBe('default');
    expect(saved.key).toBe(`••••${key.slice(-4)}`);
  });

  test('merchant, store, source, connection', async () => {
    const merchant = await json<{ id: string }>('merchant', 'create', '--name', 'Tulsi');
    const store = await json<{ id: string }>(
      ...[
        'store',
        'create',
        '--merchant',
        merchant.id,
        '--name',
        'Indiranagar',
        '--zone',
        'Asia/Kolkata',
        '--currency',
        'INR',
      ],
    );
    storeId = store.id;
    await json('context', 'set', '--store', storeId);
    const created = await json<{ source: { id: string } }>(
      ...[
        'source',
        'create',
        '--adapter',
        'petpooja',
        '--name',
        'PetPooja',
        '--secret',
        `hookSecret=${SECRET}`,
        '--save-hook',
      ],
    );
    const connection = await json<{ id: string }>(
      ...[
        'connection',
        'create',
        '--source',
        created.source.id,
        '--merchant',
        merchant.id,
        '--account',
        ACCOUNT,
        '--name',
        'Main',
      ],
    );
    connectionId = connection.id;
    expect((await kirana('context', 'list')).stdout).toMatch(/petpooja/);
  });

  test('what came before its store was linked is dead; a dry replay shows what it would bring, a replay brings it', async () => {
    await json('trigger', 'petpooja', 'push_menu');
    const { items } = await allApplied();
    expect(items).toMatchObject([{ status: 'dead' }]);
    expect((await kirana('doctor')).exit).toBe(7);
    await json('connection', 'link', connectionId);
    const dry = await kirana('replay', '--delivery', items[0]?.id ?? '', '--dry-run');
    expect(dry.exit, dry.stderr).toBe(0);
    expect(dry.stdout).toMatch(/EVENT +WHAT +FIELD +BEFORE +AFTER\n/);
    expect(dry.stdout).toMatch(/\d{2,} changes in 1 delivery, the first 100 shown/);
    expect((await json<Catalog>('store', 'catalog')).items).toEqual([]);
    const replayed = await json<{ status: string; outcome: object }>('replay', '--status', 'dead', '--wait');
    expect(replayed).toMatchObject({ status: 'done', outcome: { applied: 1 } });
    expect((await json<Catalog>('store', 'catalog')).items.length).toBeGreaterThanOrEqual(90);
  });

  test('a triggered menu is seen in the catalog', async () => {
    const { sent } = await json<{ sent: { status: number }[] }>('trigger', 'petpooja', 'push_menu');
    expect(sent).toMatchObject([{ status: 200 }]);
    await allApplied();
    const catalog = await json<Catalog>('store', 'catalog');
    expect(catalog.items.length).toBeGreaterThanOrEqual(90);
    itemId = catalog.items.find(({ price }) => price !== null)?.id ?? '';
    const mappings = await json<List<{ externalId: string }>>(
      ...['connection', 'mappings', connectionId, '--kind', 'item', '--entity', itemId],
    );
    item = `item=${mappings.items[0]?.externalId}`;
    expect((await kirana('store', 'catalog')).stdout).toContain(itemId);
  });

  test('listen tells old and new, and Ctrl-C ends it with 0', async () => {
    const { child, written, ended } = startCli(['listen', '--kinds', 'price.changed,switch.changed'], contexts.env);
    await until(
      async () => written.stderr,
      (text) => text.includes('Listening'),
    );
    await json('trigger', 'petpooja', 'push_menu', item, 'price=77.50');
    await json('trigger', 'petpooja', 'item_stock_off', item, 'until=endofday');
    await until(
      async () => written.stdout,
      (text) => text.includes('switch.changed'),
    );
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ exit: 0 });
    expect(written.stdout).toMatch(/price\.changed .*price INR [\d.]+ → INR 77\.50/);
    expect(written.stdout).toMatch(/switch\.changed .*switch on → off until \d/);
  });

  test('listen goes on after a version, one JSON document a line', async () => {
    const { exit, stdout } = await kirana('listen', '--since', '0-0', '--count', '1', '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ version: expect.any(String) });
  });

  test('an item is edited, its sources shown, and released', async () => {
    const edited = await json<{ changed: string[] }>('item', 'edit', itemId, '--price', '120.00');
    expect(edited.changed.length).toBeGreaterThan(0);
    const shown = await kirana('item', 'show', itemId);
    expect(shown.stdout).toMatch(/price +INR 120\.00/);
    expect((await kirana('item', 'sources', itemId)).stdout).toMatch(/person/);
    await json('item', 'release', itemId, '--field', 'price');
    expect((await kirana('item', 'show', itemId)).stdout).toMatch(/price +INR 77\.50/);
    expect((await kirana('item', 'edit', itemId)).exit).toBe(2);
    expect((await kirana('item', 'edit', itemId, '--price', '1.234')).exit).toBe(2);
  });

  test('replaying what was applied changes nothing', async () => {
    const { items } = await json<List<{ id: string; endpoint: string }>>('delivery', 'list', '--endpoint', 'push_menu');
    const dry = await kirana('replay', 'start', '--delivery', items[0]?.id ?? '', '--dry-run');
    expect(dry.stdout).toContain('Nothing would change.');
    const again = await json<{ status: string; total: number }>(
      'replay',
      'start',
      '--delivery',
      items[0]?.id ?? '',
      '--wait',
    );
    expect(again).toMatchObject({ status: 'done', total: 1 });
    expect((await json<List<object>>('replay', 'list')).items.length).toBeGreaterThan(3);
  });

  test('what is not there exits with 4, a refused trigger with 5', async () => {
    const missing = await kirana('delivery', 'show', 'dlv_01k4f2m8r5e6s9v0a1b2c3d4e5', '--json');
    expect(missing.exit).toBe(4);
    expect(JSON.parse(missing.stdout)).toMatchObject({ error: { code: 'NOT_FOUND', kind: 'notFound' } });
    const refused = await kirana('trigger', 'petpooja', 'item_stock', '--secret', 'hookSecret=wrong');
    expect(refused).toMatchObject({ exit: 5, stdout: expect.stringContaining('401') });
  });

  test('lists and reads of operations', async () => {
    for (const noun of ['sync', 'dead-letter', 'quarantine', 'webhook', 'source', 'key', 'merchant', 'connection']) {
      expect(await json<List<object>>(noun, 'list')).toMatchObject({ items: expect.any(Array), nextCursor: null });
      expect((await kirana(noun, 'list')).exit).toBe(0);
    }
    const { items } = await json<List<{ id: string }>>('delivery', 'list', '--limit', '1');
    const { body } = await json<{ body: string }>('delivery', 'raw', items[0]?.id ?? '');
    expect(body).toContain(ACCOUNT);
    expect(body).not.toContain(SECRET);
  });

  test('merchant, store, source and connection are edited; what is not given stays', async () => {
    const connection = await json<Record<'sourceId' | 'merchantId', string>>(
      ...['connection', 'edit', connectionId, '--rank', '10', '--authority', 'priceMinor=200'],
      ...['--snapshot-switches', 'always', '--pull-every-minutes', '30', '--settle-seconds', '60'],
      '--acknowledges-sales',
    );
    expect(connection).toMatchObject({ rank: 10, authority: { priceMinor: 200 }, pullEveryMinutes: 30, name: 'Main' });
    expect(connection).toMatchObject({ stockSettleSeconds: 60, acknowledgesSales: true });
    expect(
      await json(
        ...['connection', 'edit', connectionId, '--unset-authority', 'priceMinor', '--pull-every-minutes', '0'],
        ...['--setting', 'credentialsIn=body', '--no-acknowledges-sales'],
      ),
    ).toMatchObject({
      acknowledgesSales: false,
      rank: 10,
      authority: {},
      pullEveryMinutes: null,
      settings: { credentialsIn: 'body' },
    });

    const { sourceId, merchantId } = connection;
    const setting = ['--setting', 'header=X-Shop-Key', '--setting', 'requireAppKey=false'];
    await json('source', 'edit', sourceId, '--name', 'Shop', ...setting);
    expect(await json('source', 'edit', sourceId, '--unset-setting', 'header')).toMatchObject({
      name: 'Shop',
      settings: { requireAppKey: false },
    });
    expect((await kirana('source', 'edit', sourceId, '--setting', 'nonsense=1')).stderr).toMatch(/nonsense/);

    expect(await json('merchant', 'edit', merchantId, '--rounding', 'down')).toMatchObject({
      name: 'Tulsi',
      rounding: { mode: 'down', at: expect.any(String) },
    });
    expect((await kirana('merchant', 'show', merchantId)).stdout).toMatch(/rounding +down/);

    await json('store', 'edit', '--date', '2026-12-25 closed', '--business-day-start', '04:00');
    const edited = await kirana('store', 'edit', '--hours', 'mon-fri 09:00-22:00', '--date', '2026-12-31 10:00-16:00');
    expect(edited.stdout).toContain('mon-fri 09:00-22:00; 2026-12-25 closed; 2026-12-31 10:00-16:00');
    const dates = ['--unset-date', '2026-12-25', '--unset-date', '2026-12-31'];
    expect(await json('store', 'edit', '--hours', 'always', ...dates)).toMatchObject({
      hours: { weekly: [], exceptions: [] },
      businessDayStart: '04:00',
    });
    for (const [noun, id] of [
      ['source', sourceId],
      ['merchant', merchantId],
      ['connection', connectionId],
      ['store'],
    ]) {
      const nothing = await kirana(...[noun ?? '', 'edit'], ...(id === undefined ? [] : [id]));
      expect(nothing).toMatchObject({ exit: 2, stderr: expect.stringContaining('There is nothing to edit.') });
    }
  });

  test('a rotated secret is kept in the context when told so', async () => {
    const { items } = await json<List<{ id: string }>>('source', 'list');
    const secret = ['--secret', 'hookSecret=rotated-in-the-test', '--grace-seconds', '0'];
    // a new URL as well: the gateway remembers a source for some seconds
    await json('source', 'rotate-secret', items[0]?.id ?? '', ...secret, '--save-hook');
    await json('source', 'rotate-token', items[0]?.id ?? '', '--grace-seconds', '0', '--save-hook');
    expect((await kirana('trigger', 'petpooja', 'item_stock', item)).exit).toBe(0);
  });

  test('a store is paused and opened, a token made', async () => {
    expect((await kirana('store', 'pause', '--until', '30m', '--reason', 'no riders')).stdout).toMatch(
      /paused until .*no riders/,
    );
    expect((await kirana('store', 'open')).stdout).toMatch(/state +open/);
    const { token } = await json<{ token: string }>('store', 'token', '--origin', 'https://pos.example.com');
    expect(token.length).toBeGreaterThan(20);
  });

  test('doctor finds all well, and a bad key', async () => {
    const well = await kirana('doctor');
    expect(well.stdout, well.stderr).toMatch(/✓ server .*version/);
    expect(well.exit, well.stdout).toBe(0);
    const bad = await kirana('doctor', '--url', server.url, '--key', 'kir_wrong', '--json');
    expect(bad.exit).toBe(7);
    expect(JSON.parse(bad.stdout)).toMatchObject({ ok: false });
  });
});
