import { setTimeout as sleep } from 'node:timers/promises';
import { demoMenu } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import type { Bench, BenchRoom } from './bench-room.ts';
import { clientOf, posOf, pushUntilApplied } from './push-menu.ts';
import { below, type Measured } from './result.ts';

const ITEMS = 10_000;
const READS = 5;
/** A process gives back what it no longer needs when it has been quiet for some seconds. */
const QUIET_MS = 20_000;
const LIMIT_MEGABYTES = { embedded: 900, postgres: 300, real: 300 } as const;

async function applyMenu(room: BenchRoom): Promise<Measured[]> {
  const server = await room.startKirana();
  const client = clientOf(server);
  const pos = posOf(server, demoMenu({ items: ITEMS }));
  const atRest = (await server.usage()).rssMegabytes;
  const first = await pushUntilApplied(client, () => pos.pushMenu());
  const again = await pushUntilApplied(client, () => pos.repeatLast());
  if (again.changed !== 0) throw new Error(`the same menu changed ${again.changed} things`);
  for (let read = 0; read < READS; read += 1) await client.stores.catalog(server.hello.shop.storeId);
  const busy = (await server.usage()).rssMegabytes;
  await sleep(QUIET_MS);
  const after = (await server.usage()).rssMegabytes;
  const engines = room.set;
  const limit = LIMIT_MEGABYTES[room.set];
  return [
    {
      name: 'menu-apply',
      value: (ITEMS / first.ms) * 1000,
      unit: 'items/s',
      baseline: null,
      ratio: null,
      bar: null,
      engines,
      note: `${ITEMS} items, from webhook to applied in ${(first.ms / 1000).toFixed(1)} s`,
    },
    {
      name: 'menu-apply-unchanged',
      value: again.ms,
      unit: 'ms',
      baseline: first.ms,
      ratio: again.ms / first.ms,
      bar: { at: 'most', ratio: 0.3 },
      engines,
      note: 'the same menu again, against the first time',
    },
    { name: 'memory-at-rest', ...below(limit, atRest), unit: 'MB', engines, note: 'the server process' },
    {
      name: 'memory-busy',
      value: busy,
      unit: 'MB',
      baseline: null,
      ratio: null,
      bar: null,
      engines,
      note: `right after both menus and ${READS} whole catalogs`,
    },
    { name: 'memory-after', ...below(limit, after), unit: 'MB', engines, note: `${QUIET_MS / 1000} s later` },
  ];
}

/** Memory is what the same run leaves behind: asked for together, it is made once. */
export const menuApply: Bench = {
  name: 'menu-apply',
  about: 'a menu of 10,000 items end to end, and the same menu again; the memory it takes',
  sets: ['embedded', 'postgres'],
  run: applyMenu,
};

export const memory: Bench = {
  ...menuApply,
  name: 'memory',
  about: 'the memory of the server at rest and after menu-apply',
};
