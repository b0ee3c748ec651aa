import { join } from 'node:path';
import {
  DEMO_CREDENTIALS,
  DEMO_RESTAURANT,
  startProvider,
} from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { readContexts, saveContext } from '../../packages/cli/src/context/context-file.ts';
import { openServer, readConfig, untilStopped } from '../../packages/server/src/index.ts';
import type { DemoHook } from './demo-hook.ts';
import { showRiver } from './show-river.ts';

/**
 * `npm start`: the whole river on real HTTP. A server on the engines that the environment names (embedded ones unless it does), a demo
 * shop, and a simulated PetPooja that pushes its menu; then it stays up until Ctrl-C.
 */
const DEMO_DEFAULTS = {
  KIRANA_AUTO_MIGRATE: '1',
  KIRANA_LOG_LEVEL: 'warn',
  // the simulated provider answers on this machine
  KIRANA_ALLOW_PRIVATE_HOSTS: '127.0.0.1',
};

const say = (text = '') => process.stdout.write(`${text}\n`);

/** What the command line would send with; `kirana source rotate-token --save-hook` renews it there. */
async function contextHook(path: string): Promise<DemoHook | undefined> {
  const hook = (await readContexts(path)).contexts.demo?.hooks?.petpooja;
  const hookSecret = hook?.secrets.hookSecret;
  return hook === undefined || hookSecret === undefined
    ? undefined
    : { hookPath: new URL(hook.url).pathname, hookSecret };
}

async function main(): Promise<void> {
  const config = readConfig({ ...DEMO_DEFAULTS, ...process.env });
  const stopped = untilStopped();
  const started = performance.now();
  const server = await openServer(config);
  say(
    `Kirana is up on ${server.url} in ${((performance.now() - started) / 1000).toFixed(1)} s: ${server.engines.join(', ')}.`,
  );
  const provider = await startProvider({ port: 0 });
  try {
    const key = process.env.KIRANA_API_KEY || undefined;
    const contexts = process.env.KIRANA_CONFIG || join(config.KIRANA_DATA, 'contexts.json');
    const options = { key, fetchMenuUrl: provider.fetchMenuUrl, contextHook: await contextHook(contexts) };
    const shop = await showRiver(server, config.KIRANA_DATA, options, say);
    await saveContext(contexts, 'demo', {
      url: server.url,
      key: shop.key,
      storeId: shop.storeId,
      hooks: {
        petpooja: {
          url: `${server.url}${shop.hookPath}`,
          secrets: { hookSecret: shop.hookSecret, appKey: DEMO_CREDENTIALS.appKey },
          account: DEMO_RESTAURANT,
        },
      },
    });
    await stopped;
    say('\nStopping …');
  } finally {
    await provider.close();
    await server.close();
  }
  say('Stopped. The data is kept.');
}

main().catch((error: unknown) => {
  const known = error instanceof Error && 'code' in error && 'next' in error;
  const lines = known
    ? [`${error.code}: ${error.message}`, error.next]
    : [error instanceof Error ? error.stack : error];
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = 1;
});
