import { resolve } from 'node:path';
import { KiranaError } from '@kirana/core';
import {
  type Asks,
  asksOf,
  checkLocked,
  LOCK_FILE,
  type Locked,
  lockedOf,
  readLock,
  writeLock,
} from './adapter-lock.ts';
import { type AdapterPackage, readAdapterPackage } from './adapter-package.ts';
import { ALL_BUILT_IN, type BuiltIn, contractVersionOf } from './open-adapters.ts';
import { isPath } from './plugin-package.ts';
import { refusal } from './refusal.ts';

export interface CommandDeps {
  readonly builtIns: readonly BuiltIn[];
  readonly serverFolder: string;
  readonly from: string;
  readonly enabled?: readonly string[] | undefined;
  readonly say: (line: string) => void;
}

const TRUST =
  'Installing an adapter is trusting it: its code runs on this machine, and with the secrets of the sources you make for it. Its process has limits, which keep mistakes in bounds and not malice.';

const listOf = (values: readonly string[]): string => (values.length === 0 ? 'none' : values.join(', '));

/** Locks a package that is installed already: from then on the server loads it as it is now. @throws ADAPTER_REFUSED */
export async function addAdapter(
  deps: CommandDeps,
  given: string,
  { accept }: { readonly accept: boolean },
): Promise<void> {
  const { from, serverFolder, say } = deps;
  if (deps.builtIns.some((one) => one.package === given)) {
    say(`${given} is built in: it needs no lock.`);
    return;
  }
  const found = await readAdapterPackage(given, [from, serverFolder], await contractVersionOf(serverFolder));
  const lock = await readLock(from);
  const locked = await lockedOf(found);
  const before = lock.find((one) => one.name === found.name);
  introduce(found, locked, say);
  const more = before === undefined ? [] : newlyAsked(before.asks, locked.asks);
  if (more.length > 0) {
    say('');
    say(`Since ${before?.version} it asks for more:`);
    for (const line of more) say(`  + ${line}`);
    if (!accept) {
      throw refusal('asks_for_more', {
        package: found.name,
        why: 'it is locked as it was; agree to what is new with --accept',
      });
    }
  }
  await writeLock(from, [...lock.filter((one) => one.name !== found.name), locked]);
  say('');
  say(before === undefined ? `Locked in ${resolve(from, LOCK_FILE)}.` : `Locked anew in ${resolve(from, LOCK_FILE)}.`);
  if (!deps.enabled?.includes(given))
    say(`To run it: KIRANA_ADAPTERS=${[...(deps.enabled ?? [ALL_BUILT_IN]), given].join(',')}`);
}

function introduce(
  { manifest, folder }: AdapterPackage,
  { name, version, integrity, asks }: Locked,
  say: CommandDeps['say'],
): void {
  say(`${name} ${version} — ${manifest.title}, adapter "${manifest.id}"`);
  say(`  folder        ${folder}`);
  say(`  integrity     ${integrity}`);
  say(
    `  calls hosts   ${listOf(asks.hosts)}${asks.hosts.includes('*') ? ' (*: those in the settings of its connections)' : ''}`,
  );
  say(`  secrets       ${listOf(asks.secrets)}`);
  say(`  capabilities  ${listOf(asks.capabilities)}`);
  say('');
  say(TRUST);
}

function newlyAsked(before: Asks, now: Asks): readonly string[] {
  const fresh = (kind: keyof Asks, word: string) =>
    now[kind].filter((one) => !before[kind].includes(one)).map((one) => `${word} ${one}`);
  return [...fresh('hosts', 'host'), ...fresh('secrets', 'secret'), ...fresh('capabilities', 'capability')];
}

/** What is built in and what is locked, and whether it is still what was locked. */
export async function listAdapters(deps: CommandDeps): Promise<void> {
  const { from, serverFolder, say, builtIns } = deps;
  const contractVersion = await contractVersionOf(serverFolder);
  for (const { package: name } of builtIns) {
    const { version, manifest } = await readAdapterPackage(name, [serverFolder], contractVersion);
    say(`${manifest.id.padEnd(16)} ${name} ${version}, built in`);
  }
  const lock = await readLock(from);
  const paths = (deps.enabled ?? []).filter(isPath);
  for (const locked of lock) {
    try {
      const found = await lockedPackage(locked.name, paths, (given) =>
        readAdapterPackage(given, [from, serverFolder], contractVersion),
      );
      await checkLocked(found, lock);
      say(
        `${found.manifest.id.padEnd(16)} ${locked.name} ${locked.version}, locked: hosts ${listOf(asksOf(found).hosts)}`,
      );
    } catch (error) {
      if (!(error instanceof KiranaError)) throw error;
      say(`${'?'.padEnd(16)} ${locked.name} ${locked.version}, refused: ${error.message}`);
    }
  }
}

/** By its name, or else by the path it is enabled with. */
async function lockedPackage(
  name: string,
  paths: readonly string[],
  read: (given: string) => Promise<AdapterPackage>,
): Promise<AdapterPackage> {
  const byPath = await Promise.all(paths.map((path) => read(path).catch(() => undefined)));
  return byPath.find((one) => one?.name === name) ?? read(name);
}

/** Forgets a lock; the package stays installed. @throws ADAPTER_REFUSED when it is not locked */
export async function removeAdapter({ from, say }: CommandDeps, name: string): Promise<void> {
  const lock = await readLock(from);
  const rest = lock.filter((one) => one.name !== name);
  if (rest.length === lock.length)
    throw refusal('not_locked', { package: name, why: `it is not in ${resolve(from, LOCK_FILE)}` });
  await writeLock(from, rest);
  say(`${name} is not locked any more: take it out of KIRANA_ADAPTERS, or the server refuses to start.`);
}
