import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoMenu, menuMessage, PetpoojaSimulator } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { callOperation, type Operation, readDocument } from './api-document.ts';
import { openProofServer, type ProofServer } from './proof-server.ts';
import { drained, freshCatalog, itemNamed, makeShop, type ProofShop, pushMenu } from './proof-shop.ts';

type Bytes = Buffer<ArrayBuffer>;

const LONG_MS = 180_000;
const MEGABYTE = 1_048_576;
const HOOK_LIMIT_MB = 2;
const MOST_GROWTH_BYTES = 400 * MEGABYTE;

let server: ProofServer;
let shop: ProofShop;
let operations: readonly Operation[];

beforeAll(async () => {
  server = await openProofServer({ KIRANA_HOOK_BODY_MB: String(HOOK_LIMIT_MB) });
  ({ operations } = await readDocument(server.url));
  shop = await makeShop(server, { menu: demoMenu({ items: 12 }) });
  await pushMenu(shop);
}, LONG_MS);
afterAll(() => server?.close());

const deliveries = async (of: ProofShop) => (await of.client.get('/v1/deliveries')).items;
const letters = (of: ProofShop) => Array.fromAsync(of.client.items('/v1/dead-letters'));

/** Posts raw bytes to the hook, with the secret unless other headers say otherwise. */
async function hook(path: string, body: Bytes | string, headers: Record<string, string> = {}, of = shop) {
  const response = await fetch(`${of.hookUrl}/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${of.hookSecret}`, 'content-type': 'application/json', ...headers },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

async function api(method: string, path: string, body: Bytes | string, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${shop.key}`, 'content-type': 'application/json', ...headers },
    body,
  });
  const answer = (await response.json()) as { code?: string };
  return `${response.status} ${answer.code ?? ''}`.trim();
}

/** Sends pieces without saying how many will come, and gives the status; a cut connection counts as refused. */
function chunked(pieces: number, piece: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port, pathname } = new URL(`${shop.hookUrl}/push_menu`);
    const headers = { authorization: `Bearer ${shop.hookSecret}`, 'content-type': 'application/json' };
    const call = request({ hostname, port, path: pathname, method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    call.on('error', (error: NodeJS.ErrnoException) =>
      ['EPIPE', 'ECONNRESET'].includes(error.code ?? '') ? resolve(413) : reject(error),
    );
    for (let sent = 0; sent < pieces; sent += 1) call.write(piece);
    call.end();
  });
}

describe('who may send', () => {
  test('no, a wrong and another secret are 401, and nothing is kept', async () => {
    const before = (await deliveries(shop)).length;
    const body = JSON.stringify({ restID: shop.restaurant });
    for (const authorization of ['', 'Bearer ', 'Bearer wrong', `Basic ${shop.hookSecret}`, shop.hookSecret, shop.key])
      expect(await hook('item_stock', body, { authorization })).toBe(401);
    const unknown = await fetch(`${server.url}/v1/hooks/nosuchtoken/item_stock`, { method: 'POST', body });
    expect(unknown.status).toBe(401);
    expect(await deliveries(shop)).toHaveLength(before);
  });

  test('the previous secret is good while it is rotated', async () => {
    const rotated = await makeShop(server, { menu: demoMenu({ items: 2, restaurant: 'rotated' }) });
    const value = 'the-next-secret-of-this-shop';
    await rotated.client.post('/v1/sources/{sourceId}/rotate-secret', {
      params: { path: { sourceId: rotated.sourceId } },
      body: { name: 'hookSecret', value, graceSeconds: 3_600 },
    });
    for (const secret of [rotated.hookSecret, value]) {
      const simulator = new PetpoojaSimulator({
        hookUrl: rotated.hookUrl,
        hookSecret: secret,
        menu: rotated.simulator.menu,
      });
      expect((await simulator.pushMenu()).status).toBe(200);
    }
    expect(await hook('push_menu', '{}', { authorization: 'Bearer neither' }, rotated)).toBe(401);
  });
});

describe('sizes and encodings', () => {
  const tooMuch = Buffer.alloc((HOOK_LIMIT_MB + 1) * MEGABYTE, 0x20);

  test('over the limit is 413, with a length and without', async () => {
    expect(await hook('push_menu', tooMuch)).toBe(413);
    expect(await chunked(64, Buffer.alloc(MEGABYTE, 0x20))).toBe(413);
    expect(await api('POST', '/v1/merchants', tooMuch)).toBe('413 BODY_TOO_LARGE');
  });

  test(
    'a megabyte that would unpack to a gigabyte is 413, and memory stays',
    async () => {
      const bomb = gzipSync(Buffer.alloc(1_024 * MEGABYTE), { level: 9 });
      const before = process.memoryUsage().rss;
      expect(await hook('push_menu', bomb, { 'content-encoding': 'gzip' })).toBe(413);
      expect(await api('POST', '/v1/merchants', bomb, { 'content-encoding': 'gzip' })).toBe('413 BODY_TOO_LARGE');
      expect(process.memoryUsage().rss - before).toBeLessThan(MOST_GROWTH_BYTES);
    },
    LONG_MS,
  );

  test.each(['gzip', 'br', 'deflate'])('nothing, said to be %s, ends no process', async (encoding) => {
    const headers = { authorization: `Bearer ${shop.key}`, 'content-encoding': encoding };
    await (await fetch(`${server.url}/v1/connections/${shop.connectionId}/resume`, { method: 'POST', headers })).text();
    await (await fetch(`${server.url}/v1/stores`, { headers })).text();
    expect(await hook('item_stock', '', { 'content-encoding': encoding })).toBeLessThan(500);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  test('an unknown encoding is 415; gzip is read', async () => {
    expect(await hook('item_stock', '{}', { 'content-encoding': 'zstd' })).toBe(415);
    expect(await api('POST', '/v1/merchants', '{}', { 'content-encoding': 'snappy' })).toBe('415 ENCODING_UNSUPPORTED');
    const body = gzipSync(JSON.stringify({ name: 'Packed' }));
    expect(await api('POST', '/v1/merchants', body, { 'content-encoding': 'gzip' })).toBe('201');
  });
});

const deep = '['.repeat(100_000) + ']'.repeat(100_000);
const UNREADABLE: readonly (readonly [string, Bytes | string])[] = [
  ['no JSON', 'restID=tulsi7kx'],
  ['nothing', ''],
  ['UTF-16', Buffer.from('\ufeff{"name":"x"}', 'utf16le')],
  ['not UTF-8', Buffer.from('{"name":"\xff"}', 'latin1')],
  ['cut off', '{"name":"x"'],
  ['100,000 deep', `{"name":${deep}}`],
  ['__proto__', '{"__proto__":{"polluted":1},"name":"x"}'],
  ['constructor', '{"constructor":{"prototype":{"polluted":1}},"name":"x"}'],
  ['a key twice', '{"name":"x","name":"y"}'],
  ['a list', '[]'],
  ['null', 'null'],
];

describe('bodies that cannot be read', () => {
  test.each(UNREADABLE)('webhook: %s is taken and becomes a dead letter', async (_name, body) => {
    const fresh = await makeShop(server, { menu: demoMenu({ items: 2 }) });
    expect(await hook('push_menu', body, {}, fresh)).toBe(200);
    await drained(fresh.client);
    const [delivery] = await deliveries(fresh);
    expect(delivery).toMatchObject({ status: 'dead' });
    const [letter] = await letters(fresh);
    expect(letter).toMatchObject({ deliveryId: delivery?.id, status: 'open' });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test.each(UNREADABLE)('API: %s is 400', async (_name, body) => {
    expect(await api('POST', '/v1/merchants', body)).toMatch(/^400 (JSON_INVALID|REQUEST_INVALID)$/);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('a byte-order mark is read in a webhook and refused by the API', async () => {
    const marked = await makeShop(server, { menu: demoMenu({ items: 2 }) });
    const { body } = menuMessage(marked.simulator.menu);
    expect(await hook('push_menu', Buffer.concat([Buffer.from('\ufeff'), body]), {}, marked)).toBe(200);
    await drained(marked.client);
    expect((await freshCatalog(marked)).items).toHaveLength(2);
    expect(await api('POST', '/v1/merchants', '\ufeff{"name":"x"}')).toBe('400 JSON_INVALID');
  });
});

describe('values', () => {
  test('a title with NUL, half a character or hidden direction is that item only', async () => {
    const fresh = await makeShop(server, { menu: demoMenu({ items: 12 }) });
    const { menu } = fresh.simulator;
    menu.items = menu.items.filter(({ variation }) => variation.length === 0).slice(0, 6);
    const names = ['Nul\u0000dosa', 'Half\ud800dosa', 'Hidden\u202edosa'];
    for (const [index, name] of names.entries()) (menu.items[index] as { itemname: string }).itemname = name;
    await pushMenu(fresh);
    expect((await freshCatalog(fresh)).items).toHaveLength(3);
    const found = await letters(fresh);
    expect(found.map(({ code, path }) => `${code} ${path}`).sort()).toEqual(
      names.map((_, index) => `ITEM_INVALID /items/${index}/itemname`),
    );
  });

  test.each(['9007199254740993', '1e400', '-0', '1.5', '"12"', 'NaN', '1e10', 'null'])(
    'the API refuses %s as a rank',
    async (value) => {
      const { items } = await freshCatalog(shop);
      const path = `/v1/stores/${shop.storeId}/items/${items[0]?.id}`;
      expect(await api('PATCH', path, `{"rank":${value}}`)).toMatch(/^400 /);
    },
  );

  test("an id of 20 digits loses none, and a number's own spelling is kept", async () => {
    const fresh = await makeShop(server, { menu: demoMenu({ items: 2 }) });
    const text = JSON.stringify(fresh.simulator.menu).replace('"910000001"', '12345678901234567890');
    expect(await hook('push_menu', text, {}, fresh)).toBe(200);
    await drained(fresh.client);
    const { item } = await fresh.client.stores.itemByExternalId(
      fresh.storeId,
      fresh.connectionId,
      '12345678901234567890',
    );
    expect(item.name).toBe(fresh.simulator.menu.items[0]?.itemname);
  });

  test('prices that look like slips wait for a person; what is no price is that item’s error; the old price stays', async () => {
    const fresh = await makeShop(server, { menu: demoMenu({ items: 12 }) });
    const { menu } = fresh.simulator;
    const before = await pushMenu(fresh);
    const plain = menu.items.filter(({ variation }) => variation.length === 0);
    const prices = ['0', '-5', '', '12,50', '1e400', 'free'];
    for (const [index, price] of prices.entries()) (plain[index] as { price: string }).price = price;
    const hundredfold = plain[prices.length];
    if (hundredfold !== undefined) hundredfold.price = `${Number(hundredfold.price) * 100}`;
    const [group] = menu.addongroups;
    for (const option of group?.addongroupitems ?? []) option.addonitem_price = '0';
    const after = await pushMenu(fresh);
    for (const { itemname } of plain.slice(0, prices.length + 1))
      expect(itemNamed(after, itemname).price, itemname).toEqual(itemNamed(before, itemname).price);
    const { items: held } = await fresh.client.get('/v1/quarantine', { params: { query: { status: 'open' } } });
    expect(held.map(({ code }) => code)).toEqual(['PRICE_SUSPICIOUS', 'PRICE_SUSPICIOUS', 'PRICE_SUSPICIOUS']);
    expect((await letters(fresh)).map(({ path }) => path.replace(/\d+/, 'n'))).toEqual(
      Array.from({ length: 4 }, () => '/items/n/price'),
    );
    const free = after.modifierGroups.find(({ name }) => name === group?.addongroup_name);
    expect(free?.options.map(({ priceMinor }) => priceMinor)).toEqual(free?.options.map(() => 0));
  });

  test('an empty and a shrunken menu remove nothing and wait for a person', async () => {
    const fresh = await makeShop(server, { menu: demoMenu({ items: 12 }) });
    const before = await pushMenu(fresh);
    expect((await fresh.simulator.pushEmptyMenu()).status).toBe(200);
    await drained(fresh.client);
    expect((await freshCatalog(fresh)).items).toEqual(before.items);
    fresh.simulator.menu.items = fresh.simulator.menu.items.slice(0, 5);
    expect((await pushMenu(fresh)).items).toHaveLength(before.items.length);
    const { items: held } = await fresh.client.get('/v1/quarantine', { params: { query: { status: 'open' } } });
    expect(new Set(held.map(({ code }) => code))).toEqual(new Set(['SNAPSHOT_SUSPICIOUS']));
  });

  test('markup and SQL are stored as they are, and searched for as text', async () => {
    const { items } = await freshCatalog(shop);
    const itemId = items[0]?.id ?? '';
    const name = `<img src=x onerror=alert(1)>'; drop table stores; -- %_\\ "=cmd()"`;
    await shop.client.patch('/v1/items/{itemId}', { params: { path: { itemId } }, body: { name } });
    expect((await shop.client.stores.item(shop.storeId, itemId)).item.name).toBe(name);
    const found = await Array.fromAsync(
      shop.client.stores.items(shop.storeId, { name: `'; drop table stores; -- %_\\` }),
    );
    expect(found.map(({ id }) => id)).toEqual([itemId]);
    expect(await Array.fromAsync(shop.client.stores.items(shop.storeId, { name: 'zz%' }))).toEqual([]);
  });
});

