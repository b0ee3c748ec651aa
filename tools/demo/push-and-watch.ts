import {
  type DemoMenuOptions,
  demoMenu,
  PetpoojaSimulator,
} from '../../packages/adapters/petpooja/src/simulator/index.ts';
import type { KiranaClient, StoreCatalog } from '../../packages/sdk/src/index.ts';

export interface PushReport {
  readonly httpStatus: number;
  readonly replyMs: number;
  /** From the first byte of the webhook to the answer that shows the last item. */
  readonly visibleMs: number;
  readonly catalog: StoreCatalog;
}

const LOOK_EVERY_MS = 10;
const GIVE_UP_MS = 60_000;

const countSold = (catalog: StoreCatalog): number =>
  catalog.items.reduce((count, item) => count + (item.variations.length > 0 ? item.variations.length : 1), 0);

export { countSold };

/** Lets the simulator push its menu, and looks at the API until all of it is there. */
export async function pushAndWatch(
  client: KiranaClient,
  storeId: string,
  simulator: PetpoojaSimulator,
): Promise<PushReport> {
  const wanted = simulator.menu.items.filter((item) => item.active !== '0').length;
  const started = performance.now();
  const reply = await simulator.pushMenu();
  const replyMs = performance.now() - started;
  if (reply.status !== 200) throw new Error(`The webhook answered ${reply.status}: ${reply.text}`);
  for (;;) {
    const catalog = await client.stores.catalog(storeId);
    if (catalog.items.length >= wanted)
      return { httpStatus: reply.status, replyMs, visibleMs: performance.now() - started, catalog };
    if (performance.now() - started > GIVE_UP_MS)
      throw new Error(`Only ${catalog.items.length} of ${wanted} items are visible after a minute.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

export const demoSimulator = (hookUrl: string, hookSecret: string, options: DemoMenuOptions = {}): PetpoojaSimulator =>
  new PetpoojaSimulator({ hookUrl, hookSecret, menu: demoMenu(options) });
