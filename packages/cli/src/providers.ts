import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Adapter, HookRequest, SignOptions, Trigger } from '@kirana/adapter';
import { type Simulator, signedTrigger, verificationOf } from '@kirana/adapter/simulator';
import { isParts, readAdapterPackage } from './adapter-package/read-package.ts';

/** What a provider would send, made on this machine. */
export interface Provider {
  readonly triggers: Readonly<Record<string, Trigger>>;
  /** Name of the parameter that names the account; null: there is none. */
  readonly accountParameter: string | null;
  /** With the proof the provider adds. @throws RangeError for an unknown trigger or parameter */
  request(event: string, overrides: Readonly<Record<string, string>>, source: SignOptions): HookRequest;
}

/** Adapters this program brings along. */
export const PROVIDERS: readonly string[] = ['petpooja', 'erpnext', 'square', 'shopify', 'odoo', 'csv'];

interface Modules {
  readonly adapter: Adapter;
  readonly simulator: Simulator;
}

/** What sources are set up with unless somebody changes it. */
const providerOf = ({ adapter, simulator }: Modules): Provider => ({
  triggers: simulator.triggers,
  accountParameter: simulator.accountParameter,
  request: (event, overrides, source) =>
    signedTrigger(simulator, verificationOf(adapter, {}), event, overrides, source),
});

const isPath = (name: string): boolean => /^\.{0,2}[/\\]|^\.{1,2}$/.test(name);

/** Where `exports` leads for a subpath in a built package. */
function builtFile(exports: unknown, subpath: string): string | undefined {
  const target = isParts(exports) ? exports[subpath] : undefined;
  const file = isParts(target) ? (target.import ?? target.default) : target;
  return typeof file === 'string' ? file : undefined;
}

/** A package somebody is writing: its own built code runs. */
async function modulesIn(folder: string): Promise<Modules | undefined> {
  const { packageJson } = await readAdapterPackage(folder);
  const main = builtFile(packageJson.exports, '.');
  const simulator = builtFile(packageJson.exports, './simulator');
  if (main === undefined || simulator === undefined) return undefined;
  const load = (file: string) => import(pathToFileURL(join(resolve(folder), file)).href);
  return { adapter: (await load(main)).default, simulator: (await load(simulator)).simulator };
}

async function modulesNamed(name: string): Promise<Modules | undefined> {
  if (!PROVIDERS.includes(name)) return undefined;
  const own = `@kirana/adapter-${name}`;
  return { adapter: (await import(own)).default, simulator: (await import(`${own}/simulator`)).simulator };
}

/** By the name of an adapter, or the folder of a built package. Undefined: it has no simulator. @throws CommandError for a folder that is none */
export async function loadProvider(name: string): Promise<Provider | undefined> {
  const modules = isPath(name) ? await modulesIn(name) : await modulesNamed(name);
  return modules?.simulator === undefined ? undefined : providerOf(modules);
}
