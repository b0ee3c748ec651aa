import { DEMO_RESTAURANT, switchMessage } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import type { Bench } from './bench-room.ts';
import type { Child } from './child.ts';
import type { KiranaHello } from './kirana-child.ts';
import { percentile } from './percentiles.ts';
import { clientOf, plainMenu, posOf, pushUntilApplied } from './push-menu.ts';
import { below } from './result.ts';

const ITEMS = 200;
/** Changes that are not counted: a server in service is warm. */
const WARM_UP = 200;
const EVERY_MS = 20;
const LOOK_EVERY_MS = 5;
const GIVE_UP_MS = 60_000;
const LIMIT_MS = { embedded: 100, postgres: 300, real: 300 } as const;

interface Outstanding {
  readonly on: boolean;
  readonly dueAtMs: number;
}

/** What a watcher sees of the shop's catalog; asks only for what changed. */
function catalogWatch({ hello }: Child<KiranaHello>) {
  const url = `${hello.url}/v1/stores/${hello.shop.storeId}/catalog`;
  let etag = '';
  return async (): Promise<ReadonlyMap<string, boolean> | undefined> => {
    const headers = { authorization: `Bearer ${hello.shop.key}`, 'accept-encoding': 'identity', 'if-none-match': etag };
    const response = await fetch(url, { headers });
    if (response.status === 304) return undefined;
    const text = await response.text();
    if (response.status !== 200) throw new Error(`the catalog answered ${response.status}: ${text}`);
    etag = response.headers.get('etag') ?? '';
    const { items } = JSON.parse(text) as { items: { name: string; switch: { on: boolean } }[] };
    return new Map(items.map((item) => [item.name, item.switch.on]));
  };
}

/** Takes items off sale and back, at a fixed rate whatever the server does, and notes when each change is seen in a catalog. */
async function measure(server: Child<KiranaHello>, changes: number): Promise<number[]> {
  // names tell the items apart, ids of the provider are not in the catalog; variations are sold apart from their parent
  const menu = plainMenu(ITEMS);
  menu.items = menu.items
    .filter((item) => item.variation.length === 0)
    .map((item) => ({ ...item, itemname: `Dish ${item.itemid}` }));
  const pos = posOf(server, menu);
  await pushUntilApplied(clientOf(server), () => pos.pushMenu());
  const look = catalogWatch(server);
  const isOn = new Map(menu.items.map((item) => [item.itemid, true]));
  const outstanding = new Map<string, Outstanding>();
  const tookMs: number[] = [];
  const trouble: unknown[] = [];
  let sent = 0;

  /** False when every item has a change under way: the next one waits, and its time counts from when it was due. */
  const sendNext = (dueMs: number): boolean => {
    const free = [...isOn].filter(([id]) => !outstanding.has(id));
    const [id, was] = free[Math.floor(Math.random() * free.length)] ?? [];
    if (id === undefined || was === undefined) return false;
    sent += 1;
    const on = !was;
    isOn.set(id, on);
    outstanding.set(id, { on, dueAtMs: dueMs });
    pos.send(switchMessage({ restaurant: DEMO_RESTAURANT, ids: [id], on })).then(
      (reply) => void (reply.status === 200 || trouble.push(new Error(`the webhook answered ${reply.status}`))),
      (error) => void trouble.push(error),
    );
    return true;
  };

  const begun = performance.now();
  for (;;) {
    while (sent < changes && performance.now() >= begun + sent * EVERY_MS && sendNext(begun + sent * EVERY_MS));
    const seen = await look();
    const nowMs = performance.now();
    for (const [id, { on, dueAtMs }] of seen === undefined ? [] : [...outstanding]) {
      if (seen?.get(`Dish ${id}`) !== on) continue;
      outstanding.delete(id);
      if (dueAtMs >= begun + WARM_UP * EVERY_MS) tookMs.push(nowMs - dueAtMs);
    }
    if (trouble.length > 0) throw trouble[0];
    if (sent === changes && outstanding.size === 0) return tookMs;
    if (nowMs > begun + changes * EVERY_MS + GIVE_UP_MS)
      throw new Error(`${outstanding.size} of ${changes} changes were never seen`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

export const visible: Bench = {
  name: 'visible',
  about: 'from when a webhook is due to a catalog that shows it, at 50 changes a second',
  sets: ['embedded', 'real'],
  async run(room) {
    const server = await room.startKirana();
    const tookMs = await measure(server, WARM_UP + (room.options.quick ? 150 : 500));
    const limit = LIMIT_MS[room.set];
    const note = `50 changes/s, a catalog of ${ITEMS} items read every ${LOOK_EVERY_MS} ms, after ${(WARM_UP * EVERY_MS) / 1000} s of warming up`;
    return [
      { name: 'visible-p50', ...below(limit, percentile(tookMs, 0.5)), bar: null, unit: 'ms', engines: room.set, note },
      { name: 'visible-p99', ...below(limit, percentile(tookMs, 0.99)), unit: 'ms', engines: room.set, note },
    ];
  },
};
