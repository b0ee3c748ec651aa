import { existsSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { bad, type Finding, fine } from '../finding.ts';
import { manifestComplaints } from './manifest-complaints.ts';
import { type AdapterPackage, isParts } from './read-package.ts';

/** Scripts npm runs by itself where a package is installed. */
const LIFECYCLE = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare'];

function judgeField({ packageJson: { kirana } }: AdapterPackage): Finding {
  const next = '"kirana": { "type": "adapter", "apiVersion": 1, "manifest": "./kirana.manifest.json" }';
  if (!isParts(kirana)) return bad('kirana field', 'package.json has none', `Write ${next}.`);
  const { type, apiVersion, manifest } = kirana;
  if (type === 'adapter' && apiVersion === 1 && typeof manifest === 'string')
    return fine('kirana field', 'adapter, apiVersion 1');
  return bad('kirana field', `it says ${JSON.stringify(kirana)}`, `It must be ${next}.`);
}

function judgeManifest({ manifest, manifestPath, packageJson: { kirana } }: AdapterPackage): Finding {
  const path = manifestPath ?? 'kirana.manifest.json';
  const next = 'Write it again: npm run manifest.';
  if (manifest === undefined) return bad('manifest', `${path} cannot be read as JSON`, next);
  const complaints = manifestComplaints(manifest);
  if (complaints.length > 0) return bad('manifest', complaints.join('; '), next);
  const { id, apiVersion, title } = manifest as { id: string; apiVersion: number; title: string };
  if (isParts(kirana) && kirana.apiVersion !== apiVersion) {
    return bad('manifest', `apiVersion is ${apiVersion}, and another in package.json`, next);
  }
  return fine('manifest', `${id}: ${title}`);
}

/** Where `exports` leads for one subpath, whichever condition is asked first. */
function targetsOf(exports: unknown): string[] {
  if (typeof exports === 'string') return [exports];
  return isParts(exports) ? Object.values(exports).flatMap(targetsOf) : [];
}

/** Is it among what `files` takes into the package? package.json always is. */
function isPublished(path: string, files: unknown): boolean {
  if (!Array.isArray(files)) return true;
  const clean = normalize(path);
  return files.some((entry) => {
    const taken = normalize(String(entry)).replace(/\/(\*\*?(\/\*)?)?$/, '');
    return clean === taken || clean.startsWith(`${taken}/`);
  });
}

function judgeFiles({ folder, packageJson, manifestPath }: AdapterPackage): Finding {
  const exported = isParts(packageJson.exports) ? packageJson.exports : { '.': packageJson.exports };
  const main = targetsOf(exported['.']);
  if (main.length === 0)
    return bad('files', 'package.json exports nothing under "."', 'Export the adapter as default there.');
  const published = isParts(packageJson.publishConfig) ? packageJson.publishConfig.exports : undefined;
  const wanted = [
    ...targetsOf(published ?? packageJson.exports),
    ...(manifestPath === undefined ? [] : [manifestPath]),
  ];
  const outside = wanted.filter((path) => normalize(path).startsWith('..') || path.startsWith('/'));
  if (outside.length > 0)
    return bad('files', `outside of the package: ${outside.join(', ')}`, 'Name files of the package only.');
  const missing = [...new Set(wanted)].filter((path) => !existsSync(join(folder, path)));
  if (missing.length > 0) return bad('files', `not there: ${missing.join(', ')}`, 'Build it: npm run build.');
  const left = [...new Set(wanted)].filter((path) => !isPublished(path, packageJson.files));
  if (left.length > 0) return bad('files', `not published: ${left.join(', ')}`, 'Add them to "files" of package.json.');
  return fine('files', `${new Set(wanted).size} there`);
}

function judgeScripts({ packageJson: { scripts } }: AdapterPackage): Finding {
  const found = Object.keys(isParts(scripts) ? scripts : {}).filter((name) => LIFECYCLE.includes(name));
  if (found.length === 0) return fine('scripts', 'none that runs when it is installed');
  return bad('scripts', `${found.join(', ')} would run when it is installed`, 'Take them out: an adapter needs none.');
}

function judgeContract({ packageJson }: AdapterPackage): Finding {
  const rangesIn = (part: unknown): unknown => (isParts(part) ? part['@kirana/adapter'] : undefined);
  const range = rangesIn(packageJson.peerDependencies) ?? rangesIn(packageJson.dependencies);
  const next = 'Name it under peerDependencies, with a caret range.';
  if (typeof range !== 'string') return bad('contract', 'it does not depend on @kirana/adapter', next);
  if (range === '*' || range === 'latest') return bad('contract', `it takes any @kirana/adapter ("${range}")`, next);
  return fine('contract', `@kirana/adapter ${range}`);
}

/** Everything that is looked at, without running code of the package. */
export const verifyPackage = (adapter: AdapterPackage): readonly Finding[] => [
  judgeField(adapter),
  judgeManifest(adapter),
  judgeFiles(adapter),
  judgeScripts(adapter),
  judgeContract(adapter),
];

/** What an operator trusts a package with by enabling it; undefined when its manifest cannot be read. */
export interface Trust {
  /** Hosts it may call; `*`: those in its settings as well. */
  readonly hosts: readonly string[];
  /** Secrets it is given, by name. */
  readonly secrets: readonly string[];
  /** Kinds of things it may write. */
  readonly writes: readonly string[];
  /** What it may send to the provider. */
  readonly sends: readonly string[];
}

export function trustOf({ manifest }: AdapterPackage): Trust | undefined {
  if (manifestComplaints(manifest).length > 0) return undefined;
  const { hosts, secrets, capabilities } = manifest as {
    hosts: readonly string[];
    secrets: object;
    capabilities: { entities: object; commands?: object };
  };
  return {
    hosts,
    secrets: Object.keys(secrets),
    writes: Object.keys(capabilities.entities),
    sends: Object.keys(capabilities.commands ?? {}),
  };
}
