import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoMenu } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { openProofServer, type ProofServer } from './proof-server.ts';
import { drained, freshCatalog, makeShop, type ProofShop } from './proof-shop.ts';

/** A folder of other people's published payloads; none is part of this project. */
const folder = process.env.KIRANA_SAMPLES === undefined ? undefined : join(process.env.KIRANA_SAMPLES, 'petpooja');
const missing = folder === undefined ? 'KIRANA_SAMPLES is not set' : existsSync(folder) ? undefined : `no ${folder}`;
if (missing !== undefined) process.stderr.write(`Skipping the samples: ${missing}\n`);

const LONG_MS = 120_000;

describe.skipIf(missing !== undefined)('published samples through the real server', () => {
  let server: ProofServer;
  beforeAll(async () => {
    server = await openProofServer();
  }, LONG_MS);
  afterAll(() => server?.close());

  const read = async (name: string): Promise<string> => {
    const files = await readdir(folder ?? '');
    const file = files.find((one) => one.startsWith(name));
    if (file === undefined) throw new Error(`there is no sample ${name}`);
    return readFile(join(folder ?? '', file), 'utf8');
  };
  const shopFor = (restaurant: string): Promise<ProofShop> =>
    makeShop(server, { menu: demoMenu({ items: 1, restaurant }) });
  const send = (shop: ProofShop, path: string, body: string) =>
    shop.simulator.send({
      method: 'POST',
      path,
      query: {},
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(body),
    });

  test('the documented menu is sold as it says', async () => {
    const text = await read('01');
    const menu = JSON.parse(text) as {
      restaurants: { details: { menusharingcode: string } }[];
      items: { itemname: string; active: string; variation: unknown[] }[];
    };
    const shop = await shopFor(menu.restaurants[0]?.details.menusharingcode ?? '');
    expect((await send(shop, 'push_menu', text)).status).toBe(200);
    await drained(shop.client);
    const catalog = await freshCatalog(shop);
    const wanted = menu.items.filter(({ active }) => active !== '0').map(({ itemname }) => itemname.trim());
    expect(catalog.items.map(({ name }) => name).sort()).toEqual(wanted.sort());
    const [delivery] = (await shop.client.get('/v1/deliveries')).items;
    expect(delivery).toMatchObject({ status: 'applied' });
  });

  test('each webhook that partners were seen to get is taken, and none is dead', async () => {
    const samples = JSON.parse(await read('06')) as unknown;
    const bodies: { path: string; body: Record<string, unknown> }[] = [];
    const collect = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const body = value as Record<string, unknown>;
      if ('restID' in body) {
        const path =
          'itemID' in body
            ? body.inStock === false
              ? 'item_stock_off'
              : 'item_stock'
            : 'store_status' in body
              ? 'update_store_status'
              : 'get_store_status';
        bodies.push({ path, body });
        return;
      }
      for (const inner of Object.values(body)) collect(inner);
    };
    collect(samples);
    expect(bodies.length).toBeGreaterThan(3);
    const shop = await shopFor(String(bodies[0]?.body.restID));
    for (const { path, body } of bodies) {
      const reply = await send(shop, path, JSON.stringify({ ...body, restID: shop.restaurant }));
      expect([path, reply.status]).toEqual([path, 200]);
    }
    await drained(shop.client);
    const dead = await Array.fromAsync(shop.client.items('/v1/deliveries', { params: { query: { status: 'dead' } } }));
    expect(dead).toEqual([]);
  });

  test('what is none of our endpoints is refused, and nothing breaks', async () => {
    const shop = await shopFor('samples');
    for (const name of ['05_', '05b', '08']) {
      const text = await read(name);
      expect((await send(shop, 'save_order', text)).status).toBe(404);
      expect((await send(shop, 'push_menu', text)).status).toBe(200);
    }
    await drained(shop.client);
  });
});
