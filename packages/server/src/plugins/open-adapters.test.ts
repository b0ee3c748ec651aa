import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BUILT_IN_ADAPTERS } from '../adapters.ts';
import { listAdapters, removeAdapter } from './adapter-commands.ts';
import { LOCK_FILE } from './adapter-lock.ts';
import type { OpenAdapters } from './open-adapters.ts';
import { PLUGIN, type PluginFolder, pluginFolder } from './test-plugin.ts';

let folder: PluginFolder;
let open: OpenAdapters | undefined;

beforeEach(async () => {
  folder = await pluginFolder(BUILT_IN_ADAPTERS);
});
afterEach(async () => {
  await open?.close();
  open = undefined;
  await folder.remove();
});

const start = async (options: Parameters<PluginFolder['open']>[0] = {}) => {
  open = await folder.open(options);
  return open.adapters;
};
const refused = (reason: string) => ({ code: 'ADAPTER_REFUSED', params: { reason } });
const inJson = (change: (json: { kirana: object }) => object) => (text: string) =>
  JSON.stringify(change(JSON.parse(text)));

describe('a plugin is refused, before any of its code runs,', () => {
  test.each([
    ['when nobody agreed to it', async () => {}, 'not_locked'],
    [
      'when one of its files is not the one that was locked',
      async () => {
        await folder.lock();
        await folder.edit('index.js', (text) => `${text}\n`);
      },
      'integrity_changed',
    ],
    [
      'when a file was added',
      async () => {
        await folder.lock();
        await folder.write('more.js', '');
      },
      'integrity_changed',
    ],
    [
      'when it is another version',
      async () => {
        await folder.lock();
        await folder.edit(
          'package.json',
          inJson((json) => ({ ...json, version: '1.2.4' })),
        );
      },
      'version_changed',
    ],
    [
      'when it is written for another version of the contract',
      () =>
        folder.edit(
          'package.json',
          inJson((json) => ({ ...json, kirana: { ...json.kirana, apiVersion: 2 } })),
        ),
      'api_version',
    ],
    [
      'when its range of the contract has not the one of this server',
      () =>
        folder.edit(
          'package.json',
          inJson((json) => ({ ...json, peerDependencies: { '@kirana/adapter': '^77.0.0' } })),
        ),
      'contract_version',
    ],
    [
      'when its manifest is missing',
      () =>
        folder.edit(
          'package.json',
          inJson((json) => ({ ...json, kirana: { ...json.kirana, manifest: './none.json' } })),
        ),
      'manifest_missing',
    ],
    [
      'when its manifest lies outside of it',
      () =>
        folder.edit(
          'package.json',
          inJson((json) => ({ ...json, kirana: { ...json.kirana, manifest: '../../secret.json' } })),
        ),
      'manifest_missing',
    ],
    ['when its manifest is none', () => folder.write('kirana.manifest.json', { id: 'Corner' }), 'manifest_invalid'],
    [
      'when it is no adapter',
      () =>
        folder.edit(
          'package.json',
          inJson(({ kirana: _, ...json }) => json),
        ),
      'not_an_adapter',
    ],
    ['when its package.json is damaged', () => folder.write('package.json', '{'), 'package_unreadable'],
    [
      'when it holds a link',
      () => symlink('/etc/hostname', join(folder.package, 'link')).then(() => folder.write('x', '')),
      'not_locked',
    ],
  ] as const)('%s', async (_, prepare, reason) => {
    await folder.edit('index.js', (text) => `throw new Error('this must not run');${text}`);
    await prepare();
    await expect(start()).rejects.toMatchObject(refused(reason));
  });

  test('and the message names the package, what is wanted, and what it has', async () => {
    await folder.edit(
      'package.json',
      inJson((json) => ({ ...json, kirana: { ...json.kirana, apiVersion: 2 } })),
    );
    await expect(start()).rejects.toMatchObject({
      message: expect.stringMatching(
        /"kirana-adapter-corner" is refused \(api_version\).*wanted apiVersion 1, had apiVersion 2/,
      ),
    });
  });

  test('when it is not installed, or its name is none', async () => {
    await expect(start({ enabled: ['kirana-adapter-none'] })).rejects.toMatchObject(refused('not_found'));
    await expect(start({ enabled: ['../../etc'] })).rejects.toMatchObject(refused('not_found'));
    await expect(start({ enabled: ['a/../b'] })).rejects.toMatchObject(refused('name_invalid'));
  });

  test('when another one has its id', async () => {
    await folder.lock();
    await expect(start({ enabled: [PLUGIN, './node_modules/kirana-adapter-corner'] })).rejects.toMatchObject(
      refused('id_taken'),
    );
  });

  test('when the lock is damaged', async () => {
    await writeFile(join(folder.from, LOCK_FILE), '{"lockVersion":1,"adapters":[{}]}');
    await expect(start()).rejects.toMatchObject(refused('lock_unreadable'));
  });
});

