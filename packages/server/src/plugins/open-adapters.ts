import type { Adapter } from '@kirana/adapter';
import type { Logger } from 'pino';
import { checkLocked, type Locked, readLock } from './adapter-lock.ts';
import { type AdapterPackage, readAdapterPackage } from './adapter-package.ts';
import { examineFacts } from './examine-facts.ts';
import type { AdapterOrigin, HostedAdapter, HostedAdapters } from './hosted-adapter.ts';
import { hosted } from './in-process-adapter.ts';
import { ownConditions, packageEntry } from './package-entry.ts';
import { type PluginAdapter, pluginAdapter } from './plugin-adapter.ts';
import { PLUGIN_LIMITS, type PluginLimits } from './plugin-limits.ts';
import { findPackage } from './plugin-package.ts';
import { refusal } from './refusal.ts';
import { staticFacts } from './static-facts.ts';

/** Stands for all built-in adapters in a list of enabled ones. */
export const ALL_BUILT_IN = 'built-in';

/** An adapter that is released with the server. */
export interface BuiltIn {
  readonly package: string;
  readonly load: () => Promise<{ readonly default: Adapter }>;
}

export interface AdapterOptions {
  readonly builtIns: readonly BuiltIn[];
  /** Folder of the server's own code: its built-in adapters are installed above it. */
  readonly serverFolder: string;
  /** Names or paths of packages, and `built-in`; the built-in ones. */
  readonly enabled?: readonly string[] | undefined;
  /** Folder in which plugins are installed and locked. */
  readonly from: string;
  /** Which adapters run in processes of their own; plugins. */
  readonly isolation?: 'plugins' | 'all';
  readonly limits?: Partial<PluginLimits>;
  /** All that processes of adapters get to see of the environment. */
  readonly childEnvironment: Readonly<Record<string, string>>;
  readonly log: Logger;
}

export interface OpenAdapters {
  readonly adapters: HostedAdapters;
  /** Starts what webhooks need; what cannot be started is logged, and tried again when it is needed. */
  warm(): Promise<void>;
  /** Ends the processes of adapters. */
  close(): Promise<void>;
}

export const contractVersionOf = async (serverFolder: string): Promise<string> =>
  (await findPackage('@kirana/adapter', [serverFolder])).json.version;

/**
 * Loads the enabled adapters: package.json, manifest and versions are read before anything of a package runs, and what is not built in must be
 * what was locked.
 * @throws ADAPTER_REFUSED naming the package, what is wanted, and what it has
 */
export async function openAdapters(options: AdapterOptions): Promise<OpenAdapters> {
  const contractVersion = await contractVersionOf(options.serverFolder);
  const lock = await readLock(options.from);
  const adapters = new Map<string, HostedAdapter>();
  const plugins: PluginAdapter[] = [];
  for (const given of enabledNames(options)) {
    const builtIn = options.builtIns.find((one) => one.package === given);
    const from = builtIn === undefined ? [options.from, options.serverFolder] : [options.serverFolder];
    const found = await readAdapterPackage(given, from, contractVersion);
    const before = adapters.get(found.manifest.id)?.origin.package;
    if (before !== undefined) {
      throw refusal('id_taken', { package: found.name, why: `${before} has the id "${found.manifest.id}" too` });
    }
    const adapter = await open(options, found, builtIn, lock);
    if ('warm' in adapter) plugins.push(adapter);
    adapters.set(found.manifest.id, adapter);
  }
  return {
    adapters,
    async warm() {
      // a failure is logged where the process ended
      await Promise.allSettled(plugins.map((plugin) => plugin.warm()));
    },
    async close() {
      await Promise.all(plugins.map((plugin) => plugin.close()));
    },
  };
}

function enabledNames({ enabled, builtIns }: AdapterOptions): readonly string[] {
  const all = builtIns.map((one) => one.package);
  return [...new Set((enabled ?? [ALL_BUILT_IN]).flatMap((name) => (name === ALL_BUILT_IN ? all : [name])))];
}

async function open(
  options: AdapterOptions,
  found: AdapterPackage,
  builtIn: BuiltIn | undefined,
  lock: readonly Locked[],
): Promise<HostedAdapter | PluginAdapter> {
  const isolated = builtIn === undefined || options.isolation === 'all';
  const { name, version, manifest } = found;
  const origin: AdapterOrigin = { package: name, version, builtIn: builtIn !== undefined, isolated };
  if (builtIn === undefined) await checkLocked(found, lock);
  if (builtIn !== undefined && !isolated) {
    const { default: adapter } = await builtIn.load();
    examineFacts(name, manifest, staticFacts(adapter));
    return hosted(adapter, manifest, origin);
  }
  return openIsolated(options, found, origin);
}

function openIsolated(options: AdapterOptions, found: AdapterPackage, origin: AdapterOrigin): PluginAdapter {
  const limits = { ...PLUGIN_LIMITS, ...options.limits };
  const conditions = ownConditions(process.execArgv);
  const { name, manifest, folder } = found;
  const program = {
    name,
    entry: packageEntry(found, conditions),
    folder,
    env: options.childEnvironment,
    memoryMb: limits.memoryMb,
    startMs: limits.startMs,
    conditions,
    log: options.log,
    examine: (facts: Parameters<typeof examineFacts>[2]) => examineFacts(name, manifest, facts),
  };
  return pluginAdapter(manifest, origin, program, limits);
}
