import { DEMO_RESTAURANT, switchMessage } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { alternate } from './alternate.ts';
import type { Bench } from './bench-room.ts';
import type { Child } from './child.ts';
import type { KiranaHello } from './kirana-child.ts';
import { load } from './load.ts';
import { median } from './percentiles.ts';

const CONNECTIONS = 64;
const BODY_BYTES = 2_048;

/** Bodies of exactly this size, no two equal: equal ones would be archived once. */
function bodies(): () => string {
  let count = 0;
  const message = switchMessage({ restaurant: DEMO_RESTAURANT, ids: ['910000001'], on: false });
  const head = `${Buffer.from(message.body).toString().slice(0, -1)},"note":"`;
  const padding = 'the kitchen says so, and '.repeat(BODY_BYTES / 20);
  return () => {
    count += 1;
    const start = `${head}${count} `;
    return `${start}${padding.slice(0, BODY_BYTES - start.length - 2)}"}`;
  };
}

function send(child: Child<KiranaHello>, seconds: number, nextBody: () => string) {
  const { url, shop } = child.hello;
  return load(child, {
    url: `${url}${shop.hookPath}/item_stock_off`,
    connections: CONNECTIONS,
    seconds,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${shop.hookSecret}` },
    nextBody,
  });
}

/** The sets differ in the archive: segment files with one flush per batch, or an object per body. */
const ARCHIVE = { embedded: 'files', postgres: 'files', real: 'S3' } as const;

export const webhookAccept: Bench = {
  name: 'webhook-accept',
  about: '2 kB webhooks over HTTP, archived durably, against inbox and outbox rows only',
  sets: ['embedded', 'postgres', 'real'],
  async run(room) {
    // applying is measured by other benches: here the deliveries stay in the inbox
    const server = await room.startKirana({ args: ['integration-gateway'] });
    const rowsOnly = await room.startKirana({ file: 'rows-only-child.ts' });
    const nextBody = bodies();
    const seconds = room.options.quick ? 1 : 3;
    const { value, baseline, ratio, ours } = await alternate(
      3,
      { baseline: () => send(rowsOnly, seconds, nextBody), ours: () => send(server, seconds, nextBody) },
      (loaded) => loaded.perSecond,
    );
    const p99 = median(ours.map((loaded) => loaded.p99Ms));
    const note = `${CONNECTIONS} connections, archive on ${ARCHIVE[room.set]}, p99 ${p99.toFixed(0)} ms`;
    // an object per body is the price of S3, not of ours
    const bar = room.set === 'real' ? null : ({ at: 'least', ratio: 0.6 } as const);
    return [{ name: 'webhook-accept', value, unit: 'req/s', baseline, ratio, bar, engines: room.set, note }];
  },
};
