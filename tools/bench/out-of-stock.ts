import { DEMO_RESTAURANT, switchMessage } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { openStream } from '../../packages/server/src/live/test-stream-client.ts';
import type { Bench } from './bench-room.ts';
import type { Child } from './child.ts';
import type { KiranaHello } from './kirana-child.ts';
import { fillOtherLanes, isBehind, openOtherLanes, releaseOtherLanes } from './other-lanes.ts';
import { percentile } from './percentiles.ts';
import { clientOf, plainMenu, posOf, pushUntilApplied } from './push-menu.ts';
import { type Measured, plain } from './result.ts';

const ITEMS = 50;
const WARM_UP = 20;
const PAUSE_MS = 10;
const GIVE_UP_MS = 60_000;
const BACKLOG = { quick: { most: 2_000, seconds: 20 }, full: { most: 100_000, seconds: 60 } } as const;
/** Fewer than these say little about the slowest of a hundred. */
const FEW_SAMPLES = 100;

/** A window of the shop, and what is taken off sale in it. */
async function openWindow(server: Child<KiranaHello>) {
  const { url, shop } = server.hello;
  const menu = plainMenu(ITEMS);
  const pos = posOf(server, menu);
  await pushUntilApplied(clientOf(server), () => pos.pushMenu());
  let seen = Promise.withResolvers<number>();
  const headers = { authorization: `Bearer ${shop.key}` };
  const stream = await openStream(
    `${url}/v1/stores/${shop.storeId}/live?kinds=switch.changed`,
    headers,
    ({ event }) => {
      if (event === 'switch.changed') seen.resolve(performance.now());
    },
  );
  if (stream.status !== 200) throw new Error(`the stream answered ${stream.status}`);
  const ids = menu.items.filter(({ variation }) => variation.length === 0).map(({ itemid }) => itemid);
  let turn = 0;
  return {
    /** Milliseconds from the first byte of the webhook to the event on the stream. */
    async takeOff(): Promise<number> {
      const id = ids[turn % ids.length] ?? '';
      const on = Math.floor(turn / ids.length) % 2 === 1;
      turn += 1;
      seen = Promise.withResolvers<number>();
      const timer = setTimeout(() => seen.reject(new Error(`nobody heard of item ${id} in a minute`)), GIVE_UP_MS);
      const started = performance.now();
      const [reply, atMs] = await Promise.all([
        pos.send(switchMessage({ restaurant: DEMO_RESTAURANT, ids: [id], on })),
        seen.promise,
      ]).finally(() => clearTimeout(timer));
      if (reply.status !== 200) throw new Error(`the webhook answered ${reply.status}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      return atMs - started;
    },
    close: () => stream.close(),
  };
}

type ShopWindow = Awaited<ReturnType<typeof openWindow>>;

async function idle(window: ShopWindow, changes: number): Promise<number[]> {
  for (let change = 0; change < WARM_UP; change += 1) await window.takeOff();
  const tookMs: number[] = [];
  while (tookMs.length < changes) tookMs.push(await window.takeOff());
  return tookMs;
}

/** As many as there is time for while the others are being worked off. */
async function whileBehind(window: ShopWindow, server: Child<KiranaHello>, most: number): Promise<number[]> {
  const tookMs: number[] = [];
  do {
    tookMs.push(await window.takeOff());
  } while (tookMs.length < most && (tookMs.length % 10 !== 0 || (await isBehind(server))));
  return tookMs;
}

export const outOfStock: Bench = {
  name: 'out-of-stock',
  about: "from an item-off webhook to its event on the store's stream, idle and with a backlog in other lanes",
  sets: ['embedded', 'postgres'],
  async run(room): Promise<Measured[]> {
    const server = await room.startKirana();
    const lanes = await openOtherLanes(server);
    const window = await openWindow(server);
    const changes = room.options.quick ? FEW_SAMPLES : 3 * FEW_SAMPLES;
    const quiet = await idle(window, changes);
    const waiting = await fillOtherLanes(server, lanes, room.options.quick ? BACKLOG.quick : BACKLOG.full);
    await releaseOtherLanes(server, lanes);
    const busy = await whileBehind(window, server, changes);
    window.close();
    const engines = room.set;
    const [p50, p99] = [percentile(quiet, 0.5), percentile(quiet, 0.99)];
    const busyP99 = percentile(busy, 0.99);
    const backlog = `${waiting.toLocaleString('en-US')} deliveries waiting in ${lanes.length} other lanes, ${busy.length} changes while they are worked off`;
    const note = `${quiet.length} changes, one at a time`;
    return [
      { name: 'out-of-stock-p50', ...plain(p50), unit: 'ms', engines, note },
      { name: 'out-of-stock-p99', ...plain(p99), unit: 'ms', engines, note },
      { name: 'out-of-stock-backlog-p50', ...plain(percentile(busy, 0.5)), unit: 'ms', engines, note: backlog },
      {
        name: 'out-of-stock-backlog-p99',
        value: busyP99,
        unit: 'ms',
        baseline: p99,
        ratio: busyP99 / p99,
        bar: null,
        engines,
        note: 'against idle',
      },
    ];
  },
};
