import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoMenu } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { createKirana } from '../../packages/sdk/src/index.ts';
import { eventually } from './eventually.ts';
import { openProofServer, type ProofServer } from './proof-server.ts';
import { makeShop, type ProofShop } from './proof-shop.ts';

const LONG_MS = 120_000;

/** Ways to write an address of this machine, of its network, or of a cloud's metadata. */
const INSIDE = [
  'http://127.0.0.1:PORT/menu',
  'https://127.0.0.1:PORT/menu',
  'https://127.1/menu',
  'https://2130706433/menu',
  'https://0x7f000001/menu',
  'https://[::1]/menu',
  'https://[::ffff:127.0.0.1]/menu',
  'https://localhost/menu',
  'https://localhost./menu',
  'https://169.254.169.254/latest/meta-data/',
  'https://[fd00:ec2::254]/latest/meta-data/',
  'https://metadata.google.internal/computeMetadata/v1/',
  'https://100.100.100.200/latest/meta-data/',
  'https://168.63.129.16/',
  'https://10.0.0.1/menu',
  'https://192.168.0.10/menu',
  'https://user:word@menus.example.com/',
  'http://menus.example.com/',
];

describe("a provider's address that leads inside", () => {
  let hits = 0;
  let inside: Server;
  let port: number;
  let server: ProofServer;
  let shop: ProofShop;

  beforeAll(async () => {
    inside = createServer((_request, response) => {
      hits += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
    ({ port } = inside.address() as AddressInfo);
    // configured while it was allowed
    const open = await openProofServer({ KIRANA_ALLOW_PRIVATE_HOSTS: `127.0.0.1:${port}` });
    const menu = demoMenu({ items: 2 });
    const made = await makeShop(open, { menu, fetchMenuUrl: `http://127.0.0.1:${port}/menu` });
    await open.stop();
    server = await openProofServer({ KIRANA_ALLOW_PRIVATE_HOSTS: '' }, open.folder);
    shop = { ...made, client: createKirana({ baseUrl: server.url, key: made.key }) };
  }, LONG_MS);
  afterAll(async () => {
    await server?.close();
    inside?.closeAllConnections();
    inside?.close();
  });

  test.each(INSIDE)('%s is refused when it is configured, and the connection stays as it was', async (text) => {
    const { client, sourceId, merchantId, connectionId } = shop;
    const fetchMenuUrl = text.replace('PORT', String(port));
    const refused = { status: 400, code: 'URL_FORBIDDEN' };
    const made = client.post('/v1/connections', {
      body: { sourceId, merchantId, account: 'inside', name: 'Inside', settings: { fetchMenuUrl } },
    });
    await expect(made).rejects.toMatchObject(refused);
    const params = { path: { connectionId } };
    const edited = client.patch('/v1/connections/{connectionId}', { params, body: { settings: { fetchMenuUrl } } });
    await expect(edited).rejects.toMatchObject(refused);
    const { settings } = await client.get('/v1/connections/{connectionId}', { params });
    expect(settings).toEqual({ fetchMenuUrl: `http://127.0.0.1:${port}/menu` });
    const { items } = await client.get('/v1/connections');
    expect(items.map(({ account }) => account)).toEqual([shop.restaurant]);
  });

  test('one that was allowed once is refused again at each call, and nothing reaches it', async () => {
    const { client, connectionId } = shop;
    const params = { path: { connectionId } };
    const sync = await client.post('/v1/connections/{connectionId}/syncs', { params });
    const ended = await eventually(async () => {
      const found = await client.get('/v1/syncs/{syncId}', { params: { path: { syncId: sync.id } } });
      expect(['failed', 'done']).toContain(found.status);
      return found;
    });
    expect(ended.status).toBe('failed');
    const checked = await client
      .post('/v1/connections/{connectionId}/check', { params })
      .then(({ ok }) => ok)
      .catch(() => false);
    expect(checked).toBe(false);
    expect(hits).toBe(0);
  });

  test('and so are the addresses that our own webhooks go to', async () => {
    for (const text of INSIDE) {
      const url = text.replace('PORT', String(port));
      await expect(
        shop.client.post('/v1/subscriptions', { body: { url, kinds: ['price.changed'] } }),
      ).rejects.toMatchObject({ status: 400, code: 'URL_FORBIDDEN' });
    }
    expect(hits).toBe(0);
  });
});
