import type { PetpoojaSimulator } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import type { components, KiranaClient, StoreCatalog } from '../../packages/sdk/src/index.ts';

export interface PushReport {
  readonly httpStatus: number;
  readonly replyMs: number;
  /** From the first byte of the webhook to the answer that shows all of it. */
  readonly visibleMs: number;
  readonly delivery: components['schemas']['Delivery'];
  readonly catalog: StoreCatalog;
}

const LOOK_EVERY_MS = 5;
const GIVE_UP_MS = 120_000;

/** What a customer can choose from: variations count, the item they vary does not. */
export const countSold = (catalog: StoreCatalog): number =>
  catalog.items.reduce((count, item) => count + Math.max(1, item.variations.length), 0);

async function eventually<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const started = performance.now();
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() - started > GIVE_UP_MS) throw new Error(`${what} did not happen within two minutes.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Lets the simulator push its menu, and looks at the API until all of it is there. */
export async function pushAndWatch(
  client: KiranaClient,
  { storeId, connectionId }: { storeId: string; connectionId: string },
  simulator: PetpoojaSimulator,
): Promise<PushReport> {
  const query = { connectionId, endpoint: 'push_menu', limit: 1 };
  const newest = async () => (await client.get('/v1/deliveries', { params: { query } })).items[0];
  const before = await newest();
  const started = performance.now();
  const reply = await simulator.pushMenu();
  const replyMs = performance.now() - started;
  if (reply.status !== 200) throw new Error(`The webhook answered ${reply.status}: ${reply.text}`);
  const delivery = await eventually('Applying the menu', async () => {
    const latest = await newest();
    return latest === undefined || latest.id === before?.id || latest.status === 'pending' ? undefined : latest;
  });
  const catalog = await client.stores.catalog(storeId);
  return { httpStatus: reply.status, replyMs, visibleMs: performance.now() - started, delivery, catalog };
}