describe('requests', () => {
  test('fields that are not there are refused, also those a server would set', async () => {
    for (const field of ['tenantId', 'version', 'id', 'createdAt', 'anything'])
      expect(await api('POST', '/v1/merchants', JSON.stringify({ name: 'x', [field]: '1' }))).toBe(
        '400 REQUEST_INVALID',
      );
  });

  const place = (value: string) => Buffer.from(value).toString('base64url');
  const CURSORS = [
    'x',
    '%00',
    place('{"id":"\\u0000"}'),
    place('{"id":"\u0000"}'),
    place('{"id":1e400}'),
    place('null'),
    place('{"ingress":-1,"id":"\\ud800"}'),
    'a'.repeat(1_001),
  ];

  test('every list refuses cursors that are not ours, limits that are too large, and filters it has not', async () => {
    const wrong: unknown[] = [];
    for (const list of operations.filter(({ parameters }) => parameters.some(({ name }) => name === 'cursor'))) {
      if (list.access === 'root') continue;
      const ids: Record<string, string> = { storeId: shop.storeId, connectionId: shop.connectionId };
      const path = { ...ids, subscriptionId: 'sub_01k4f2m8r5e6s9v0a1b2c3d4e5' };
      const queries = [
        ...CURSORS.map((cursor) => ({ cursor })),
        ...['0', '201', '-1', '1e9', '1.5', 'NaN', '99999999999999999999'].map((limit) => ({ limit })),
        { nosuchfilter: '1' },
      ];
      for (const query of queries) {
        const { status, code } = await callOperation(server.url, list, { key: shop.key, path, query });
        const refused = status === 400 || (status === 404 && list.id === 'listDispatches');
        if (!refused) wrong.push([list.id, query, status, code]);
      }
    }
    expect(wrong).toEqual([]);
  });

  const IDS = [
    '../../etc/passwd',
    '%00',
    'a\u0000b',
    'x'.repeat(4_096),
    '🍛',
    "' or 1=1 --",
    '{}',
    'sto_01k4f2m8r5e6s9v0a1b2c3d4e5\n',
    ' ',
  ];

  test(
    'ids of any spelling are 400 or 404 on every operation',
    async () => {
      const wrong: unknown[] = [];
      for (const operation of operations) {
        const names = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
        if (names.length === 0 || operation.access === 'hook' || operation.access === 'root') continue;
        for (const id of IDS) {
          const path = Object.fromEntries(names.map((name) => [name, id]));
          const { status, code } = await callOperation(server.url, operation, { key: shop.key, path });
          if (![400, 404].includes(status) || code === undefined) wrong.push([operation.id, id, status, code]);
        }
      }
      expect(wrong).toEqual([]);
    },
    LONG_MS,
  );

  test('the same spellings as provider ids are taken, and are never part of a path of ours', async () => {
    for (const id of IDS) {
      expect(await hook('item_stock', JSON.stringify({ restID: id, type: 'item', inStock: true, itemID: [id] }))).toBe(
        200,
      );
      expect(
        await hook(
          'item_stock',
          JSON.stringify({ restID: shop.restaurant, type: 'item', inStock: true, itemID: [id] }),
        ),
      ).toBe(200);
    }
    await drained(shop.client);
    for (const { status } of await deliveries(shop)) expect(['applied', 'stale', 'dead']).toContain(status);
  });

  test('a key that asks too often hears 429 with Retry-After; another key of the tenant does not', async () => {
    const { key } = await shop.client.post('/v1/keys', {
      body: { name: 'Slow', scopes: ['catalog:read'], requestsPerMinute: 3 },
    });
    const ask = (with_: string) => fetch(`${server.url}/v1/stores`, { headers: { authorization: `Bearer ${with_}` } });
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(key)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(6);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(shop.key)).status).toBe(200);
  });

  test.each([
    'https://169.254.169.254/latest',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://0x0a000001/',
    'https://localhost/',
    'http://example.com/',
    'https://user:pass@example.com/',
    'file:///etc/passwd',
  ])('a webhook to %s is refused when it is set', async (url) => {
    const body = JSON.stringify({ url, kinds: ['price.changed'] });
    expect(await api('POST', '/v1/subscriptions', body)).toMatch(/^400 (URL_FORBIDDEN|REQUEST_INVALID)$/);
  });

  test('bytes that are no HTTP get a 400 or nothing, and the next caller is served', async () => {
    const { hostname, port } = new URL(server.url);
    for (const bytes of [
      '\u0000\u0001\u0002\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      `GET /${'x'.repeat(70_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
      'POST /v1/merchants HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ]) {
      const answer = await new Promise<string>((resolve) => {
        let text = '';
        const socket = connect(Number(port), hostname, () => socket.write(bytes));
        socket.on('data', (chunk) => {
          text += chunk.toString();
        });
        socket.on('error', () => resolve(text));
        socket.on('close', () => resolve(text));
      });
      expect(answer.slice(0, 12)).toMatch(/^(HTTP\/1\.1 4\d\d)?$/);
    }
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});
