import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contextsPath, deleteContext, readContexts, saveContext, useContext } from './context-file.ts';

const LOCAL = { url: 'http://127.0.0.1:8080', key: 'kir_0123456789abcdef' };
const LIVE = { url: 'https://kirana.example.com', storeId: 'sto_1' };

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kirana-contexts-'));
  path = join(folder, 'kirana', 'contexts.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test.each([
  ['KIRANA_CONFIG', { KIRANA_CONFIG: '/a/file.json', XDG_CONFIG_HOME: '/b' }, '/a/file.json'],
  ['XDG_CONFIG_HOME', { XDG_CONFIG_HOME: '/b' }, '/b/kirana/contexts.json'],
])('the file is where %s says', (_name, env, want) => {
  expect(contextsPath(env)).toBe(want);
});

describe('contexts', () => {
  test('nothing is saved at first', async () => {
    expect(await readContexts(path)).toEqual({ version: 1, current: null, contexts: {} });
  });

  test('only the owner may read the file, whatever was there before', async () => {
    await mkdir(dirname(path));
    await writeFile(path, '{"version":1,"current":null,"contexts":{}}');
    await chmod(path, 0o644);
    await saveContext(path, 'local', LOCAL);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(dirname(path))).toEqual(['contexts.json']);
  });

  test('saved, used and deleted', async () => {
    await saveContext(path, 'local', LOCAL);
    await saveContext(path, 'live', LIVE, { use: false });
    expect(await readContexts(path)).toEqual({ version: 1, current: 'local', contexts: { local: LOCAL, live: LIVE } });
    await useContext(path, 'live');
    await deleteContext(path, 'live');
    expect(await readContexts(path)).toEqual({ version: 1, current: null, contexts: { local: LOCAL } });
  });

  test.each(['use', 'delete'] as const)('an unknown name cannot be %sd', async (verb) => {
    const act = verb === 'use' ? useContext : deleteContext;
    await expect(act(path, 'constructor')).rejects.toMatchObject({
      failure: { code: 'CONTEXT_UNKNOWN', kind: 'config' },
    });
  });

  test.each([
    ['no JSON', 'nonsense'],
    ['another version', '{"version":2,"current":null,"contexts":{}}'],
    ['a context without an address', '{"version":1,"current":null,"contexts":{"a":{"key":"k"}}}'],
    [
      'a hook without secrets',
      '{"version":1,"current":null,"contexts":{"a":{"url":"u","hooks":{"petpooja":{"url":"u"}}}}}',
    ],
  ])('a file with %s is refused and kept', async (_name, text) => {
    await mkdir(dirname(path));
    await writeFile(path, text);
    await expect(saveContext(path, 'local', LOCAL)).rejects.toMatchObject({ failure: { code: 'CONTEXTS_INVALID' } });
    expect(await readFile(path, 'utf8')).toBe(text);
  });
});
