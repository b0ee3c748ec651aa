import {
  demoMenu,
  type MenuPayload,
  PetpoojaSimulator,
  type SimulatedReply,
} from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { createKirana, type KiranaClient } from '../../packages/sdk/src/index.ts';
import type { Child } from './child.ts';
import type { KiranaHello } from './kirana-child.ts';

const LOOK_EVERY_MS = 20;
const GIVE_UP_MS = 300_000;

export const clientOf = ({ hello }: Child<KiranaHello>): KiranaClient =>
  createKirana({ baseUrl: hello.url, key: hello.shop.key });

/** A POS of the shop, with a menu of so many items. */
export const posOf = ({ hello }: Child<KiranaHello>, menu: MenuPayload): PetpoojaSimulator =>
  new PetpoojaSimulator({ hookUrl: hello.url + hello.shop.hookPath, hookSecret: hello.shop.hookSecret, menu });

/** Without add-ons: its size is that of its items. */
export function plainMenu(items: number): MenuPayload {
  const menu = demoMenu({ items });
  const bare = menu.items.map((item) => ({
    ...item,
    addon: [],
    variation: item.variation.map((one) => ({ ...one, addon: [] })),
  }));
  return { ...menu, addongroups: [], items: bare };
}

export interface Applied {
  /** From the first byte of the webhook to the end of the delivery, as its own record says. */
  readonly ms: number;
  readonly changed: number;
}

/** Pushes and waits until the delivery is applied. @throws when it is not accepted, or ends otherwise */
export async function pushUntilApplied(client: KiranaClient, push: () => Promise<SimulatedReply>): Promise<Applied> {
  const started = performance.now();
  const reply = await push();
  if (reply.status !== 200) throw new Error(`the webhook answered ${reply.status}: ${reply.text}`);
  for (;;) {
    const { items } = await client.get('/v1/deliveries', { params: { query: { limit: 1 } } });
    const ms = performance.now() - started;
    const [latest] = items;
    if (latest?.status === 'applied') return { ms, changed: latest.changed };
    if (latest !== undefined && latest.status !== 'pending')
      throw new Error(`the delivery ended ${latest.status}: ${latest.detail}`);
    if (ms > GIVE_UP_MS) throw new Error('the menu was not applied in five minutes');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
