import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkedFolder } from '../../create-kirana-adapter/tests/linked-package.ts';
import { runCli, startCli } from './run-cli.ts';

const KEY = 'q7Zk29fLmX0vTb81RyPw44NcUe';
let linked: Awaited<ReturnType<typeof linkedFolder>>;
beforeAll(async () => {
  linked = await linkedFolder();
});
afterAll(() => linked.remove());

/** A new package, with empty files where the build would be. */
async function builtPackage(name: string): Promise<string> {
  const folder = await linked.write(name, { stock: 'none' });
  await mkdir(join(folder, 'dist/simulator'), { recursive: true });
  for (const file of ['index', 'simulator/index']) {
    for (const end of ['js', 'd.ts']) await writeFile(join(folder, `dist/${file}.${end}`), '');
  }
  return folder;
}

async function edit(folder: string, file: string, change: (json: Record<string, never>) => object): Promise<void> {
  const path = join(folder, file);
  await writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, 'utf8')))));
}

describe('adapter verify', () => {
  test('a new package is in order, and says what it is trusted with', async () => {
    const folder = await builtPackage('in-order');
    const { exit, stdout } = await runCli(['adapter', 'verify', folder]);
    expect(stdout).toContain('signingKey apiToken');
    expect(stdout).toContain('api.lemon.example *');
    expect(exit).toBe(0);
  });

  test.each([
    [
      'another-type',
      'package.json',
      (json) => ({ ...json, kirana: { ...Object(json.kirana), type: 'theme' } }),
      'kirana field',
    ],
    ['scripts', 'package.json', (json) => ({ ...json, scripts: { postinstall: 'x' } }), 'scripts'],
    ['left-out', 'package.json', (json) => ({ ...json, files: ['dist'] }), 'files'],
    ['outside', 'package.json', (json) => ({ ...json, exports: { '.': '../x.js' } }), 'files'],
    ['any-contract', 'package.json', (json) => ({ ...json, peerDependencies: { '@kirana/adapter': '*' } }), 'contract'],
    ['next-version', 'kirana.manifest.json', (json) => ({ ...json, apiVersion: 2 }), 'manifest'],
    ['no-hosts', 'kirana.manifest.json', (json) => ({ ...json, hosts: undefined }), 'manifest'],
    [
      'bad-stock',
      'kirana.manifest.json',
      (json) => ({ ...json, capabilities: { entities: {}, stock: 'some' } }),
      'manifest',
    ],
  ] satisfies [string, string, (json: Record<string, never>) => object, string][])(
    '%s: refused with 7',
    async (name, file, change, check) => {
      const folder = await builtPackage(name);
      await edit(folder, file, change);
      const { exit, stdout } = await runCli(['adapter', 'verify', folder, '--json']);
      const { checks } = JSON.parse(stdout) as { checks: { name: string; ok: boolean }[] };
      expect(checks.filter(({ ok }) => !ok).map((one) => one.name)).toEqual([check]);
      expect(exit).toBe(7);
    },
  );

  test('a folder that is no package: 2', async () => {
    expect(await runCli(['adapter', 'verify', linked.folder])).toMatchObject({ exit: 2 });
  });
});

describe('adapter test', () => {
  test('a new package passes; one that lies fails with 7', async () => {
    const folder = await linked.write('tested', { stock: 'none' });
    const passed = await runCli(['adapter', 'test', folder, '--json']);
    expect(JSON.parse(passed.stdout)).toMatchObject({ ok: true });
    expect(passed.exit).toBe(0);
    await edit(folder, 'kirana.manifest.json', (json) => ({ ...json, title: 'Another' }));
    await writeFile(
      join(folder, 'src/own.test.ts'),
      "import { test } from 'vitest';\ntest('own', () => { throw new Error('no'); });\n",
    );
    const failed = await runCli(['adapter', 'test', folder]);
    expect(failed.stdout).toMatch(/own test +fail +own/);
    expect(failed.exit).toBe(7);
  });
});

describe('adapter record', () => {
  const recordedIn = (folder: string) => readdir(join(folder, 'fixtures'));

  /** Waits for the line that says where it listens. */
  async function listening(written: { stderr: string }): Promise<string> {
    for (;;) {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(written.stderr)?.[0];
      if (url !== undefined) return url;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  test('what comes is given on whole, and kept without its secrets', async () => {
    const folder = await linked.write('recorded', {});
    const forwarded: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      forwarded.push(`${request.url} ${request.headers['x-lemon-signature']}`);
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"received":true}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const hook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/hooks/token`;
    const argv = [
      'adapter',
      'record',
      folder,
      '--port',
      '0',
      '--forward-to',
      hook,
      '--count',
      '2',
      '--secret',
      'signingKey=a-known-key',
    ];
    const { written, ended } = startCli(argv, {});
    const url = await listening(written);
    const post = (path: string, body: string) =>
      fetch(`${url}/${path}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'x-lemon-signature': KEY },
      });
    const answer = await post('catalog?x=1', '{"shop":"S-1","note":"a-known-key","price":1.10}');
    expect([answer.status, await answer.text()]).toEqual([202, '{"received":true}']);
    await post('catalog', `{"shop":"S-1","note":"${KEY}"}`);
    const { exit, stderr } = await ended;
    server.close();
    expect(exit).toBe(6);
    expect(stderr).toContain('/note looks like a secret');
    expect(forwarded).toEqual([`/v1/hooks/token/catalog?x=1 ${KEY}`, `/v1/hooks/token/catalog ${KEY}`]);
    expect(await recordedIn(folder)).toEqual(['catalog-1.json', 'catalog.json', 'stock.json']);
    const fixture = JSON.parse(await readFile(join(folder, 'fixtures/catalog-1.json'), 'utf8'));
    expect(fixture).toMatchObject({
      meta: { provider: 'lemon', redacted: true },
      request: {
        method: 'POST',
        path: 'catalog',
        query: { x: '1' },
        headers: { 'content-type': 'application/json' },
        body: '{"shop":"S-1","note":"redacted","price":1.10}',
      },
    });
    expect(JSON.stringify(fixture)).not.toContain(KEY);
  });

  test('an archived delivery, with a place that was looked at', async () => {
    const folder = await linked.write('archived', {});
    const id = 'dlv_01k4f2m8r5e6s9v0a1b2c3d4e5';
    const server = createServer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const delivery = { id, endpoint: 'stock', receivedAt: '2026-11-22T10:00:00.000Z' };
      response.end(request.url?.endsWith('/raw') ? `{"ref":"${KEY}"}` : JSON.stringify(delivery));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const env = {
      KIRANA_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      KIRANA_API_KEY: 'kir_0123456789abcdef',
      KIRANA_CONFIG: join(folder, 'contexts.json'),
    };
    const refused = await runCli(['adapter', 'record', folder, '--delivery', id, '--json'], env);
    expect([refused.exit, JSON.parse(refused.stdout)]).toEqual([6, { recorded: [{ file: null, suspects: ['/ref'] }] }]);
    const allowed = await runCli(['adapter', 'record', folder, '--delivery', id, '--allow', '/ref'], env);
    server.close();
    expect(allowed.exit).toBe(0);
    expect(await recordedIn(folder)).toContain('stock-1.json');
  });
});
