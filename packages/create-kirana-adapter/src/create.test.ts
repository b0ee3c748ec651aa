import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AnswerError, completed } from './answers.ts';
import { literal } from './manifest.ts';
import { TOOLS, ZOD } from './package-json.ts';
import { run } from './program.ts';
import { packageFiles } from './write-package.ts';

const RELEASE = { version: '1.2.3', year: 2026 };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kirana-create-'));
  vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  return rm(folder, { recursive: true, force: true });
});

describe('what was asked for', () => {
  test('has defaults for all but the name', () => {
    expect(completed({ id: 'lemon-pos' })).toMatchObject({
      packageName: 'kirana-adapter-lemon-pos',
      title: 'Lemon Pos',
      header: 'x-lemon-pos-signature',
      verification: 'hmac-hex',
      prefix: '',
      stock: 'counts',
    });
    expect(completed({ id: 'lemon', verification: 'shared-secret' })).toMatchObject({
      header: 'authorization',
      prefix: 'Bearer ',
    });
  });

  test.each([
    ['no name', {}],
    ['a name with a blank', { id: 'a b' }],
    ['a title that ends a string', { id: 'a', title: "it's" }],
    ['an address of another kind', { id: 'a', apiUrl: 'ftp://a.example' }],
    ['an address that ends a string', { id: 'a', apiUrl: "http://a.example/'" }],
    ['a header that is none', { id: 'a', header: 'x y' }],
    ['nothing in either direction', { id: 'a', pushes: false, pulls: false }],
  ])('%s is refused', (_name, given) => {
    expect(() => completed(given)).toThrow(AnswerError);
  });
});

describe('the program', () => {
  test('writes what the flags say', async () => {
    const dir = join(folder, 'new');
    const flags = [
      '--title',
      'Lemon POS',
      '--verification',
      'basic',
      '--no-pulls',
      '--stock',
      'none',
      '--license',
      'MIT',
    ];
    expect(await run(['@acme/kirana-adapter-lemon', '--yes', '--dir', dir, ...flags])).toBe(0);
    const written = await readdir(dir);
    expect(written).toEqual(expect.arrayContaining(['.gitignore', '.github', 'LICENSE', 'kirana.manifest.json']));
    const manifest = JSON.parse(await readFile(join(dir, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ name: '@acme/kirana-adapter-lemon', license: 'MIT' });
    expect(await readdir(join(dir, 'src'))).not.toContain('pull.ts');
    expect(await readFile(join(dir, 'src/verification.ts'), 'utf8')).toContain("user: 'lemon'");
  });

  test.each([
    ['without a name', ['--yes']],
    ['with a flag that is none', ['lemon', '--yes', '--nope']],
    ['with a kind that is none', ['lemon', '--yes', '--stock', 'some']],
  ])('%s: 2, and nothing is written', async (_name, argv) => {
    expect(await run([...argv, '--dir', join(folder, 'new')])).toBe(2);
    expect(await readdir(folder)).toEqual([]);
  });

  test('leaves a folder with anything in it alone', async () => {
    expect(await run(['lemon', '--yes', '--dir', folder])).toBe(0);
    const before = await readFile(join(folder, 'package.json'), 'utf8');
    expect(await run(['lime', '--yes', '--dir', folder])).toBe(2);
    expect(await readFile(join(folder, 'package.json'), 'utf8')).toBe(before);
  });
});

describe('the files', () => {
  test('depend on the packages of the same release, and on the tools this project uses', async () => {
    const files = await packageFiles(completed({ id: 'lemon' }), RELEASE);
    expect(JSON.parse(files.get('package.json') ?? '')).toMatchObject({
      kirana: { type: 'adapter', apiVersion: 1, manifest: './kirana.manifest.json' },
      peerDependencies: { '@kirana/adapter': '^1.2.3' },
      devDependencies: { '@kirana/adapter': '^1.2.3', '@kirana/adapter-testkit': '^1.2.3' },
    });
    const root = JSON.parse(await readFile(join(import.meta.dirname, '../../../package.json'), 'utf8'));
    const ours = JSON.parse(await readFile(join(import.meta.dirname, '../../adapters/contract/package.json'), 'utf8'));
    for (const [name, range] of Object.entries(TOOLS)) {
      expect(range.replace('^', ''), name).toBe(root.devDependencies[name].replace('^', ''));
    }
    expect(ZOD).toBe(ours.dependencies.zod);
  });

  test('keep no word of the template', async () => {
    for (const [path, text] of await packageFiles(completed({ id: 'lemon' }), RELEASE)) {
      expect(`${path}\n${text}`).not.toMatch(/__[A-Z]/);
    }
  });
});

test('data is written as TypeScript writes it', () => {
  expect(literal({ a: [1, 'it’s', null], b: {}, c: 5_000 })).toBe("{ a: [1, 'it’s', null], b: {}, c: 5_000 }");
});
