import type { PetpoojaSimulator } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import type { RunningServer } from '../../packages/server/src/index.ts';
import { type DemoOptions, type DemoShop, openDemoShop } from './demo-shop.ts';
import { countSold, type PushReport, pushAndWatch } from './push-and-watch.ts';

export type Say = (text?: string) => void;

const ms = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0));

/** Pushes the demo menu through the webhook and tells what became of it. */
export async function showRiver(
  server: RunningServer,
  folder: string,
  options: DemoOptions,
  say: Say,
): Promise<DemoShop> {
  const { shop, client, simulator, told, stopped } = await openDemoShop(server, folder, options);
  say(told);
  if (stopped === null) {
    say(reportText(simulator.menu.items.length, await pushAndWatch(client, shop, simulator)));
  } else {
    say(
      `Its connection is ${stopped}, so no menu was pushed. To go on: npm run -s kirana -- connection resume ${shop.connectionId}`,
    );
  }
  showWhatToTry(server.url, shop, simulator, say);
  return shop;
}

function outcomeText({ visibleMs, delivery }: PushReport): string {
  const after = `${ms(visibleMs)} ms after it was sent`;
  if (delivery.status === 'dead') {
    return `${after} it was put aside (${delivery.code}: ${delivery.detail}). See kirana doctor.`;
  }
  if (delivery.changed === 0) return `${after} it was applied: nothing in it was new, so nothing changed.`;
  return `${after} all of it was visible in the API (${delivery.changed} things changed, ${delivery.problems} problems).`;
}

function reportText(sent: number, report: PushReport): string {
  const { httpStatus, replyMs, catalog } = report;
  const orderable = catalog.items.filter((item) =>
    [item, ...item.variations].some((one) => one.availability.orderable),
  );
  return [
    `The simulated PetPooja pushed a menu of ${sent} items; the webhook answered ${httpStatus} in ${ms(replyMs)} ms.`,
    outcomeText(report),
    `The store's catalog: ${catalog.items.length} items (${countSold(catalog)} to choose from) in ${catalog.categories.length} categories, ${orderable.length} of them orderable now, version ${catalog.version}.`,
  ].join('\n');
}

function showWhatToTry(url: string, shop: DemoShop, { menu }: PetpoojaSimulator, say: Say): void {
  // one that is sold at any hour, so that switching it off shows
  const timed = new Set(menu.categories.filter((one) => one.categorytimings !== '').map((one) => one.categoryid));
  const item = menu.items.find(
    (one) => one.variation.length === 0 && Number(one.price) > 0 && !timed.has(one.item_categoryid),
  );
  const id = item?.itemid ?? '';
  const price = Number(item?.price ?? 0) + 15;
  say();
  say(`  API key    ${shop.key}`);
  say(`  catalog    curl -H "authorization: Bearer ${shop.key}" ${url}/v1/stores/${shop.storeId}/catalog`);
  say(`  reference  ${url}/docs`);
  say();
  say('Try, in another terminal in this folder:');
  say('  npm run -s kirana -- listen');
  say('      watch the live stream of the store');
  say(`  npm run -s kirana -- trigger petpooja push_menu item=${id} price=${price}`);
  say(`      ${item?.itemname} for ${price} instead of ${item?.price} rupees`);
  say(`  npm run -s kirana -- trigger petpooja item_stock_off item=${id} until=endofday`);
  say('      switch it off until the business day ends');
  say();
  say('Ctrl-C stops the server.');
}
