import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { installFolder } from './empty-folder.ts';
import type { Packed } from './pack.ts';
import { ENVIRONMENT, mustRun } from './run-program.ts';

const PLUGIN = 'kirana-adapter-lemon';
const SECRET = 'a-signing-key-for-this-proof';
const UP_WITHIN_MS = 120_000;
const APPLIED_WITHIN_MS = 60_000;

type Environment = Readonly<Record<string, string>>;

/** The server's program, until it says where it listens. The caller ends it. */
async function startServer(folder: string, env: Environment): Promise<{ child: ChildProcess; url: string }> {
  const program = join(folder, 'node_modules/.bin/kirana-server');
  const child = spawn(program, [], { cwd: folder, env: { ...ENVIRONMENT, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the server ${why}:\n${output}`));
    const timer = setTimeout(() => fail('did not come up'), UP_WITHIN_MS);
    const read = (piece: Buffer) => {
      output += piece.toString();
      const found = /listens on (http:\/\/[\w.:[\]]+)/.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`ended with ${code}`));
  }).catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });
  return { child, url };
}

type Kirana = <T>(...argv: string[]) => Promise<T>;

/** A tenant with a store that sells what the plugin says; gives the hook the provider sends to. */
async function setUp(kirana: Kirana, url: string): Promise<{ hookUrl: string; storeId: string }> {
  await kirana('tenant', 'create', '--name', 'Proof', '--save-as', 'proof');
  const merchant = await kirana<{ id: string }>('merchant', 'create', '--name', 'Lemon House');
  const place = ['--zone', 'Asia/Kolkata', '--currency', 'INR'];
  const store = await kirana<{ id: string }>('store', 'create', '--merchant', merchant.id, '--name', 'One', ...place);
  const secrets = ['--secret', `signingKey=${SECRET}`, '--secret', 'apiToken=never-used'];
  const made = await kirana<{ source: { id: string }; hookUrl: string | null; hookPath: string }>(
    ...['source', 'create', '--adapter', 'lemon', '--name', 'Lemon', ...secrets],
  );
  const connection = await kirana<{ id: string }>(
    ...[
      'connection',
      'create',
      '--source',
      made.source.id,
      '--merchant',
      merchant.id,
      '--account',
      'S-1',
      '--name',
      'Main',
    ],
  );
  await kirana('connection', 'link', connection.id, '--store', store.id, '--location', 'S-1');
  return { hookUrl: made.hookUrl ?? new URL(made.hookPath, url).href, storeId: store.id };
}

async function applied(kirana: Kirana): Promise<void> {
  const until = Date.now() + APPLIED_WITHIN_MS;
  for (;;) {
    const { items } = await kirana<{ items: readonly { status: string; code?: string }[] }>('delivery', 'list');
    if (items.length > 0 && items.every(({ status }) => status === 'applied')) return;
    if (Date.now() > until) throw new Error(`not applied: ${JSON.stringify(items)}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Server, command line and the made adapter from their archives: the server loads it as a plugin and applies a signed message of it. */
export async function provePlugin(folder: string, packed: readonly Packed[]): Promise<void> {
  const place = join(folder, 'shop');
  await installFolder(place, packed, ['@kirana/server', '@kirana/cli']);
  await mustRun(
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error', join(folder, `${PLUGIN}-0.1.0.tgz`)],
    { cwd: place },
  );
  const program = (name: string) => join(place, 'node_modules/.bin', name);
  const data = join(folder, 'data');
  const config = { KIRANA_DATA: data, PORT: '0', KIRANA_ADAPTERS: PLUGIN, KIRANA_ADAPTERS_FROM: place };
  await mustRun(program('kirana-server'), ['adapters', 'add', PLUGIN], { cwd: place, env: config });
  const rootKey =
    /kirr_\w+/.exec(await mustRun(program('kirana-server'), ['init'], { cwd: place, env: config }))?.[0] ?? '';
  const { child, url } = await startServer(place, config);
  try {
    const env = { KIRANA_URL: url, KIRANA_CONFIG: join(folder, 'contexts.json'), KIRANA_ROOT_KEY: rootKey };
    const kirana: Kirana = async (...argv) =>
      JSON.parse(await mustRun(program('kirana'), [...argv, '--json', '--quiet'], { cwd: place, env }));
    const { hookUrl, storeId } = await setUp(kirana, url);
    await kirana(
      'trigger',
      `./node_modules/${PLUGIN}`,
      'catalog',
      '--hook-url',
      hookUrl,
      '--secret',
      `signingKey=${SECRET}`,
    );
    await applied(kirana);
    const { items } = await kirana<{ items: readonly { name: string }[] }>('store', 'catalog', '--store', storeId);
    if (items.length !== 5) throw new Error(`the store sells ${items.length} items, not the 5 that were sent`);
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(null)));
  }
}
