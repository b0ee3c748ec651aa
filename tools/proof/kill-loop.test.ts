import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoMenu, PetpoojaSimulator, setPrice } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { createKirana } from '../../packages/sdk/src/index.ts';
import { runCommand, startChildServer } from './child-server.ts';
import { newFolder, type Settings } from './proof-server.ts';
import { drained, freshCatalog, itemNamed, openShop, type ProofShop } from './proof-shop.ts';
import { checkSequences } from './stream-sequences.ts';

const CYCLES = Number(process.env.KIRANA_KILL_CYCLES ?? '10');
const CYCLE_MS = 90_000;
const MENU = { items: 40, restaurant: 'kill7kx' };

type Shop = Omit<ProofShop, 'tenantId'>;

/** What the provider believes: the last fact that was acknowledged, and one that was sent and never answered. */
interface Fact {
  acknowledged: string | undefined;
  unanswered: string[];
}

let folder: string;
let settings: Settings;
let rootKey: string;

beforeAll(async () => {
  folder = await newFolder();
  settings = { KIRANA_DATA: join(folder, 'data'), PORT: '0', KIRANA_LOG_LEVEL: 'warn' };
  rootKey = (await runCommand(['init'], settings)).trim();
}, CYCLE_MS);
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

/** Sends facts until the server is gone; each names a thing that only this sender changes. */
async function sendUntilKilled(
  sender: {
    name: string;
    facts: Map<string, Fact>;
    send: (round: number) => { key: string; value: string; reply: Promise<{ status: number }> };
  },
  accepted: { count: number },
  isOver: () => boolean,
  firstRound: number,
): Promise<number> {
  for (let round = firstRound; ; round += 1) {
    if (isOver()) return round;
    const { key, value, reply } = sender.send(round);
    const fact = sender.facts.get(key) ?? { acknowledged: undefined, unanswered: [] };
    sender.facts.set(key, fact);
    try {
      const { status } = await reply;
      if (status === 200) {
        accepted.count += 1;
        fact.acknowledged = value;
        fact.unanswered = [];
      } else fact.unanswered.push(value);
    } catch {
      fact.unanswered.push(value);
    }
  }
}

/** One lane, and so one order: everything is sent by one sender, menus between switches as a busy restaurant would. */
function senders(shop: Shop, facts: Map<string, Fact>) {
  const { simulator } = shop;
  const items = simulator.menu.items.filter(({ variation }) => variation.length === 0);
  const [dish] = items;
  return {
    name: 'restaurant',
    facts,
    send: (round: number) => {
      if (round % 5 === 4) {
        const price = String(100 + (round % 90));
        setPrice(simulator.menu, dish?.itemid ?? '', price);
        return { key: `price of ${dish?.itemname}`, value: `${price}00`, reply: simulator.pushMenu() };
      }
      if (round % 7 === 6) {
        const open = round % 2 === 0;
        return { key: 'store', value: String(open), reply: simulator.updateStoreStatus({ open }) };
      }
      const item = items[1 + (round % 6)];
      const on = Math.floor(round / 6) % 2 === 1;
      return {
        key: `switch of ${item?.itemname}`,
        value: String(on),
        reply: simulator.switchItem({ ids: [item?.itemid ?? ''], on }),
      };
    },
  };
}

test(`I10, I11: a server killed ${CYCLES} times under load keeps every webhook it acknowledged, and comes back by itself`, {
  timeout: CYCLE_MS * (CYCLES + 2),
}, async () => {
  const facts = new Map<string, Fact>();
  const accepted = { count: 0 };
  let shop: Shop | undefined;
  let round = 0;
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const server = await startChildServer(settings);
    shop = shop === undefined ? await firstShop(server.url, rootKey) : moved(shop, server.url);
    let over = false;
    const sender = senders(shop, facts);
    const sending = sendUntilKilled(sender, accepted, () => over, round);
    await delay(100 + Math.random() * 1_500);
    over = true;
    await server.kill();
    round = (await sending) + 1;
  }
  if (shop === undefined) throw new Error('there was no cycle');
  const server = await startChildServer(settings);
  try {
    shop = moved(shop, server.url);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await drained(shop.client);
    await retryPoisoned(shop);
    await checkDeliveries(shop, accepted.count);
    await checkFacts(shop, facts);
    await checkSequences(shop.client, shop.storeId);
    expect(await server.stop()).toBe(0);
  } finally {
    await server.kill();
  }
});

async function firstShop(url: string, key: string): Promise<Shop> {
  const root = createKirana({ baseUrl: url, key });
  const tenant = await root.post('/v1/tenants', { body: { name: 'Proof' } });
  const shop = await openShop(url, tenant.key, { menu: demoMenu(MENU) });
  expect((await shop.simulator.pushMenu()).status).toBe(200);
  await drained(shop.client);
  return shop;
}

/** The same shop at the server's new address. */
function moved(shop: Shop, url: string): Shop {
  const hookUrl = `${url}${new URL(shop.hookUrl).pathname}`;
  const { hookSecret } = shop;
  return {
    ...shop,
    hookUrl,
    client: createKirana({ baseUrl: url, key: shop.key }),
    simulator: new PetpoojaSimulator({ hookUrl, hookSecret, menu: shop.simulator.menu }),
  };
}

/**
 * A delivery during which the process ended more than three times is put aside for a person, who here retries it. With kills this dense it
 * can be an innocent one.
 */
async function retryPoisoned({ client }: Shop): Promise<void> {
  const letters = await Array.fromAsync(client.items('/v1/dead-letters', { params: { query: { status: 'open' } } }));
  for (const { id, code, message } of letters) {
    expect({ code, message }).toEqual({ code: 'INTERNAL', message: 'the process ended three times while applying it' });
    await client.post('/v1/dead-letters/{deadLetterId}/retry', { params: { path: { deadLetterId: id } } });
  }
}

/** Each acknowledged webhook is there, readable, and exactly one of the five; those never answered may be there too. */
async function checkDeliveries({ client }: Shop, acceptedCount: number): Promise<void> {
  const deliveries = await Array.fromAsync(client.items('/v1/deliveries', { params: { query: { limit: 200 } } }));
  expect(deliveries.length).toBeGreaterThanOrEqual(acceptedCount + 1);
  expect(new Set(deliveries.map(({ id }) => id)).size).toBe(deliveries.length);
  const lost = deliveries.filter(({ status }) => status !== 'applied' && status !== 'stale');
  expect(lost, 'what was acknowledged and not applied').toEqual([]);
  for (const { id } of deliveries) {
    const raw = await client.response('get', '/v1/deliveries/{deliveryId}/raw', {
      params: { path: { deliveryId: id } },
    });
    expect(JSON.parse(await raw.text())).toBeTypeOf('object');
  }
}

async function checkFacts(shop: Shop, facts: ReadonlyMap<string, Fact>): Promise<void> {
  const catalog = await freshCatalog(shop);
  for (const [key, { acknowledged, unanswered }] of facts) {
    const [, what, name = ''] = /^(?:(switch|price) of )?(.*)$/.exec(key) ?? [];
    const value =
      what === 'switch'
        ? itemNamed(catalog, name).switch.on
        : what === 'price'
          ? itemNamed(catalog, name).price?.priceMinor
          : catalog.store.status.state === 'open';
    // what was sent and never answered may have been taken or not
    const possible = [acknowledged, ...unanswered].filter((one) => one !== undefined);
    if (acknowledged !== undefined) expect(possible, key).toContain(String(value));
  }
}
