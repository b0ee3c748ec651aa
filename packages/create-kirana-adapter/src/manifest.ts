import type { Answers } from './answers.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const STOCK_SAID = { none: 'none', switch: 'boolean', counts: 'absolute' } as const;

/** What the adapter can do: `src/manifest.ts` of the new package. */
export function manifestOf({ id, title, providerUrl, apiUrl, pushes, pulls, stock }: Answers) {
  const pull = pulls ? { pull: 'snapshot' } : {};
  const list = { ...(pushes ? { push: 'snapshot' } : {}), ...pull, version: 'none', deletes: 'by_absence' };
  const counts = { ...(pushes ? { push: 'delta' } : {}), ...pull, version: 'timestamp', deletes: 'none' };
  return {
    id,
    apiVersion: 1,
    title,
    provider: { url: providerUrl },
    hosts: pulls ? [new URL(apiUrl).hostname, '*'] : [],
    capabilities: {
      entities: { item: list, category: list, ...(stock === 'counts' ? { stock: counts } : {}) },
      stock: STOCK_SAID[stock],
    },
    ...(pushes ? { webhook: { ackWithinMs: 5_000, replaysBy: 'none' } } : {}),
  };
}

const HOOK_SECRETS: Readonly<Record<Answers['verification'], (answers: Answers) => Record<string, string>>> = {
  'hmac-hex': ({ title }) => ({ signingKey: `Signs every message of ${title} to us` }),
  'hmac-base64': ({ title }) => ({ signingKey: `Signs every message of ${title} to us` }),
  'shared-secret': ({ title }) => ({ hookSecret: `What ${title} sends in the header of every message to us` }),
  basic: ({ id, title }) => ({ hookPassword: `Password ${title} sends with every message to us; the user is "${id}"` }),
  unsigned: () => ({}),
};

const schemaOf = (properties: Readonly<Record<string, Json>>): Json => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties,
  additionalProperties: false,
});

/** `kirana.manifest.json` of the new package, as its own script would write it. */
export function staticManifestOf(answers: Answers) {
  const { title, apiUrl, pushes, pulls, stock } = answers;
  const baseUrl = { default: apiUrl, description: 'Where its API is', type: 'string', format: 'uri' };
  const described = {
    ...(pushes ? HOOK_SECRETS[answers.verification](answers) : {}),
    ...(pulls ? { apiToken: `Token for calls to the API of ${title}` } : {}),
  };
  const endpoint = { kind: 'event', of: 'location', aliases: [], cuts: false };
  return {
    ...manifestOf(answers),
    sourceSettings: schemaOf({}),
    connectionSettings: schemaOf(pulls ? { baseUrl } : {}),
    secrets: Object.fromEntries(
      Object.entries(described).map(([name, description]) => [name, { description, required: true }]),
    ),
    endpoints: { catalog: endpoint, ...(stock === 'none' ? {} : { stock: endpoint }) },
    checks: pulls,
  };
}

const WIDTH = 120;

/** JSON as TypeScript writes it: bare keys, single quotes, short things on one line. */
export function literal(value: Json, indent = '', before = 0): string {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (typeof value !== 'object' || value === null) return String(value).replace(/^(\d+)(\d{3})$/, '$1_$2');
  const isList = Array.isArray(value);
  const inner = `${indent}  `;
  const part = (key: string, entry: Json, at: string) =>
    isList ? literal(entry, at) : `${key}: ${literal(entry, at, key.length + 2)}`;
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  const [open, close, gap] = isList ? ['[', ']', ''] : ['{', '}', ' '];
  if (entries.length === 0) return open + close;
  const line = `${open}${gap}${entries.map(([key, entry]) => part(key, entry, inner)).join(', ')}${gap}${close}`;
  if (!line.includes('\n') && indent.length + before + line.length < WIDTH) return line;
  return `${open}\n${entries.map(([key, entry]) => `${inner}${part(key, entry, inner)},\n`).join('')}${indent}${close}`;
}

export const manifestSource = (answers: Answers): string =>
  [
    "import type { Manifest } from '@kirana/adapter';",
    '',
    `/** What can be had of ${answers.title}: plain data, readable without running any code. */`,
    `export const manifest: Manifest = ${literal(manifestOf(answers))};`,
    '',
  ].join('\n');
