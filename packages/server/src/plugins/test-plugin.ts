import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pino from 'pino';
import { addAdapter } from './adapter-commands.ts';
import { type AdapterOptions, type BuiltIn, openAdapters } from './open-adapters.ts';

/** A plugin as somebody would write it in plain JavaScript: its bodies say what to do, and so do the paths of its hook. */
const CODE = `
import { AdapterError, defineAdapter } from '@kirana/adapter';
import { z } from 'zod';

const kept = [];
const act = (what) => {
  if (what === 'throw') throw new Error('a bug of its own');
  if (what === 'schema') throw new AdapterError('schema', 'not such a body', { path: '/at' });
  if (what === 'hang') for (;;) {}
  if (what === 'exit') process.exit(3);
  if (what === 'buffers') for (;;) kept.push(Buffer.alloc(16 * 1024 * 1024, 1));
  if (what === 'heap') for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => 'x' + index));
  if (what === 'env') return JSON.stringify({ env: process.env, argv: process.argv, cwd: process.cwd() });
  return what;
};

export default defineAdapter({
  manifest: {
    id: 'corner',
    apiVersion: 1,
    title: 'Corner shop',
    provider: { url: 'https://corner.example' },
    hosts: ['api.corner.example', '*'],
    capabilities: {
      entities: { item: { push: 'delta', pull: 'snapshot', version: 'none', deletes: 'none' } },
      stock: 'none',
      upload: { endpoint: 'items', mediaTypes: ['text/plain'] },
    },
  },
  sourceSettings: z.strictObject({ header: z.string().default('x-token') }),
  connectionSettings: z.strictObject({ base: z.string().default('https://api.corner.example'), suffix: z.string().default('') }),
  secrets: { token: { description: 'token in the header', required: true } },
  verify: (settings) => ({ kind: 'shared-secret', at: { in: 'header', name: settings.header }, secret: 'token' }),
  route(request) {
    const [endpoint, what] = request.path.split('/');
    if (endpoint !== 'items') return null;
    act(what);
    const { shop } = JSON.parse(Buffer.from(request.body).toString());
    return { endpoint, account: shop, location: null, deliveryId: null };
  },
  endpoints: {
    items: {
      kind: 'event',
      normalise(bytes, given) {
        const body = JSON.parse(Buffer.from(bytes).toString());
        const name = act(body.do) ?? body.name;
        const change = {
          kind: 'item.upserted', path: '', externalId: String(body.id), parentExternalId: null,
          item: { name: name + given.settings.suffix, sellable: true }, listing: { listed: true, priceMinor: 100 },
        };
        return { changes: [change], problems: [], snapshotOf: [] };
      },
      reply(outcome, route) {
        act(route?.location ?? (outcome.kind === 'accepted' ? globalThis.replyWith : undefined));
        return { status: outcome.kind === 'accepted' ? 202 : 200, body: 'corner says ' + outcome.kind };
      },
      cut(settings) {
        let rest = '';
        return {
          push(piece) {
            const lines = (rest + Buffer.from(piece).toString()).split('\\n');
            rest = lines.pop();
            return lines.map((line) => Buffer.from(JSON.stringify({ id: act(line), name: line })));
          },
          end: () => ({ bodies: rest === '' ? [] : [Buffer.from(rest)], completes: ['item'] }),
        };
      },
    },
  },
  async pull(context, request) {
    const answer = await context.http({ url: context.settings.base + '/items', headers: { 'x-token': context.secret('token') } });
    if (answer.status === 401) throw new AdapterError('auth', 'refused ' + context.secret('token'));
    return { endpoint: 'items', location: null, bytes: answer.bytes, cursor: null };
  },
  async check(context) {
    const answer = await context.http({ url: context.settings.base + '/check', headers: { 'x-token': context.secret('token') } });
    return { ok: answer.status === 200, detail: act(Buffer.from(answer.bytes).toString()) + ' at ' + context.now().getUTCFullYear() };
  },
});
`;

const MANIFEST = {
  id: 'corner',
  apiVersion: 1,
  title: 'Corner shop',
  provider: { url: 'https://corner.example' },
  hosts: ['api.corner.example', '*'],
  capabilities: {
    entities: { item: { push: 'delta', pull: 'snapshot', version: 'none', deletes: 'none' } },
    stock: 'none',
    upload: { endpoint: 'items', mediaTypes: ['text/plain'] },
  },
  sourceSettings: { type: 'object' },
  connectionSettings: { type: 'object' },
  secrets: { token: { description: 'token in the header', required: true } },
  endpoints: { items: { kind: 'event', of: 'location', aliases: [], cuts: true } },
  checks: true,
};

export const PLUGIN = 'kirana-adapter-corner';
const SERVER_FOLDER = import.meta.dirname;

export interface PluginFolder {
  /** Where it is installed and locked. */
  readonly from: string;
  readonly package: string;
  /** Changes a file of the package. */
  write(file: string, content: string | object): Promise<void>;
  edit(file: string, change: (text: string) => string): Promise<void>;
  /** Locks it as a person does. @returns what was said */
  lock(accept?: boolean): Promise<string>;
  open(options?: Partial<AdapterOptions>): ReturnType<typeof openAdapters>;
  remove(): Promise<void>;
}

/** A folder with the plugin installed in it, and what it depends on. Not locked yet. */
export async function pluginFolder(builtIns: readonly BuiltIn[] = []): Promise<PluginFolder> {
  const from = await realpath(await mkdtemp(join(tmpdir(), 'kirana-plugins-')));
  const folder = join(from, 'node_modules', PLUGIN);
  await mkdir(folder, { recursive: true });
  await mkdir(join(from, 'node_modules/@kirana'));
  const require = createRequire(import.meta.url);
  await symlink(join(SERVER_FOLDER, '../../../adapters/contract'), join(from, 'node_modules/@kirana/adapter'), 'dir');
  await symlink(dirname(require.resolve('zod/package.json')), join(from, 'node_modules/zod'), 'dir');
  const write = (file: string, content: string | object) =>
    writeFile(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  await write('package.json', {
    name: PLUGIN,
    version: '1.2.3',
    type: 'module',
    exports: './index.js',
    kirana: { type: 'adapter', apiVersion: 1, manifest: './kirana.manifest.json' },
    peerDependencies: { '@kirana/adapter': '*' },
  });
  await write('kirana.manifest.json', MANIFEST);
  await write('index.js', CODE);
  const log = pino({ level: 'silent' });
  return {
    from,
    package: folder,
    write,
    edit: async (file, change) => write(file, change(await readFile(join(folder, file), 'utf8'))),
    async lock(accept = false) {
      const lines: string[] = [];
      const deps = { builtIns, serverFolder: SERVER_FOLDER, from, say: (line: string) => void lines.push(line) };
      await addAdapter(deps, PLUGIN, { accept });
      return lines.join('\n');
    },
    open: (options = {}) =>
      openAdapters({
        builtIns,
        serverFolder: SERVER_FOLDER,
        enabled: [PLUGIN],
        from,
        limits: { normaliseMs: 2_000, webhookMs: 2_000 },
        childEnvironment: {},
        log,
        ...options,
      }),
    remove: () => rm(from, { recursive: true, force: true }),
  };
}
