import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoMenu, PetpoojaSimulator, setPrice } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { eventually } from './eventually.ts';
import { listen } from './live-events.ts';
import { openProofServer, type ProofServer } from './proof-server.ts';
import { drained, freshCatalog, itemNamed, makeShop, type ProofShop, pushMenu } from './proof-shop.ts';

const LONG_MS = 240_000;
const ITEMS = 6;

let server: ProofServer;
beforeAll(async () => {
  server = await openProofServer();
}, LONG_MS);
afterAll(() => server?.close());

describe('two connections that speak of one item', () => {
  const SECOND = 'second7kx';
  let shop: ProofShop;
  let second: { readonly id: string; readonly simulator: PetpoojaSimulator };
  let itemId: string;
  let externalId: string;

  const dish = (of: PetpoojaSimulator) => {
    const found = of.menu.items.find(({ itemid }) => itemid === externalId);
    if (found === undefined) throw new Error('the dish is not on the menu');
    return found;
  };
  const push = async (of: PetpoojaSimulator) => {
    expect((await of.pushMenu()).status).toBe(200);
    await drained(shop.client);
  };
  const shown = async () => {
    const item = (await freshCatalog(shop)).items.find(({ id }) => id === itemId);
    return [item?.name, item?.price?.priceMinor];
  };
  const rankOf = (connectionId: string, body: { rank?: number; authority?: Record<string, number> }) =>
    shop.client.patch('/v1/connections/{connectionId}', { params: { path: { connectionId } }, body });

  beforeAll(async () => {
    const menu = demoMenu({ items: ITEMS, restaurant: 'first7kx' });
    shop = await makeShop(server, { menu });
    const { client, sourceId, merchantId, storeId, hookUrl, hookSecret } = shop;
    const catalog = await pushMenu(shop);
    const plain = menu.items.find(({ variation }) => variation.length === 0);
    externalId = plain?.itemid ?? '';
    itemId = itemNamed(catalog, plain?.itemname ?? '').id;
    const made = await client.post('/v1/connections', {
      body: { sourceId, merchantId, account: SECOND, name: 'The other till', rank: 50 },
    });
    const params = { path: { connectionId: made.id } };
    await client.put('/v1/connections/{connectionId}/locations', { params, body: { location: SECOND, storeId } });
    await client.put('/v1/connections/{connectionId}/mappings', {
      params,
      body: { entityKind: 'item', externalId, entityId: itemId },
    });
    const other = demoMenu({ items: ITEMS, restaurant: SECOND });
    second = { id: made.id, simulator: new PetpoojaSimulator({ hookUrl, hookSecret, menu: other }) };
    dish(shop.simulator).itemname = 'First name';
    setPrice(shop.simulator.menu, externalId, '100');
    dish(second.simulator).itemname = 'Second name';
    setPrice(other, externalId, '200');
    await push(shop.simulator);
    await push(second.simulator);
  }, LONG_MS);

  test('the stronger rank decides every field, whoever speaks last', async () => {
    expect(await shown()).toEqual(['Second name', 20_000]);
    setPrice(shop.simulator.menu, externalId, '110');
    await push(shop.simulator);
    expect(await shown()).toEqual(['Second name', 20_000]);
  });

  test('a field may have an authority of its own, and it counts from the next delivery on, even one that says nothing new', async () => {
    await rankOf(shop.connectionId, { authority: { priceMinor: 10 } });
    await push(shop.simulator);
    expect(await shown()).toEqual(['Second name', 11_000]);
    await rankOf(shop.connectionId, { authority: {} });
    await push(shop.simulator);
    expect(await shown()).toEqual(['Second name', 20_000]);
  });

  test('what a person says beats both through every sync, until it is released to the stronger of them', async () => {
    const path = { storeId: shop.storeId, itemId };
    await shop.client.patch('/v1/items/{itemId}', { params: { path: { itemId } }, body: { name: 'By hand' } });
    await shop.client.patch('/v1/stores/{storeId}/items/{itemId}', {
      params: { path },
      body: { price: { priceMinor: 12_345, per: 1 } },
    });
    setPrice(shop.simulator.menu, externalId, '120');
    setPrice(second.simulator.menu, externalId, '220');
    dish(second.simulator).itemname = 'Second name, again';
    await push(shop.simulator);
    await push(second.simulator);
    await push(shop.simulator);
    expect(await shown()).toEqual(['By hand', 12_345]);
    const sources = await shop.client.get('/v1/stores/{storeId}/items/{itemId}/sources', { params: { path } });
    expect(sources.item.map(({ source }) => source).toSorted()).toEqual(
      [shop.connectionId, second.id, 'person'].toSorted(),
    );
    await shop.client.delete('/v1/stores/{storeId}/items/{itemId}/edits/{field}', {
      params: { path: { ...path, field: 'price' } },
    });
    expect(await shown()).toEqual(['By hand', 22_000]);
    await shop.client.delete('/v1/items/{itemId}/edits/{field}', { params: { path: { itemId, field: 'name' } } });
    expect(await shown()).toEqual(['Second name, again', 22_000]);
  });

  test('when the stronger one takes it off its list the item stays, with the name and the price of the other', async () => {
    const { menu } = second.simulator;
    menu.items = menu.items.filter(({ itemid }) => itemid !== externalId);
    await push(second.simulator);
    expect(await shown()).toEqual(['First name', 12_000]);
  });
});

describe('a paused connection', () => {
  const WAITING = 300;

  test(
    'keeps what comes in and applies it in order once resumed, while the server answers others',
    async () => {
      const menu = demoMenu({ items: ITEMS, restaurant: 'paused7kx' });
      const shop = await makeShop(server, { menu });
      await pushMenu(shop);
      const { client, connectionId, simulator, storeId } = shop;
      const params = { path: { connectionId } };
      const [one, two] = menu.items.filter(({ variation }) => variation.length === 0);
      const ids = [one?.itemid ?? '', two?.itemid ?? ''];
      expect(await client.post('/v1/connections/{connectionId}/pause', { params })).toMatchObject({ status: 'paused' });
      const before = await freshCatalog(shop);
      for (let round = 0; round < WAITING; round += 1) {
        const reply = await simulator.switchItem({ ids: [ids[round % 2] ?? ''], on: Math.floor(round / 2) % 2 === 1 });
        expect(reply.status).toBe(200);
      }
      const pending = async () =>
        (
          await Array.fromAsync(
            client.items('/v1/deliveries', { params: { query: { status: 'pending', limit: 200 } } }),
          )
        ).length;
      expect(await pending()).toBe(WAITING);
      expect((await freshCatalog(shop)).version).toBe(before.version);

      const other = await makeShop(server, { menu: demoMenu({ items: ITEMS, restaurant: 'other7kx' }) });
      const listening = await listen(client, storeId);
      await client.post('/v1/connections/{connectionId}/resume', { params });
      await pushMenu(other);
      await drained(client);
      const deliveries = await Array.fromAsync(
        client.items('/v1/deliveries', { params: { query: { connectionId, limit: 200 } } }),
      );
      const switches = deliveries.filter(({ endpoint }) => endpoint.startsWith('item_stock'));
      expect(switches.map(({ status }) => status)).toEqual(switches.map(() => 'applied'));
      expect(switches).toHaveLength(WAITING);
      await eventually(() => expect(listening.events).toHaveLength(WAITING));
      await listening.stop();
      const causes = listening.events.map((event) => (event.kind === 'resync' ? 'resync' : event.event.causationid));
      expect(causes).toEqual(switches.map(({ id }) => id).toReversed());
    },
    LONG_MS,
  );
});
