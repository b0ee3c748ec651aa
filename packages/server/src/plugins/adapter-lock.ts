import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { AdapterPackage } from './adapter-package.ts';
import { packageIntegrity } from './package-integrity.ts';
import { jsonOf } from './plugin-package.ts';
import { refusal } from './refusal.ts';

export const LOCK_FILE = 'kirana-adapters.lock.json';

/** What a package may reach and do: what a person agreed to. */
const Asks = z.strictObject({
  hosts: z.array(z.string()),
  secrets: z.array(z.string()),
  capabilities: z.array(z.string()),
});
export type Asks = z.infer<typeof Asks>;

const Locked = z.strictObject({
  name: z.string(),
  version: z.string(),
  integrity: z.string(),
  apiVersion: z.int(),
  manifestHash: z.string(),
  asks: Asks,
});
export type Locked = z.infer<typeof Locked>;

const Lock = z.strictObject({ lockVersion: z.literal(1), adapters: z.array(Locked) });

/** Of the packages that are locked in a folder; none when there is no file. @throws ADAPTER_REFUSED */
export async function readLock(folder: string): Promise<readonly Locked[]> {
  const file = join(folder, LOCK_FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw refusal('lock_unreadable', { package: file, why: 'the lock file cannot be read' }, cause);
  }
  const lock = Lock.safeParse(jsonOf(text));
  if (lock.success) return lock.data.adapters;
  throw refusal('lock_unreadable', {
    package: file,
    why: 'the lock file is damaged: put back the one before, or lock the adapters again with `kirana-server adapters add`',
  });
}

export async function writeLock(folder: string, adapters: readonly Locked[]): Promise<void> {
  const file = join(folder, LOCK_FILE);
  const sorted = adapters.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  await writeFile(`${file}.part`, `${JSON.stringify({ lockVersion: 1, adapters: sorted }, null, 2)}\n`);
  await rename(`${file}.part`, file);
}

export function asksOf({ manifest }: AdapterPackage): Asks {
  const { entities, stock, pullScopes = [], commands = {}, upload } = manifest.capabilities;
  const capabilities = [
    ...Object.entries(entities).flatMap(([kind, entity]) => [
      ...(entity?.push === undefined ? [] : [`${kind} pushed as ${entity.push}`]),
      ...(entity?.pull === undefined ? [] : [`${kind} pulled as ${entity.pull}`]),
    ]),
    ...(stock === 'none' ? [] : [`stock: ${stock}`]),
    ...pullScopes.map((scope) => `pull of ${scope}`),
    ...Object.keys(commands).map((command) => `command ${command}`),
    ...(upload === undefined ? [] : [`files for ${upload.endpoint}`]),
  ];
  return {
    hosts: manifest.hosts.toSorted(),
    secrets: Object.keys(manifest.secrets).sort(),
    capabilities: capabilities.sort(),
  };
}

export const lockedOf = async (found: AdapterPackage): Promise<Locked> => ({
  name: found.name,
  version: found.version,
  integrity: await packageIntegrity(found.folder),
  apiVersion: found.manifest.apiVersion,
  manifestHash: found.manifestHash,
  asks: asksOf(found),
});

/** The package is, byte by byte, the one that was agreed to. @throws ADAPTER_REFUSED */
export async function checkLocked(found: AdapterPackage, lock: readonly Locked[]): Promise<void> {
  const { name } = found;
  const again = `look at what changed, then \`kirana-server adapters add ${name}\``;
  const locked = lock.find((one) => one.name === name);
  if (locked === undefined) {
    throw refusal('not_locked', {
      package: name,
      why: `nobody agreed to it yet: \`kirana-server adapters add ${name}\``,
    });
  }
  const present = await lockedOf(found);
  if (present.version !== locked.version) {
    throw refusal('version_changed', { package: name, wanted: locked.version, had: present.version, why: again });
  }
  if (present.integrity !== locked.integrity || present.manifestHash !== locked.manifestHash) {
    throw refusal('integrity_changed', {
      package: name,
      wanted: locked.integrity,
      had: present.integrity,
      why: `its files are not the ones that were locked. If you changed them yourself, ${again}`,
    });
  }
}
