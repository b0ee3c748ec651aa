import { switchMessage } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import type { Child } from './child.ts';
import type { KiranaHello } from './kirana-child.ts';
import { load } from './load.ts';
import { clientOf, plainMenu, posOf, pushUntilApplied } from './push-menu.ts';

const LANES = 4;
const ITEMS = 50;
const CONNECTIONS = 32;
/** Webhooks sent before the clock is looked at. */
const PORTION = 2_000;

interface OtherLane {
  readonly restaurant: string;
  readonly connectionId: string;
}

/** Connections of the same source with stores and menus of their own: what comes for them waits in lanes of their own. */
export async function openOtherLanes(server: Child<KiranaHello>) {
  const client = clientOf(server);
  const { shop } = server.hello;
  const params = { path: { connectionId: shop.connectionId } };
  const { sourceId, merchantId } = await client.get('/v1/connections/{connectionId}', { params });
  const store = await client.get('/v1/stores/{storeId}', { params: { path: { storeId: shop.storeId } } });
  const { kind, zone, currency, defaultLocale, hours, businessDayStart } = store;
  const lanes: OtherLane[] = [];
  for (let lane = 0; lane < LANES; lane += 1) {
    const restaurant = `bench-lane-${lane}`;
    const described = { kind, zone, currency, defaultLocale, hours, businessDayStart };
    const { id: storeId } = await client.post('/v1/stores', { body: { merchantId, name: restaurant, ...described } });
    const { id: connectionId } = await client.post('/v1/connections', {
      body: { sourceId, merchantId, account: restaurant, name: restaurant, settings: {} },
    });
    await client.put('/v1/connections/{connectionId}/locations', {
      params: { path: { connectionId } },
      body: { location: restaurant, storeId },
    });
    const menu = plainMenu(ITEMS);
    for (const { details } of menu.restaurants) details.menusharingcode = restaurant;
    await pushUntilApplied(client, () => posOf(server, menu).pushMenu());
    lanes.push({ restaurant, connectionId });
  }
  return lanes;
}

const setAll = async (
  server: Child<KiranaHello>,
  lanes: readonly OtherLane[],
  verb: 'pause' | 'resume',
): Promise<void> => {
  for (const { connectionId } of lanes) {
    const params = { path: { connectionId } };
    await clientOf(server).post(`/v1/connections/{connectionId}/${verb}`, { params });
  }
};

/** Webhooks until there are so many, or the time is over, while the connections are paused; gives how many wait. */
export async function fillOtherLanes(
  server: Child<KiranaHello>,
  lanes: readonly OtherLane[],
  { most, seconds }: { readonly most: number; readonly seconds: number },
): Promise<number> {
  await setAll(server, lanes, 'pause');
  const { url, shop } = server.hello;
  const items = plainMenu(ITEMS).items.map(({ itemid }) => itemid);
  let sent = 0;
  const nextBody = (): string => {
    const { restaurant = '' } = lanes[sent % lanes.length] ?? {};
    const id = items[Math.floor(sent / lanes.length) % items.length] ?? '';
    const on = Math.floor(sent / lanes.length / items.length) % 2 === 1;
    sent += 1;
    return Buffer.from(switchMessage({ restaurant, ids: [id], on }).body).toString();
  };
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${shop.hookSecret}` };
  const target = { url: `${url}${shop.hookPath}/item_stock_off`, connections: CONNECTIONS, seconds, headers, nextBody };
  const endMs = performance.now() + seconds * 1_000;
  let waiting = 0;
  while (waiting < most && performance.now() < endMs) {
    const amount = Math.min(PORTION, most - waiting);
    await load(server, { ...target, amount });
    waiting += amount;
  }
  return waiting;
}

/** Lets them go. */
export const releaseOtherLanes = (server: Child<KiranaHello>, lanes: readonly OtherLane[]): Promise<void> =>
  setAll(server, lanes, 'resume');

/** Whether a lane has deliveries that are not worked off. */
export async function isBehind(server: Child<KiranaHello>): Promise<boolean> {
  const { items } = await clientOf(server).get('/v1/deliveries', {
    params: { query: { status: 'pending', limit: 1 } },
  });
  return items.length > 0;
}
