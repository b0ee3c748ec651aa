import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
  demoMenu,
  type Provider,
  setPrice,
  startProvider,
} from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { createKirana, type KiranaClient } from '../../packages/sdk/src/index.ts';
import { runCommand } from './child-server.ts';
import { eventually } from './eventually.ts';
import { listen } from './live-events.ts';
import { sent, sold, withoutIds } from './picture.ts';
import {
  engineSets,
  freshDatabase,
  newFolder,
  openProofServer,
  type ProofServer,
  type Settings,
} from './proof-server.ts';
import { drained, freshCatalog, itemNamed, makeShop, type ProofShop, pushMenu } from './proof-shop.ts';

const LONG_MS = 180_000;
const SECRET_KEY = 'a-secret-key-of-the-proof-that-is-long-enough';
const NOON = '2026-11-23T06:30:00.000Z';

const DOSA = 'Masala Dosa';
const idOf = (menu: ReturnType<typeof demoMenu>, name: string): string =>
  menu.items.find((item) => item.itemname === name)?.itemid ?? '';

async function replayAll(client: KiranaClient, dryRun: boolean) {
  const { id } = await client.post('/v1/replays', { body: { dryRun, perSecond: 1_000 } });
  return eventually(async () => {
    const replay = await client.get('/v1/replays/{replayId}', { params: { path: { replayId: id } } });
    if (replay.status === 'running') throw new Error('the replay is still running');
    return replay;
  });
}

