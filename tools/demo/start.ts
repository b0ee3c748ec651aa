import { join } from 'node:path';
import {
  DEMO_CREDENTIALS,
  DEMO_RESTAURANT,
  startProvider,
} from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { contextsPath, saveContext } from '../../packages/cli/src/context/context-file.ts';
import { openServer, readConfig, untilStopped } from '../../packages/server/src/index.ts';
import { openDemoShop } from './demo-shop.ts';
import { countSold, demoSimulator, pushAndWatch } from './push-and-watch.ts';

/**
 * `npm start`: the whole river on real HTTP. A server on the engines that the environment names (embedded ones unless it does), a demo shop,
 * and a simulated PetPooja that pushes its menu; then it stays up.
 */
const say = (text = '') => process.stdout.write(`${text}\n`);
const ms = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const money = (minor: number, currency: string) =>
  new Intl.NumberFormat('en-IN', { style: 'currency', currency }).format(minor / 100);

async function main(): Promise<void> {
  const config = readConfig({
    KIRANA_AUTO_MIGRATE: '1',
    KIRANA_ALLOW_PRIVATE_HOSTS: '127.0.0.1',
    KIRANA_LOG_LEVEL: 'warn',
    ...process.env,
  });
  const started = performance.now();
  const server = await openServer(config);
  say(
    `Kirana is up on ${server.url} in ${((performance.now() - started) / 1000).toFixed(1)} s: ${server.engines.join(', ')}.`,
  );
  const provider = await startProvider({ port: 0 });
  try {
    await showRiver(server, config.KIRANA_DATA, provider.fetchMenuUrl);
    await untilStopped();
    say('\nStopping …');
  } finally {
    await provider.close();
    await server.close();
  }
  say('Stopped. The data is kept.');
}

async function showRiver(
  server: Awaited<ReturnType<typeof openServer>>,
  folder: string,
  fetchMenuUrl: string,
): Promise<void> {
  const { shop, client, made } = await openDemoShop(server, folder, {
    key: process.env.KIRANA_API_KEY || undefined,
    fetchMenuUrl,
  });
  const hookUrl = `${server.url}${shop.hookPath}`;
  const simulator = demoSimulator(hookUrl, shop.hookSecret);
  say(
    made
      ? 'Made a demo tenant with a merchant, a store and a PetPooja connection.'
      : 'Found the demo shop of an earlier start; its data is kept.',
  );
  const report = await pushAndWatch(client, shop.storeId, simulator);
  const { catalog } = report;
  const orderable = catalog.items.filter(
    (item) => item.availability.orderable || item.variations.some((one) => one.availability.orderable),
  );
  say(
    `PetPooja pushed a menu of ${simulator.menu.items.length} items: the webhook answered ${report.httpStatus} in ${ms(report.replyMs)} ms,`,
  );
  say(`and ${ms(report.visibleMs)} ms after it was sent all of it was visible in the API:`);
  say(
    `${catalog.items.length} items (${countSold(catalog)} to choose from) in ${catalog.categories.length} categories, ${orderable.length} orderable now, version ${catalog.version}.`,
  );
  const contexts = contextsPath({ KIRANA_CONFIG: process.env.KIRANA_CONFIG || join(folder, 'contexts.json') });
  await saveContext(contexts, 'demo', {
    url: server.url,
    key: shop.key,
    storeId: shop.storeId,
    hooks: {
      petpooja: {
        url: hookUrl,
        secrets: { hookSecret: shop.hookSecret, appKey: DEMO_CREDENTIALS.appKey },
        account: DEMO_RESTAURANT,
      },
    },
  });
  showWhatToTry(shop.key, shop.storeId, server.url, simulator.menu.items[0], catalog.store.currency);
}

function showWhatToTry(
  key: string,
  storeId: string,
  url: string,
  item: { itemid: string; itemname: string; price: string } | undefined,
  currency: string,
): void {
  const name = item?.itemname ?? '';
  const dearer = ((Math.round(Number(item?.price ?? '0')) + 15) * 100) / 100;
  say();
  say(`API key   ${key}`);
  say(`Catalog   curl -H "authorization: Bearer ${key}" ${url}/v1/stores/${storeId}/catalog`);
  say(`Reference ${url}/docs`);
  say();
  say('Try, in another terminal in this folder:');
  say(`  npm run -s kirana -- listen                                       watch the live stream`);
  say(
    `  npm run -s kirana -- trigger petpooja push_menu item=${item?.itemid} price=${dearer}      ${name} for ${money(dearer * 100, currency)}`,
  );
  say(
    `  npm run -s kirana -- trigger petpooja item_stock_off item=${item?.itemid} until=endofday   switch it off for today`,
  );
  say();
  say('Ctrl-C stops it.');
}

main().catch((error: unknown) => {
  const known = error instanceof Error && 'code' in error && 'next' in error;
  process.stderr.write(
    known
      ? `${error.code}: ${error.message}\n${error.next}\n`
      : `${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 1;
});
