import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { catalogFile, SHOP_MAPPING } from '@kirana/adapter-csv/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTenant, openServer, type RunningServer, readConfig } from '../index.ts';
import type { Upload, UploadProblem } from './upload-view.ts';

const ORIGIN = { actor: 'root', requestId: 'req_test', cause: null };

let folder: string;
let drops: string;
let server: RunningServer;
let key: string;
let merchantId: string;
let sourceId: string;

interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

async function call<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const isFile = typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream;
  const init = {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined || isFile ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    duplex: 'half',
  };
  const response = await fetch(`${server.url}${path}`, init as RequestInit);
  const text = await response.text();
  return {
    status: response.status,
    body: (text === '' ? undefined : JSON.parse(text)) as T,
    headers: response.headers,
  };
}

async function made<T = { id: string }>(path: string, body: unknown): Promise<T> {
  const answer = await call<T>('POST', path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

let shops = 0;
/** A connection for files with one store or several. */
async function openShop(settings: object = SHOP_MAPPING, locations = ['shop']) {
  shops += 1;
  const stores: string[] = [];
  const connection = await made('/v1/connections', {
    sourceId,
    merchantId,
    account: `files-${shops}`,
    name: `Files ${shops}`,
    settings,
  });
  for (const location of locations) {
    const store = await made('/v1/stores', {
      merchantId,
      name: location,
      kind: 'retail',
      zone: 'Asia/Kolkata',
      currency: 'INR',
    });
    expect(
      (await call('PUT', `/v1/connections/${connection.id}/locations`, { location, storeId: store.id })).status,
    ).toBe(200);
    stores.push(store.id);
  }
  return { connectionId: connection.id, storeId: stores[0] ?? '', stores };
}

const upload = <T = Upload>(
  connectionId: string,
  body: string | Uint8Array | ReadableStream,
  { query = '', ...headers }: Record<string, string> = {},
) =>
  call<T>('POST', `/v1/connections/${connectionId}/uploads${query}`, body, { 'content-type': 'text/csv', ...headers });

async function finished(uploadId: string): Promise<Upload> {
  await expect
    .poll(async () => (await call<Upload>('GET', `/v1/uploads/${uploadId}`)).body.status, {
      timeout: 60_000,
      interval: 50,
    })
    .not.toMatch(/receiving|applying/);
  return (await call<Upload>('GET', `/v1/uploads/${uploadId}`)).body;
}

interface Items {
  readonly items: readonly {
    readonly name: string;
    readonly price: { priceMinor: number } | null;
    readonly listed: boolean;
  }[];
}
const itemsOf = async (storeId: string) =>
  (await call<Items>('GET', `/v1/stores/${storeId}/items?limit=200`)).body.items;

/** How many items the store offers. */
const listed = async (storeId: string): Promise<number> =>
  (await call<{ items: unknown[] }>('GET', `/v1/stores/${storeId}/catalog`)).body.items.length;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kirana-uploads-'));
  drops = join(folder, 'drops');
  const config = readConfig({
    KIRANA_DATA: join(folder, 'data'),
    KIRANA_DROP_FOLDER: drops,
    KIRANA_UPLOAD_MB: '64',
    PORT: '0',
    KIRANA_LOG_LEVEL: 'silent',
  });
  server = await openServer(config);
  ({ key } = await createTenant({ database: server.database, now: () => new Date() }, { name: 'Test' }, ORIGIN));
  merchantId = (await made('/v1/merchants', { name: 'Tulsi' })).id;
  const { source } = await made<{ source: { id: string } }>('/v1/sources', {
    adapter: 'csv',
    name: 'Files',
    settings: {},
    secrets: {},
  });
  sourceId = source.id;
});

afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a file', () => {
  test('is applied in parts, and removes what it leaves out when it is a complete list', async () => {
    const columns = { externalId: 'sku', name: 'name', description: 'about', price: 'price', quantity: 'count' };
    const { connectionId, storeId } = await openShop({ columns, snapshotOf: ['item', 'stock'] });
    const about = 'long and wide '.repeat(650);
    const list = (rows: number) =>
      `sku,name,about,price,count\n${Array.from({ length: rows }, (_, n) => `S${n},Thing ${n},${about},${n + 1},7\n`).join('')}`;
    const first = await upload(connectionId, list(500), { query: '?fileName=monday.csv' });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      fileName: 'monday.csv',
      origin: 'http',
      completes: ['item', 'stock'],
      sameAs: null,
    });
    expect(first.body.parts).toBe(3);
    const done = await finished(first.body.id);
    expect(done).toMatchObject({ status: 'done', problems: 0, deliveries: { applied: 4, dead: 0, pending: 0 } });
    expect(done.changed).toBeGreaterThanOrEqual(500);

    const again = await upload(connectionId, list(500));
    expect(again.body).toMatchObject({ sameAs: first.body.id });
    expect(await finished(again.body.id)).toMatchObject({ status: 'done', problems: 0 });

    const shorter = await finished((await upload(connectionId, list(495))).body.id);
    expect(shorter).toMatchObject({ status: 'done', problems: 0 });
    expect(shorter.changed).toBeGreaterThanOrEqual(5);
    expect(await listed(storeId)).toBe(495);
  });

  test('may be compressed, and come without a length', async () => {
    const { connectionId, storeId } = await openShop();
    const bytes = gzipSync(catalogFile(50));
    const sent = await upload(connectionId, bytes, { 'content-encoding': 'gzip' });
    expect(sent.body).toMatchObject({ bytes: Buffer.byteLength(catalogFile(50)) });
    await finished(sent.body.id);
    expect(await itemsOf(storeId)).toHaveLength(50);
    const streamed = await upload(connectionId, Readable.toWeb(Readable.from([catalogFile(60)])) as ReadableStream);
    expect(await finished(streamed.body.id)).toMatchObject({ status: 'done' });
    expect(await itemsOf(storeId)).toHaveLength(60);
  });

  test('tells its problems row by row', async () => {
    const { connectionId, storeId } = await openShop({ columns: { externalId: 'sku', name: 'name', price: 'price' } });
    const text = 'sku,name,price\n1,Rice,10\n2,Salt,cheap\n3,"Oil,10\n4,Tea,7\n,Nobody,1\n';
    const { id } = await finished((await upload(connectionId, text)).body.id);
    expect((await itemsOf(storeId)).map(({ name }) => name).sort()).toEqual(['Rice', 'Salt', 'Tea']);
    expect((await call<Upload>('GET', `/v1/uploads/${id}`)).body).toMatchObject({ status: 'done', problems: 3 });
    const seen: UploadProblem[] = [];
    let query = '?limit=2';
    for (;;) {
      const page = (
        await call<{ items: UploadProblem[]; nextCursor: string | null }>('GET', `/v1/uploads/${id}/problems${query}`)
      ).body;
      seen.push(...page.items);
      if (page.nextCursor === null) break;
      query = `?limit=2&cursor=${page.nextCursor}`;
    }
    expect(seen.map(({ row, column }) => [row, column]).sort()).toEqual([
      [3, 'price'],
      [4, null],
      [6, null],
    ]);
  });

  test('that cannot be read is refused, and what was taken of it stays', async () => {
    const { connectionId, storeId } = await openShop();
    await finished((await upload(connectionId, catalogFile(5))).body.id);
    const refused = await upload<{ code: string; detail: string }>(connectionId, 'a,b\n1,2\n');
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ code: 'UPLOAD_UNREADABLE' });
    expect(refused.body.detail).toContain('no column "Item code"');
    expect(await itemsOf(storeId)).toHaveLength(5);
    const { items } = (await call<{ items: Upload[] }>('GET', `/v1/uploads?connectionId=${connectionId}`)).body;
    expect(items.map(({ status, code }) => [status, code])).toEqual([
      ['failed', 'UPLOAD_UNREADABLE'],
      ['done', null],
    ]);
  });

  test('that breaks off applies what came, and removes nothing', async () => {
    const columns = { externalId: 'sku', name: 'name', description: 'about' };
    const { connectionId, storeId } = await openShop({ columns, snapshotOf: ['item'] });
    await finished((await upload(connectionId, 'sku,name,about\nA,Apple,\nB,Bread,\n')).body.id);
    const about = 'long and wide '.repeat(650);
    const text = `sku,name,about\n${Array.from({ length: 300 }, (_, n) => `S${n},Thing ${n},${about}\n`).join('')}`;
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(text.slice(0, Math.floor(text.length * 0.8))));
      },
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        controller.error(new Error('the cable was pulled'));
      },
    });
    await expect(upload(connectionId, broken)).rejects.toThrow();
    const list = async () =>
      (await call<{ items: Upload[] }>('GET', `/v1/uploads?connectionId=${connectionId}`)).body.items[0];
    await expect.poll(async () => (await list())?.status, { timeout: 30_000 }).toBe('failed');
    const failed = await list();
    expect(failed).toMatchObject({ code: 'UPLOAD_BROKEN_OFF', completes: [], parts: 1 });
    await expect.poll(async () => (await list())?.deliveries.pending, { timeout: 60_000 }).toBe(0);
    expect(await listed(storeId)).toBeGreaterThan(200);
    expect((await itemsOf(storeId)).map(({ name }) => name)).toEqual(expect.arrayContaining(['Apple', 'Bread']));
  });

  test('is bounded in size', async () => {
    const { connectionId } = await openShop();
    const row = `${'x'.repeat(999)}\n`;
    const huge = Readable.toWeb(
      Readable.from(
        (function* () {
          yield catalogFile(1);
          for (let n = 0; n < 70_000; n += 1) yield Buffer.from(row);
        })(),
      ),
    ) as ReadableStream;
    const outcome = await upload<{ code: string }>(connectionId, huge).catch((error: unknown) => error);
    const { items } = (await call<{ items: Upload[] }>('GET', `/v1/uploads?connectionId=${connectionId}`)).body;
    expect(items[0]).toMatchObject({ status: 'failed', code: 'BODY_TOO_LARGE' });
    if (!(outcome instanceof Error)) expect(outcome).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
  });

  test('under an idempotency key is taken once', async () => {
    const { connectionId } = await openShop();
    const headers = { 'idempotency-key': 'monday' };
    const first = await upload(connectionId, catalogFile(3), headers);
    const second = await upload(connectionId, catalogFile(3), headers);
    expect(second.body.id).toBe(first.body.id);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    const failing = { 'idempotency-key': 'tuesday' };
    expect((await upload(connectionId, 'a\n', failing)).status).toBe(400);
    expect((await upload(connectionId, catalogFile(3), failing)).status).toBe(201);
  });

  test('needs a place that is there, and a type that is taken', async () => {
    const { connectionId, stores } = await openShop(SHOP_MAPPING, ['north', 'south']);
    expect(await upload<{ code: string }>(connectionId, catalogFile(2))).toMatchObject({
      status: 400,
      body: { code: 'REQUEST_INVALID' },
    });
    expect(await upload(connectionId, catalogFile(2), { query: '?location=east' })).toMatchObject({ status: 400 });
    expect(
      await upload(connectionId, catalogFile(2), { 'content-type': 'image/png', query: '?location=south' }),
    ).toMatchObject({
      status: 415,
      body: { code: 'UPLOAD_TYPE_UNSUPPORTED' },
    });
    const sent = await upload(connectionId, catalogFile(2), { query: '?location=south' });
    expect(sent.body).toMatchObject({ location: 'south', storeId: stores[1] });
    await finished(sent.body.id);
    expect(await itemsOf(stores[0] ?? '')).toHaveLength(0);
    expect(await itemsOf(stores[1] ?? '')).toHaveLength(2);
    await call('POST', `/v1/connections/${connectionId}/pause`);
    expect(await upload(connectionId, catalogFile(2), { query: '?location=south' })).toMatchObject({
      body: { code: 'CONNECTION_PAUSED' },
    });
  });

  test('of another tenant is not there', async () => {
    const { connectionId } = await openShop();
    const { body } = await upload(connectionId, catalogFile(1));
    const other = await createTenant({ database: server.database, now: () => new Date() }, { name: 'Other' }, ORIGIN);
    const headers = { authorization: `Bearer ${other.key}` };
    expect((await call('GET', `/v1/uploads/${body.id}`, undefined, headers)).status).toBe(404);
    expect((await call('GET', `/v1/uploads/${body.id}/problems`, undefined, headers)).status).toBe(404);
    expect((await upload(connectionId, catalogFile(1), headers)).status).toBe(404);
  });
});

