import { readVersionedPositions } from '../../packages/server/src/catalog/position-fact-rows.ts';
import { onDatabase } from './bench-database.ts';
import type { Bench, BenchRoom } from './bench-room.ts';
import { median } from './percentiles.ts';
import { below, type Measured, plain } from './result.ts';
import { newReservation, submitAll, withShop } from './stock-shop.ts';

const ITEMS = 2_000;
/** One item in four is in somebody's order. */
const HELD_EVERY = 4;
const LIMIT_MS = 30;
const WARM_UP = 5;

async function medianMs(times: number, work: () => Promise<void>): Promise<number> {
  for (let round = 0; round < WARM_UP; round += 1) await work();
  const tookMs: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const started = performance.now();
    await work();
    tookMs.push(performance.now() - started);
  }
  return median(tookMs);
}

/** The one query, from this process: with what a provider reported of each item, and holds that are looked ahead of. */
const queryMs = (room: BenchRoom, times: number): Promise<number> =>
  onDatabase(room, (database) =>
    withShop(database, { items: ITEMS, onHand: 0 }, async (shop) => {
      const { tenantId, storeId, itemIds, ledger, of } = shop;
      await submitAll(
        ledger,
        tenantId,
        itemIds.map((itemId) => of.report(itemId, 1, { absolute: 100 })),
      );
      const held = itemIds.filter((_, n) => n % HELD_EVERY === 0);
      await submitAll(
        ledger,
        tenantId,
        held.map((itemId) => newReservation(shop, itemId)),
      );
      return medianMs(times, async () => {
        const { positions } = await database.tenant(tenantId, (tx) =>
          readVersionedPositions(tx, tenantId, storeId, null, Date.now(), true),
        );
        if (positions.size !== ITEMS) throw new Error(`${positions.size} of ${ITEMS} positions were read`);
      });
    }),
  );

/** The whole answer over HTTP, with facts of the catalog and JSON. */
async function answerMs(room: BenchRoom, times: number): Promise<number> {
  const shopOptions = JSON.stringify({ items: ITEMS, onHand: 100, bundle: false });
  const { url, shop } = (await room.startSelling('selling-child.ts', shopOptions)).hello;
  const headers = { authorization: `Bearer ${shop?.key}` };
  return medianMs(times, async () => {
    const response = await fetch(`${url}/v1/stores/${shop?.storeId}/orderability`, { headers });
    const { items } = (await response.json()) as { items?: readonly { orderable: boolean }[] };
    const count = items?.filter(({ orderable }) => orderable).length ?? 0;
    if (count !== ITEMS) throw new Error(`${response.status}: ${count} of ${ITEMS} items are orderable`);
  });
}

export const storeOrderability: Bench = {
  name: 'store-orderability',
  about: 'what of a store of 2,000 items may be ordered, uncached',
  sets: ['postgres'],
  async run(room): Promise<Measured[]> {
    const times = room.options.quick ? 15 : 50;
    const engines = room.set;
    const query = below(LIMIT_MS, await queryMs(room, times));
    const answer = plain(await answerMs(room, times));
    const note = `the one query that reads ${ITEMS} positions with holds and reports, with its transaction; median of ${times}`;
    const overHttp = 'the whole answer over HTTP, one at a time';
    return [
      { name: 'store-orderability', ...query, unit: 'ms', engines, note },
      { name: 'store-orderability-http', ...answer, unit: 'ms', engines, note: overHttp },
    ];
  },
};
