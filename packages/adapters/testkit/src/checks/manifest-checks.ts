import { readFileSync } from 'node:fs';
import { type Adapter, staticManifest, type Verification } from '@kirana/adapter';
import { verificationOf } from '@kirana/adapter/simulator';
import { type Check, notApplicable } from '../check.ts';
import { difference } from '../difference.ts';
import { settle } from '../provider.ts';
import type { Subject } from '../subject.ts';

const STRANGER = 'kirana_testkit_no_such_setting';

/** The plain parts of a value, and where it is not plain. */
function unserialisable(value: unknown, at = ''): string[] {
  if (value === null || ['string', 'boolean'].includes(typeof value)) return [];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${at} is ${value}`];
  if (Array.isArray(value)) return value.flatMap((one, index) => unserialisable(one, `${at}/${index}`));
  const plain = typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
  if (!plain) return [`${at} is no plain JSON`];
  return Object.entries(value as object)
    .filter(([, one]) => one !== undefined)
    .flatMap(([key, one]) => unserialisable(one, `${at}/${key}`));
}

export function secretsOf(verification: Verification): readonly string[] {
  if (verification.kind === 'all') return verification.of.flatMap(secretsOf);
  return 'secret' in verification ? [verification.secret] : [];
}

function capabilitiesVersusFunctions(adapter: Adapter): string[] {
  const { entities, stock, pullScopes = [], commands = {}, upload } = adapter.manifest.capabilities;
  const findings: string[] = [];
  const pulls = Object.values(entities).some((entity) => entity?.pull !== undefined);
  if (pulls !== (adapter.pull !== undefined))
    findings.push(`an entity declares a pull: ${pulls}; pull is written: ${!pulls}`);
  const sends = Object.keys(commands).length > 0;
  if (sends !== (adapter.send !== undefined))
    findings.push(`commands are declared: ${sends}; send is written: ${!sends}`);
  if (pullScopes.length > 0 && !pulls) findings.push('pullScopes without a pull');
  if ((stock === 'absolute' || stock === 'delta') !== (entities.stock !== undefined)) {
    findings.push(`stock is "${stock}", which does not go with the entities`);
  }
  const cutters = Object.entries(adapter.endpoints).filter(([, one]) => one.kind === 'event' && one.cut !== undefined);
  for (const [name] of cutters) {
    if (upload?.endpoint !== name)
      findings.push(`the endpoint "${name}" can cut files, and no upload is declared for it`);
  }
  if (upload !== undefined && !cutters.some(([name]) => name === upload.endpoint)) {
    findings.push(`uploads go to "${upload.endpoint}", which cannot cut a file`);
  }
  return findings;
}

async function hostsCalled({ adapter, provider }: Subject): Promise<string[]> {
  const { hosts, installation, context } = await provider();
  // whatever it does with these, it is where it calls that counts
  if (adapter.check !== undefined) await settle(async () => adapter.check?.(context()));
  if (adapter.pull !== undefined)
    await settle(async () => adapter.pull?.(context(), { scope: null, since: null, cursor: null }));
  const own = JSON.stringify([installation.connectionSettings, installation.sourceSettings]);
  const declared = adapter.manifest.hosts;
  return [...hosts].flatMap((host) => {
    const name = host.replace(/:\d+$/, '');
    if (declared.includes(host) || declared.includes(name)) return [];
    if (!declared.includes('*')) return [`"${host}" is called and not declared`];
    return own.includes(host) ? [] : [`"${host}" is called: "*" stands only for hosts in the settings`];
  });
}

export const MANIFEST_CHECKS: readonly Check[] = [
  {
    id: 'manifest/json',
    title: 'the manifest is plain JSON',
    why: 'it is read, compared and locked without running the adapter',
    run: ({ adapter }) => unserialisable(adapter.manifest),
  },
  {
    id: 'manifest/id',
    title: 'the id is `[a-z][a-z0-9-]*`, of at most 40 letters',
    why: 'it is part of addresses, file names and rows that last',
    run: ({ adapter: { manifest } }) =>
      /^[a-z][a-z0-9-]{0,39}$/.test(manifest.id) ? [] : [`the id is "${manifest.id}"`],
  },
  {
    id: 'manifest/api-version',
    title: 'the adapter is written for version 1 of the contract',
    why: 'a server refuses what it cannot speak with, before it speaks',
    run: ({ adapter: { manifest } }) => (manifest.apiVersion === 1 ? [] : [`apiVersion is ${manifest.apiVersion}`]),
  },
  {
    id: 'manifest/file',
    title: '`kirana.manifest.json` says what the code says',
    why: 'operators and servers judge a package by the file; a stale one lies to them',
    run({ adapter, options }) {
      const file: unknown = JSON.parse(readFileSync(options.manifest, 'utf8'));
      const found = difference(JSON.parse(JSON.stringify(staticManifest(adapter))), file);
      return found === undefined ? [] : [`the file differs from staticManifest(adapter) at ${found}`];
    },
  },
  {
    id: 'manifest/capabilities',
    title: 'what is declared is written, and what is written is declared',
    why: 'an undeclared capability is an error for the server, never a no-op',
    run: ({ adapter }) => capabilitiesVersusFunctions(adapter),
  },
  {
    id: 'manifest/strict-settings',
    title: 'an unknown setting is refused, and settings have a JSON Schema',
    why: 'a misspelt setting that is passed over is a night of searching',
    run({ adapter }) {
      const findings: string[] = [];
      for (const name of ['sourceSettings', 'connectionSettings'] as const) {
        const judged = adapter[name].safeParse({ [STRANGER]: 1 });
        const refused =
          !judged.success && judged.error.issues.some((issue) => JSON.stringify(issue).includes(STRANGER));
        if (!refused) findings.push(`${name} lets an unknown setting pass`);
      }
      const { sourceSettings, connectionSettings } = staticManifest(adapter);
      if (sourceSettings.type !== 'object') findings.push('sourceSettings give no JSON Schema of an object');
      if (connectionSettings.type !== 'object') findings.push('connectionSettings give no JSON Schema of an object');
      return findings;
    },
  },
  {
    id: 'manifest/secrets',
    title: 'every secret that a verification names is declared',
    why: 'a secret nobody can enter refuses every message',
    run({ adapter, fixtures }) {
      const all = [{}, ...fixtures.map((one) => one.sourceSettings)];
      const missing = new Set<string>();
      for (const settings of all) {
        if (!adapter.sourceSettings.safeParse(settings).success) continue;
        for (const name of secretsOf(verificationOf(adapter, settings))) {
          if (!Object.hasOwn(adapter.secrets, name)) missing.add(name);
        }
      }
      return [...missing].map((name) => `the secret "${name}" is not declared`);
    },
  },
  {
    id: 'manifest/hosts',
    title: 'only declared hosts are called',
    why: 'the server lets a call through to no other',
    run(subject) {
      const { adapter, options } = subject;
      const calls = adapter.pull !== undefined || adapter.send !== undefined || adapter.check !== undefined;
      if (!calls) return notApplicable('it calls nobody');
      if (options.simulator === undefined) return ['a simulator is needed: give options.simulator'];
      return hostsCalled(subject);
    },
  },
];