describe('the drop folder', () => {
  const settled = async (at: string, count: number): Promise<string[]> => {
    await expect
      .poll(async () => (await readdir(at).catch(() => [])).length, { timeout: 60_000, interval: 100 })
      .toBe(count);
    return (await readdir(at)).sort();
  };

  test('takes files that are whole, and lays a report beside them', async () => {
    const { connectionId, storeId } = await openShop({ columns: { externalId: 'sku', name: 'name', price: 'price' } });
    const at = join(drops, connectionId);
    await mkdir(at, { recursive: true });
    await writeFile(join(at, 'stock.csv'), 'sku,name,price\n1,Rice,10\n2,Salt,x\n');
    await writeFile(join(at, 'still-copied.csv.part'), 'sku');
    await writeFile(join(at, 'wrong.csv'), 'a,b\n1,2\n');
    expect(await settled(join(at, 'done'), 2)).toEqual(['stock.csv', 'stock.csv.report.json']);
    expect(await settled(join(at, 'failed'), 2)).toEqual(['wrong.csv', 'wrong.csv.report.json']);
    expect(await readdir(at)).toEqual(['done', 'failed', 'still-copied.csv.part', 'taking']);
    const report = JSON.parse(await readFile(join(at, 'done', 'stock.csv.report.json'), 'utf8'));
    expect(report).toMatchObject({
      outcome: 'done',
      upload: { origin: 'folder', status: 'done', problems: 1, requestedBy: 'system:folder' },
      problems: [{ row: 3, column: 'price', externalId: '2' }],
    });
    const failed = JSON.parse(await readFile(join(at, 'failed', 'wrong.csv.report.json'), 'utf8'));
    expect(failed).toMatchObject({ outcome: 'failed', code: 'UPLOAD_UNREADABLE' });
    expect((await itemsOf(storeId)).map(({ name }) => name).sort()).toEqual(['Rice', 'Salt']);
    await writeFile(join(at, 'stock.csv'), 'sku,name,price\n3,Tea,10\n');
    expect(await settled(join(at, 'done'), 4)).toContain('stock-2.csv');
  });

  test('keeps the stores of a connection apart by folders, and knows no others', async () => {
    const { connectionId, stores } = await openShop(SHOP_MAPPING, ['north', 'south']);
    const at = join(drops, connectionId);
    await mkdir(join(at, 'south'), { recursive: true });
    await mkdir(join(drops, 'con_01k4f2m8r5e6s9v0a1b2c3d4e5'), { recursive: true });
    await writeFile(join(at, 'south', 'catalog.csv'), catalogFile(3));
    await writeFile(join(drops, 'con_01k4f2m8r5e6s9v0a1b2c3d4e5', 'catalog.csv'), catalogFile(3));
    await settled(join(at, 'south', 'done'), 2);
    await settled(join(drops, 'con_01k4f2m8r5e6s9v0a1b2c3d4e5', 'failed'), 2);
    expect(await itemsOf(stores[0] ?? '')).toHaveLength(0);
    expect(await itemsOf(stores[1] ?? '')).toHaveLength(3);
  });
});
