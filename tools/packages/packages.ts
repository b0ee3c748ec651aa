import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installFolder, installMade } from './empty-folder.ts';
import { build, complaintsOf, type Packed, pack } from './pack.ts';
import { provePlugin } from './prove-plugin.ts';
import { publishablePackages } from './publishable.ts';
import { mustRun } from './run-program.ts';

/**
 * `npm run packages`: everything that is published, as a stranger gets it. Packs each package and looks at it with publint and are-the-types-wrong;
 * in empty folders, from the archives alone: makes an adapter, runs its tests, and has a server load it as a plugin and apply its deliveries.
 * `--built`: what is built is taken as it is.
 */
async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  try {
    const result = await work();
    console.log(`✓ ${name} (${((performance.now() - startedMs) / 1_000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    console.log(`✗ ${name}`);
    throw error;
  }
}

async function packAll(folder: string): Promise<readonly Packed[]> {
  await mkdir(folder);
  const packed: Packed[] = [];
  for (const one of publishablePackages()) {
    if (!process.argv.includes('--built')) await step(`build ${one.json.name}`, () => build(one));
    packed.push(await step(`pack ${one.json.name}`, () => pack(one, folder)));
  }
  return packed;
}

async function examine(packed: readonly Packed[]): Promise<void> {
  const complaints = (await Promise.all(packed.map(complaintsOf))).flat();
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
}

/** `npm create kirana-adapter` from the archive, then all that its README says. */
async function makeAdapter(folder: string, packed: readonly Packed[]): Promise<string> {
  const tools = join(folder, 'creator');
  await step('install the scaffold', () => installFolder(tools, packed, ['create-kirana-adapter']));
  const made = join(folder, 'kirana-adapter-lemon');
  const creator = join(tools, 'node_modules/.bin/create-kirana-adapter');
  await step('make an adapter', () => mustRun(creator, ['lemon', '--yes', '--dir', made], { cwd: folder }));
  await step('install what it needs', () => installMade(made, packed));
  await step('its manifest is what its code says', async () => {
    const before = await mustRun('cat', ['kirana.manifest.json'], { cwd: made });
    await mustRun('npm', ['run', '--silent', 'manifest'], { cwd: made });
    if (before !== (await mustRun('cat', ['kirana.manifest.json'], { cwd: made }))) throw new Error('it differs');
  });
  await step('its tests pass', () => mustRun('npm', ['test'], { cwd: made }));
  return made;
}

const folder = await mkdtemp(join(tmpdir(), 'kirana-packages-'));
try {
  const packed = await packAll(join(folder, 'archives'));
  await step('publint and are-the-types-wrong', () => examine(packed));
  const made = await makeAdapter(folder, packed);
  await step('the made package is in order', async () => {
    const archive = { json: { name: 'kirana-adapter-lemon', version: '0.1.0', exports: {} }, folder: made };
    await mustRun('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: made });
    await examine([{ ...archive, tarball: join(folder, 'kirana-adapter-lemon-0.1.0.tgz') }]);
  });
  await step('a server loads it as a plugin, and applies its deliveries', () => provePlugin(folder, packed));
  console.log('All packages are in order.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
