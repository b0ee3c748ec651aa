import { alternate } from './alternate.ts';
import type { Bench } from './bench-room.ts';
import type { Child } from './child.ts';
import { load } from './load.ts';
import { pacedLoad } from './paced-load.ts';
import { percentile } from './percentiles.ts';
import { onPostgres, plain } from './result.ts';
import type { SellingHello } from './selling-child.ts';

const CONNECTIONS = 64;
const SHOP = JSON.stringify({ items: 1, onHand: 1_000_000_000, bundle: false });

/** One unit of the shop's item each time, always under a new id. */
function asking({ hello: { url, shop } }: Child<SellingHello>) {
  if (shop === null) throw new Error('the child has no shop');
  return {
    url: `${url}/v1/stores/${shop.storeId}/reservations`,
    connections: CONNECTIONS,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${shop.key}` },
    nextBody: () => JSON.stringify({ id: crypto.randomUUID(), lines: [{ itemId: shop.itemIds[0], quantity: 1 }] }),
  };
}

export const reserveHttp: Bench = {
  name: 'reserve-http',
  about: 'reservations of one item over HTTP, against the same route without a database',
  sets: ['embedded', 'postgres'],
  async run(room) {
    const env = { KIRANA_HOLDS_PER_KEY: '1000000' };
    const server = await room.startSelling('selling-child.ts', SHOP, env);
    const answering = await room.startSelling('answering-child.ts', SHOP, env);
    const seconds = room.options.quick ? 1 : 3;
    const compared = await alternate(
      3,
      {
        baseline: () => load(answering, { ...asking(answering), seconds }),
        ours: () => load(server, { ...asking(server), seconds }),
      },
      ({ perSecond }) => perSecond,
    );
    const { value, baseline, ratio, ours } = compared;
    const peak = Math.max(...ours.map(({ perSecond }) => perSecond));
    const tookMs = await pacedLoad({ ...asking(server), perSecond: peak / 2, seconds });
    const engines = room.set;
    const note = `${CONNECTIONS} connections, against the same route, key and reply from memory`;
    const paced = `at ${Math.round(peak / 2).toLocaleString('en-US')} req/s, half the peak; p50 ${percentile(tookMs, 0.5).toFixed(1)} ms`;
    const bar = onPostgres(engines, { at: 'least', ratio: 0.25 });
    return [
      { name: 'reserve-http', value, unit: 'req/s', baseline, ratio, bar, engines, note },
      { name: 'reserve-http-p99', ...plain(percentile(tookMs, 0.99)), unit: 'ms', engines, note: paced },
    ];
  },
};