describe.each(engineSets())('the river on $name', ({ settings }) => {
  let server: ProofServer;
  let provider: Provider;
  let shop: ProofShop;

  beforeAll(async () => {
    server = await openProofServer(await settings());
    provider = await startProvider();
    shop = await makeShop(server, { fetchMenuUrl: provider.fetchMenuUrl });
    await pushMenu(shop);
  }, LONG_MS);
  afterAll(async () => {
    await provider?.close();
    await server?.close();
  }, LONG_MS);

  test('what PetPooja sent is what the API sells: items, exact prices, variations, add-ons, taxes', async () => {
    await eventually(async () => {
      const catalog = await shop.client.stores.catalog(shop.storeId);
      expect(catalog.items.length).toBeGreaterThanOrEqual(90);
      expect(sold(catalog)).toEqual(sent(shop.simulator.menu));
    });
  });

  test('I2: the same menu again is no event, and the version stays', async () => {
    const before = await freshCatalog(shop);
    const listening = await listen(shop.client, shop.storeId);
    await pushMenu(shop);
    const after = await shop.client.stores.catalog(shop.storeId, { minVersion: before.version });
    expect(after.version).toBe(before.version);
    const { items } = await shop.client.get('/v1/deliveries', { params: { query: { limit: 1 } } });
    expect(items[0]).toMatchObject({ status: 'applied', changed: 0, problems: 0 });
    await listening.stop();
    expect(listening.events).toEqual([]);
  });

  test('an item that goes off until the end of the day is told with its return, in the API and on the live stream', async () => {
    const id = idOf(shop.simulator.menu, DOSA);
    const listening = await listen(shop.client, shop.storeId);
    await shop.simulator.switchItem({ ids: [id], on: false, until: 'endofday' });
    const { switch: state, id: itemId } = await eventually(async () => {
      const item = itemNamed(await shop.client.stores.catalog(shop.storeId), DOSA);
      expect(item.switch.on).toBe(false);
      return item;
    });
    expect(state.until).toMatch(/T23:30:00/); // 05:00 in India
    const { item } = await shop.client.stores.item(shop.storeId, itemId);
    expect(item.availability.reasons).toContainEqual({ code: 'SWITCHED_OFF', params: { until: state.until } });
    const event = await eventually(() => {
      const found = listening.events.find((one) => one.kind === 'switch.changed');
      expect(found).toBeDefined();
      return found;
    });
    expect(event).toMatchObject({
      event: {
        type: 'kirana.switch.changed.v1',
        data: { storeItem: { itemId, switch: { on: false, until: state.until } } },
      },
    });
    await shop.simulator.switchItem({ ids: [id], on: true, shape: 'bare' });
    await eventually(async () =>
      expect(itemNamed(await shop.client.stores.catalog(shop.storeId), DOSA).switch.on).toBe(true),
    );
    await listening.stop();
  });

  test('a custom return time is in the zone of the store', async () => {
    const id = idOf(shop.simulator.menu, 'Podi Idli');
    await shop.simulator.switchItem({ ids: [id], on: false, until: '2099-01-02 18:45', shape: 'object' });
    await drained(shop.client);
    const item = itemNamed(await freshCatalog(shop), 'Podi Idli');
    expect(item.switch).toEqual({ on: false, until: '2099-01-02T13:15:00.000Z' });
    await shop.simulator.switchItem({ ids: [id], on: true });
    await drained(shop.client);
  });

  test('an add-on goes off and on', async () => {
    const [group] = shop.simulator.menu.addongroups;
    const [option] = group?.addongroupitems ?? [];
    const find = async () => {
      const catalog = await freshCatalog(shop);
      return catalog.modifierGroups
        .find(({ name }) => name === group?.addongroup_name)
        ?.options.find(({ name }) => name === option?.addonitem_name);
    };
    for (const on of [false, true]) {
      await shop.simulator.switchItem({ ids: [option?.addonitemid ?? ''], type: 'addon', on });
      await drained(shop.client);
      expect(await find()).toMatchObject({ switch: { on }, available: on });
    }
  });

  test('the store closes, PetPooja asks and hears it, and it opens again', async () => {
    await shop.simulator.updateStoreStatus({ open: false, reason: 'Rain' });
    await drained(shop.client);
    const { store } = await freshCatalog(shop);
    expect(store).toMatchObject({ takesOrders: false, status: { state: 'closed', reason: 'Rain' } });
    expect((await shop.simulator.askStoreStatus()).body).toMatchObject({ status: 'success', store_status: '0' });
    await shop.simulator.updateStoreStatus({ open: true });
    await drained(shop.client);
    expect((await shop.simulator.askStoreStatus()).body).toMatchObject({ store_status: '1' });
    expect((await freshCatalog(shop)).store.takesOrders).toBe(true);
  });

  test('a changed price is the new price', async () => {
    const id = idOf(shop.simulator.menu, DOSA);
    await shop.simulator.changePrice(id, '123.50');
    await drained(shop.client);
    const catalog = await freshCatalog(shop);
    expect(itemNamed(catalog, DOSA).price).toMatchObject({ priceMinor: 12_350, currency: 'INR' });
    expect(sold(catalog)).toEqual(sent(shop.simulator.menu));
  });

  test('a dry run shows the diff to a person who finds the state changed, and changes nothing itself', async () => {
    const fresh = await makeShop(server);
    await pushMenu(fresh);
    const { items } = await fresh.client.get('/v1/deliveries', { params: { query: { limit: 1 } } });
    const id = idOf(fresh.simulator.menu, DOSA);
    // a menu whose location was unknown when it came: linked afterwards, it would change everything
    await fresh.client.delete('/v1/connections/{connectionId}/locations/{location}', {
      params: { path: { connectionId: fresh.connectionId, location: fresh.restaurant } },
    });
    await fresh.simulator.changePrice(id, '199');
    await drained(fresh.client);
    await fresh.client.put('/v1/connections/{connectionId}/locations', {
      params: { path: { connectionId: fresh.connectionId } },
      body: { location: fresh.restaurant, storeId: fresh.storeId },
    });
    expect(items).toHaveLength(1);
    const before = await freshCatalog(fresh);
    const dry = await replayAll(fresh.client, true);
    expect(dry).toMatchObject({ status: 'done', total: 2 });
    expect(dry.diff?.byKind).toHaveProperty(['price.changed']);
    expect(dry.diff?.sample).toContainEqual(expect.objectContaining({ name: DOSA }));
    expect((await freshCatalog(fresh)).version).toBe(before.version);
    await replayAll(fresh.client, false);
    const after = await freshCatalog(fresh);
    expect(itemNamed(after, DOSA).price?.priceMinor).toBe(19_900);
  });

  test('I14: replaying everything twice changes nothing', async () => {
    const before = await shop.client.stores.catalog(shop.storeId, { at: NOON });
    for (let round = 0; round < 2; round += 1) {
      const replay = await replayAll(shop.client, false);
      expect(replay.status).toBe('done');
      expect(replay.done).toBe(replay.total);
    }
    const after = await shop.client.stores.catalog(shop.storeId, { at: NOON });
    expect(after).toEqual(before);
  });

  test('I13: a pull of the same menu gives the same state as the webhook', async () => {
    provider.menu = demoMenu();
    const pulled = await makeShop(server, { fetchMenuUrl: provider.fetchMenuUrl });
    const pushed = await makeShop(server);
    await pushMenu(pushed);
    const { id } = await pulled.client.post('/v1/connections/{connectionId}/syncs', {
      params: { path: { connectionId: pulled.connectionId } },
    });
    const sync = await eventually(async () => {
      const found = await pulled.client.get('/v1/syncs/{syncId}', { params: { path: { syncId: id } } });
      expect(found.status).toBe('done');
      return found;
    });
    expect(sync.drift?.changed).toBeGreaterThan(90);
    const ask = async ({ client, storeId }: ProofShop) =>
      withoutIds(await client.stores.catalog(storeId, { at: NOON }));
    expect(await ask(pulled)).toEqual(await ask(pushed));
  });

  test('I13: the archived bodies, sent in their order to an empty tenant, give the live state again', async () => {
    const live = await makeShop(server);
    const menu = live.simulator.menu;
    await pushMenu(live);
    await live.simulator.switchItem({ ids: [idOf(menu, 'Pongal')], on: false, until: '2099-06-01 09:00' });
    setPrice(menu, idOf(menu, 'Pongal'), '101');
    menu.items = menu.items.filter(({ itemname }) => itemname !== 'Medu Vada');
    await live.simulator.pushMenu();
    await live.simulator.updateStoreStatus({ open: false, reason: 'Cleaning' });
    await drained(live.client);

    const rebuilt = await makeShop(server);
    const deliveries = await Array.fromAsync(live.client.items('/v1/deliveries'));
    for (const { id, endpoint } of deliveries.reverse()) {
      const raw = await live.client.response('get', '/v1/deliveries/{deliveryId}/raw', {
        params: { path: { deliveryId: id } },
      });
      const body = Buffer.from(await raw.arrayBuffer());
      const headers = { 'content-type': 'application/json' };
      const reply = await rebuilt.simulator.send({ method: 'POST', path: endpoint, query: {}, headers, body });
      expect(reply.status).toBe(200);
    }
    await drained(rebuilt.client);
    const ask = async ({ client, storeId }: ProofShop) =>
      withoutIds(await client.stores.catalog(storeId, { at: NOON }));
    expect(await ask(rebuilt)).toEqual(await ask(live));
  });
});

