import { createKirana, KiranaApiError, type KiranaClient } from '../../packages/sdk/src/index.ts';
import type { Bench, BenchRoom } from './bench-room.ts';
import type { Child } from './child.ts';
import { type Crowd, letThemBuy, type Purchase } from './oversell-buyers.ts';
import { type Measured, plain } from './result.ts';
import type { SellingHello } from './selling-child.ts';
import type { SellingShop } from './selling-shop.ts';

const UNITS = 1_000;
const AT_ONCE = 96;
const SERVERS = { embedded: 1, postgres: 3, real: 3 } as const;

/** The servers of one shop on one database. */
async function openShop(room: BenchRoom) {
  const env = await room.serverEnv();
  const start = (args: readonly string[]) => room.start<SellingHello>({ file: 'selling-child.ts', args, env });
  const first = await start([JSON.stringify({ items: 1, onHand: UNITS, bundle: true })]);
  const { shop } = first.hello;
  if (shop === null) throw new Error('the child has no shop');
  const children: Child<SellingHello>[] = [first];
  while (children.length < SERVERS[room.set]) children.push(await start([]));
  const urls = children.map(({ hello }) => hello.url);
  return {
    shop,
    urls,
    /** Kills the last of them and starts another one in its place, which the buyers find. */
    async replaceLast(): Promise<void> {
      await children.at(-1)?.kill();
      const fresh = await start([]);
      children[children.length - 1] = fresh;
      urls[urls.length - 1] = fresh.hello.url;
    },
  };
}

interface Counts {
  /** Units that buyers hold or have taken home, as they were told and as the ledger says. */
  readonly held: number;
  /** Units promised or handed over beyond those there were. */
  readonly oversold: number;
  /** Units that are not for sale and that no buyer knows to have. */
  readonly stranded: number;
}

/** What came of a call that nobody heard to its end. */
async function isHeld(client: KiranaClient, storeId: string, reservationId: string): Promise<boolean> {
  const params = { path: { storeId, reservationId } };
  try {
    return (await client.get('/v1/stores/{storeId}/reservations/{reservationId}', { params })).status === 'held';
  } catch (error) {
    if (error instanceof KiranaApiError && error.status === 404) return false;
    throw error;
  }
}

async function count(url: string, shop: SellingShop, purchases: readonly Purchase[]): Promise<Counts> {
  const client = createKirana({ baseUrl: url, key: shop.key });
  const { storeId } = shop;
  const outcomes = new Map(purchases.map(({ outcome }) => [outcome, 0]));
  for (const { id, wanted, outcome: told, isDoubtful } of purchases) {
    const outcome = isDoubtful && (await isHeld(client, storeId, id)) ? 'held' : told;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + wanted);
  }
  const params = { path: { storeId, itemId: shop.itemIds[0] ?? '' } };
  const { position, oversold, sellable } = await client.get('/v1/stores/{storeId}/stock/{itemId}', { params });
  const handedOver = outcomes.get('committed') ?? 0;
  const told = handedOver + (outcomes.get('held') ?? 0);
  const gone = UNITS - position.onHand;
  if (gone !== handedOver) throw new Error(`${gone} units have left, buyers took ${handedOver} home`);
  return {
    held: told,
    oversold: oversold + Math.max(0, told - UNITS) + Math.max(0, gone + position.reserved - UNITS),
    stranded: UNITS - (sellable ?? 0) - told,
  };
}

export const oversell: Bench = {
  name: 'oversell',
  about:
    '1,000 units and a bundle of two of them, fought over by buyers who retry, forget answers and change their minds',
  sets: ['embedded', 'postgres'],
  async run(room): Promise<Measured[]> {
    const { shop, urls, replaceLast } = await openShop(room);
    const crowd: Crowd = { buyers: room.options.quick ? 5_000 : 50_000, atOnce: AT_ONCE, units: UNITS };
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${shop.key}` };
    const isKilled = urls.length > 1;
    let replaced: Promise<void> = Promise.resolve();
    const started = performance.now();
    const purchases = await letThemBuy({ urls, headers }, shop, crowd, (arrived) => {
      if (isKilled && arrived === crowd.buyers / 2) replaced = replaceLast();
    });
    const perSecond = (crowd.buyers / (performance.now() - started)) * 1_000;
    await replaced;
    const counts = await count(urls[0] ?? '', shop, purchases);
    if (counts.held !== UNITS || counts.oversold !== 0 || counts.stranded !== 0) {
      throw new Error(`of ${UNITS} units: ${JSON.stringify(counts)}`);
    }
    const servers = isKilled ? `${urls.length} server processes, one killed halfway and started again` : 'one server';
    const note = `${crowd.buyers.toLocaleString('en-US')} buyers for ${UNITS.toLocaleString('en-US')} units, ${servers}`;
    return [
      { name: 'oversell', ...plain(perSecond), unit: 'buyers/s', engines: room.set, counts: { ...counts }, note },
    ];
  },
};
