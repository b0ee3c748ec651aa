import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { afterEach, expect, test } from 'vitest';
import { testLiveStore } from './test-live-store.ts';
import { eventually, startTestServer, type TestServer } from './test-server.ts';

interface Esbuild {
  build(options: object): Promise<{ outputFiles: { text: string }[] }>;
}
// the bundler that size-limit measures with
const esbuild = createRequire(import.meta.resolve('@size-limit/esbuild'))('esbuild') as Esbuild;

/** What a page has, and nothing of Node. */
const pageGlobals = () => ({
  AbortController,
  AbortSignal,
  clearTimeout,
  crypto,
  fetch,
  FormData,
  Headers,
  location: { href: 'http://127.0.0.1/' },
  Request,
  Response,
  setTimeout,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  atob,
  btoa,
});

let server: TestServer | undefined;
afterEach(() => server?.close());

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'kirana',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

test('a page reads, follows and watches a store with a token', async () => {
  const store = testLiveStore();
  server = await startTestServer(store.answer);
  const page = vm.createContext({ ...pageGlobals(), baseUrl: server.url });
  vm.runInContext(await bundle('./index.ts'), page);
  const watching = vm.runInContext(
    `(async () => {
      const client = kirana.createKirana({ baseUrl, token: 'kirt_page' });
      const versions = [];
      for await (const catalog of client.watchCatalog('sto_1')) {
        versions.push(catalog.version);
        if (versions.length === 2) return versions.join();
      }
    })()`,
    page,
  ) as Promise<string>;
  await eventually(() => store.openStreams).toBe(1);
  store.change();
  expect(await watching).toBe('0-1,1-1');
  expect(new Set(server.heard.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer kirt_page']));
});

test('webhooks are signed and verified with what an edge worker has', async () => {
  const worker = vm.createContext(pageGlobals());
  vm.runInContext(await bundle('./webhooks.ts'), worker);
  const id = vm.runInContext(
    `(async () => {
      const headers = await kirana.signWebhook('{}', 'whsec_c2VjcmV0', { id: 'msg_1' });
      return (await kirana.verifyWebhook('{}', headers, 'whsec_c2VjcmV0')).id;
    })()`,
    worker,
  ) as Promise<string>;
  expect(await id).toBe('msg_1');
});
