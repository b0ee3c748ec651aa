import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { StaticManifest } from '@kirana/adapter';
import { z } from 'zod';
import { type FoundPackage, fileOf, findPackage, jsonOf } from './plugin-package.ts';
import { refusal } from './refusal.ts';
import { readStaticManifest } from './static-manifest-file.ts';
import { inRange } from './version-range.ts';

/** The contract this server speaks. */
export const API_VERSION = 1;
const CONTRACT = '@kirana/adapter';

/** All that is known of a package of an adapter without running any of it. */
export interface AdapterPackage extends FoundPackage {
  readonly name: string;
  readonly version: string;
  readonly manifest: StaticManifest;
  /** `sha512-…` of the manifest's bytes. */
  readonly manifestHash: string;
}

const Field = z.looseObject({ type: z.literal('adapter'), apiVersion: z.unknown(), manifest: z.string().min(1) });

export const sha512 = (bytes: Uint8Array | string): string =>
  `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

/**
 * Reads what a package says of itself, and judges whether this server can run it.
 * @param contractVersion the version of the contract that this server has
 * @throws ADAPTER_REFUSED
 */
export async function readAdapterPackage(
  given: string,
  from: readonly string[],
  contractVersion: string,
): Promise<AdapterPackage> {
  const found = await findPackage(given, from);
  const { name, version, kirana } = found.json;
  const field = Field.safeParse(kirana);
  if (!field.success) {
    const why = 'its package.json has no field `kirana` with "type": "adapter", "apiVersion" and "manifest"';
    throw refusal('not_an_adapter', { package: name, why });
  }
  checkApiVersion(name, field.data.apiVersion);
  checkRange(found, contractVersion);
  const file = fileOf(found.folder, field.data.manifest);
  const bytes = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (bytes === undefined) {
    const why = `its manifest ${field.data.manifest} is not there: the package was not built, or not published whole`;
    throw refusal('manifest_missing', { package: name, why });
  }
  const manifest = readStaticManifest(name, jsonOf(bytes.toString('utf8')));
  return { ...found, name, version, manifest, manifestHash: sha512(bytes) };
}

function checkApiVersion(name: string, had: unknown): void {
  if (had === API_VERSION) return;
  throw refusal('api_version', {
    package: name,
    wanted: `apiVersion ${API_VERSION}`,
    had: `apiVersion ${JSON.stringify(had) ?? 'none'}`,
    why: 'it is written for another version of the contract',
  });
}

/** Workspaces, files and links name no range: they are what is there. */
const isRange = (text: string): boolean => !/^[a-z+]+:/i.test(text);

function checkRange({ json }: FoundPackage, contractVersion: string): void {
  const range = json.peerDependencies?.[CONTRACT] ?? json.dependencies?.[CONTRACT];
  if (range === undefined || !isRange(range)) return;
  const fits = inRange(contractVersion, range);
  if (fits === true) return;
  throw refusal('contract_version', {
    package: json.name,
    wanted: `a range of ${CONTRACT} that has ${contractVersion}`,
    had: range,
    why:
      fits === undefined
        ? 'its range of the contract cannot be read'
        : 'it is made for another version of the contract',
  });
}
