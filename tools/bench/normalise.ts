import { petpooja } from '../../packages/adapters/petpooja/src/index.ts';
import { demoMenu, menuMessage } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { alternate } from './alternate.ts';
import type { Bench } from './bench-room.ts';

const ITEMS = 10_000;

const GIVEN = {
  endpoint: 'push_menu',
  settings: petpooja.connectionSettings.parse({}),
  receivedAt: '2026-11-22T10:00:00.000Z',
  zone: 'Asia/Kolkata',
  currency: 'INR',
  businessDayStart: '05:00',
};

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** In this process: nothing is sent. */
export const normalise: Bench = {
  name: 'normalise',
  about: 'a menu of 10,000 items into our words, against JSON.parse of its bytes',
  sets: ['embedded'],
  async run({ options }) {
    const bytes = Buffer.from(menuMessage(demoMenu({ items: ITEMS })).body);
    const endpoint = petpooja.endpoints.push_menu;
    if (endpoint?.kind !== 'event') throw new Error('the adapter takes no menus');
    const { value, baseline, ratio } = await alternate(
      options.quick ? 3 : 7,
      {
        baseline: () => timed(() => JSON.parse(bytes.toString())),
        ours: () => timed(() => endpoint.normalise(bytes, GIVEN)),
      },
      (ms) => ms,
    );
    const note = `${(bytes.length / 1_000_000).toFixed(1)} MB; aim ≤ 8`;
    return [{ name: 'normalise', value, unit: 'ms', baseline, ratio, bar: null, engines: 'none', note }];
  },
};