const { env } = inject('engines');

describe.skipIf(env.DATABASE_URL === undefined)('growing out of the embedded engines', () => {
  test('a dump restored into PostgreSQL gives the same bytes', { timeout: LONG_MS }, async () => {
    const folder = await newFolder();
    const data: Settings = { KIRANA_DATA: join(folder, 'data'), KIRANA_SECRET_KEY: SECRET_KEY };
    const file = join(folder, 'everything.dump');
    const before = await openProofServer(data, folder);
    const { key } = await makeShopAndPush(before);
    const small = await answers(before.url, key);
    await before.stop();
    await runCommand(['dump', file], data);

    const real = {
      ...data,
      KIRANA_DATA: join(folder, 'grown'),
      DATABASE_URL: await freshDatabase(env.DATABASE_URL ?? ''),
    };
    await runCommand(['restore', file], real);
    const grown = await openProofServer(real, folder);
    try {
      expect(await answers(grown.url, key)).toEqual(small);
    } finally {
      await grown.close();
    }
  });
});

async function makeShopAndPush(server: ProofServer): Promise<ProofShop> {
  const shop = await makeShop(server);
  await pushMenu(shop);
  const { simulator, client } = shop;
  await simulator.switchItem({ ids: [idOf(simulator.menu, 'Pongal')], on: false, until: '2099-06-01 09:00' });
  await simulator.updateStoreStatus({ open: false, until: '2099-06-01 09:00:00', reason: 'Cleaning' });
  await drained(client);
  return shop;
}

/** The catalog's bytes at a fixed instant, and every delivery with its archived body. */
async function answers(url: string, key: string) {
  const client = createKirana({ baseUrl: url, key });
  const stores = await client.get('/v1/stores');
  const response = await client.response('get', '/v1/stores/{storeId}/catalog', {
    params: { path: { storeId: stores.items[0]?.id ?? '' }, query: { at: NOON } },
  });
  const deliveries = await Array.fromAsync(client.items('/v1/deliveries'));
  const raw = await Promise.all(
    deliveries.map(async ({ id }) =>
      (
        await client.response('get', '/v1/deliveries/{deliveryId}/raw', { params: { path: { deliveryId: id } } })
      ).text(),
    ),
  );
  return { catalog: await response.text(), deliveries, raw };
}
