import type { components } from '@kirana/sdk';
import type { KitLine } from '../adapter-package/run-kit.ts';
import type { Trust } from '../adapter-package/verify-package.ts';
import { renderFields } from './fields.ts';
import { renderTable } from './table.ts';

type Adapter = components['schemas']['Adapter'];

const listed = (names: readonly string[]): string => names.join(' ') || 'none';

interface Facts {
  readonly hosts?: readonly string[];
  readonly capabilities?: {
    readonly stock?: string;
    readonly entities?: Readonly<Record<string, { readonly push?: string; readonly pull?: string }>>;
    readonly commands?: object;
    readonly pullScopes?: readonly string[];
  };
}

/** Which kinds of things come by one road: "item category". */
const comingBy = (facts: Facts, road: 'push' | 'pull'): string =>
  Object.entries(facts.capabilities?.entities ?? {})
    .flatMap(([name, entity]) => (entity[road] === undefined ? [] : [`${name} (${entity[road]})`]))
    .join(', ') || 'nothing';

export function adapterSummary(adapter: Adapter) {
  const facts = adapter.manifest as Facts;
  const { capabilities = {} } = facts;
  return {
    id: adapter.id,
    title: adapter.title,
    pushes: comingBy(facts, 'push'),
    pulls: comingBy(facts, 'pull'),
    stock: capabilities.stock ?? 'none',
    sends: listed(Object.keys(capabilities.commands ?? {})),
  };
}

const settingNames = (schema: Adapter['sourceSettings']): string =>
  listed(Object.keys((schema.properties as object) ?? {}));

/** One adapter, with all an operator has to enter. */
export function renderAdapter(adapter: Adapter): string {
  const facts = adapter.manifest as Facts;
  const fields = renderFields({
    ...adapterSummary(adapter),
    endpoints: listed(adapter.endpoints),
    'pull scopes': listed(facts.capabilities?.pullScopes ?? []),
    calls: listed(facts.hosts ?? []),
    'source settings': settingNames(adapter.sourceSettings),
    'connection settings': settingNames(adapter.connectionSettings),
  });
  const secrets = renderTable(
    adapter.secrets,
    { secret: (row) => row.name, required: (row) => row.required, description: (row) => row.description },
    'It needs no secrets.',
  );
  return `${fields}\n\n${secrets}`;
}

/** What enabling a package means, in plain words. */
export const renderTrust = ({ hosts, secrets, writes, sends }: Trust): string =>
  [
    'Enabling it is trusting its code. A server runs it in a process of its own with limits, which contains mistakes and not malice. It',
    `  - is given these secrets: ${listed(secrets)}`,
    `  - may call, through the server: ${listed(hosts)}${hosts.includes('*') ? ' (* is whatever host its settings name)' : ''}`,
    `  - says of your stores: ${listed(writes)}`,
    `  - sends to the provider: ${listed(sends)}`,
  ].join('\n');

/** The scorecard, then what failed, whole. */
export function renderKit(lines: readonly KitLine[]): string {
  const table = renderTable(
    lines,
    {
      check: (row) => row.check ?? 'own test',
      result: (row) => row.result,
      title: (row) => (row.result === 'fail' || row.reason === null ? row.title : `${row.title} (${row.reason})`),
    },
    'There are no tests.',
  );
  const failed = lines.filter(({ result }) => result === 'fail');
  return [table, ...failed.map(({ check, title, reason }) => `${check ?? title}\n${reason ?? ''}`)].join('\n\n');
}