describe('a plugin that was locked', () => {
  test('is there with what its manifest says, by its name or by its path', async () => {
    await folder.lock();
    const byName = (await start()).get('corner');
    expect(byName?.origin).toEqual({ package: PLUGIN, version: '1.2.3', builtIn: false, isolated: true });
    expect(byName?.endpoints).toEqual({ items: { kind: 'event', of: 'location', aliases: [], cuts: true } });
    expect([byName?.pull, byName?.check, byName?.send].map((call) => typeof call)).toEqual([
      'function',
      'function',
      'undefined',
    ]);
    await open?.close();
    expect([...(await start({ enabled: ['./node_modules/kirana-adapter-corner'] })).keys()]).toEqual(['corner']);
  });

  test('reads settings, with its defaults, and says what is wrong with them', async () => {
    await folder.lock();
    const corner = (await start()).get('corner');
    expect(await corner?.readSettings('source', {})).toEqual({ ok: true, settings: { header: 'x-token' } });
    expect(await corner?.readSettings('connection', { bsae: 1 })).toEqual({
      ok: false,
      problems: [{ path: ['bsae'], message: 'unknown field' }],
    });
    expect(await corner?.verification({ header: 'x-other' })).toMatchObject({
      at: { name: 'x-other' },
      secret: 'token',
    });
    expect(await corner?.verification({ other: 1 })).toBeUndefined();
  });

  test('sees nothing of the environment, and no secret', async () => {
    process.env.KIRANA_TEST_SECRET = 'a secret of the server';
    await folder.lock();
    const corner = (await start({ childEnvironment: { TZ: 'UTC' } })).get('corner');
    const body = Buffer.from(JSON.stringify({ id: 1, do: 'env' }));
    const given = {
      endpoint: 'items',
      settings: {},
      receivedAt: '2026-11-22T10:00:00.000Z',
      zone: 'UTC',
      currency: 'INR',
      businessDayStart: '00:00',
    };
    const normalised = await corner?.normalise(body, given);
    delete process.env.KIRANA_TEST_SECRET;
    const [change] = normalised?.changes ?? [];
    const { env, argv, cwd } = JSON.parse((change as { item: { name: string } }).item.name);
    expect(env).toMatchObject({ TZ: 'UTC' });
    // the channel to the server is Node's own
    expect(
      Object.keys(env).filter((name) => !['TZ', 'NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE'].includes(name)),
    ).toEqual([]);
    expect(JSON.stringify(argv)).not.toContain('secret');
    expect(cwd).toBe(folder.package);
  });

  test('cuts a file, and one that hangs in it leaves the others alone', async () => {
    await folder.lock();
    const corner = (await start()).get('corner');
    const cutter = await corner?.cut('items', {});
    const bodies = await cutter?.push(Buffer.from('a\nb\nc'));
    expect(bodies?.map((body) => JSON.parse(Buffer.from(body).toString()).name)).toEqual(['a', 'b']);
    expect(await cutter?.end()).toMatchObject({ completes: ['item'] });
    const bad = await corner?.cut('items', {});
    await expect(bad?.push(Buffer.from('hang\n'))).rejects.toMatchObject({ kind: 'transient', byThisCall: true });
    await expect(cutter?.push(Buffer.from('a\n'))).rejects.toMatchObject({ kind: 'transient', byThisCall: false });
    expect(await corner?.readSettings('source', {})).toMatchObject({ ok: true });
  });

  test('whose code is not what its manifest says is not run', async () => {
    await folder.edit(
      'kirana.manifest.json',
      inJson((json) => ({ ...json, hosts: ['api.corner.example'] })),
    );
    await folder.lock();
    const corner = (await start()).get('corner');
    await expect(corner?.readSettings('source', {})).rejects.toThrow(/manifest_differs.*hosts/);
  });
});

describe('built-in adapters', () => {
  test('come by the same road, in this process', async () => {
    const petpooja = (await start({ enabled: undefined })).get('petpooja');
    expect(petpooja?.origin).toMatchObject({ package: '@kirana/adapter-petpooja', builtIn: true, isolated: false });
    expect(petpooja?.readSettings('connection', {})).toMatchObject({ ok: true });
  });

  test('can run in processes of their own', async () => {
    const petpooja = (await start({ enabled: ['@kirana/adapter-petpooja'], isolation: 'all' })).get('petpooja');
    expect(petpooja?.origin).toMatchObject({ builtIn: true, isolated: true });
    expect(await petpooja?.readSettings('connection', {})).toMatchObject({ ok: true });
  });
});

describe('the commands', () => {
  const deps = (say: (line: string) => void) => ({
    builtIns: BUILT_IN_ADAPTERS,
    serverFolder: import.meta.dirname,
    from: folder.from,
    say,
  });

  test('add says what is asked for, and that it is a matter of trust', async () => {
    const said = await folder.lock();
    expect(said).toContain('Installing an adapter is trusting it');
    expect(said).toMatch(/calls hosts +\*, api\.corner\.example/);
    expect(said).toMatch(/secrets +token/);
    const lock = JSON.parse(await readFile(join(folder.from, LOCK_FILE), 'utf8'));
    expect(lock.adapters).toMatchObject([
      { name: PLUGIN, version: '1.2.3', apiVersion: 1, integrity: expect.stringMatching(/^sha512-/) },
    ]);
  });

  test('add shows what a new version asks for beyond the old one, and needs consent', async () => {
    await folder.lock();
    await folder.edit(
      'kirana.manifest.json',
      inJson((json) => ({ ...json, hosts: ['api.corner.example', '*', 'other.example'] })),
    );
    await folder.edit(
      'package.json',
      inJson((json) => ({ ...json, version: '2.0.0' })),
    );
    await expect(folder.lock()).rejects.toMatchObject(refused('asks_for_more'));
    await expect(start()).rejects.toMatchObject(refused('version_changed'));
    expect(await folder.lock(true)).toContain('+ host other.example');
  });

  test('list tells which are still what was locked, and remove forgets one', async () => {
    await folder.lock();
    await folder.edit('index.js', (text) => `${text}\n`);
    const lines: string[] = [];
    await listAdapters(deps((line) => void lines.push(line)));
    expect(lines.find((line) => line.includes('petpooja'))).toContain('built in');
    expect(lines.at(-1)).toContain('refused');
    await removeAdapter(
      deps(() => {}),
      PLUGIN,
    );
    await expect(
      removeAdapter(
        deps(() => {}),
        PLUGIN,
      ),
    ).rejects.toMatchObject(refused('not_locked'));
  });
});
