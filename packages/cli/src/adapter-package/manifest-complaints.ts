import { isParts } from './read-package.ts';

const ENTITIES = [
  'item',
  'category',
  'tax',
  'charge',
  'modifier_group',
  'modifier_option',
  'brand',
  'price',
  'store_status',
  'stock',
];
const ENTITY_VALUES: Readonly<Record<string, readonly string[]>> = {
  push: ['snapshot', 'delta', 'poke'],
  pull: ['snapshot', 'incremental'],
  version: ['sequence', 'timestamp', 'none'],
  deletes: ['by_absence', 'explicit', 'none'],
};
const COMMANDS = ['stock.set', 'store.status', 'order.push'];

type Complaints = string[];

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

function entityComplaints(name: string, entity: unknown): Complaints {
  if (!ENTITIES.includes(name)) return [`capabilities.entities: there is no "${name}"`];
  if (!isParts(entity)) return [`capabilities.entities.${name} is no object`];
  const needed = ['version', 'deletes'].filter((key) => entity[key] === undefined).map((key) => `${key} is missing`);
  const wrong = Object.entries(entity).flatMap(([key, value]) =>
    ENTITY_VALUES[key]?.includes(String(value)) ? [] : [`${key} cannot be ${JSON.stringify(value)}`],
  );
  return [...needed, ...wrong].map((what) => `capabilities.entities.${name}: ${what}`);
}

function capabilityComplaints(capabilities: unknown): Complaints {
  if (!isParts(capabilities) || !isParts(capabilities.entities)) return ['capabilities.entities is missing'];
  const { entities, stock, pullScopes, commands } = capabilities;
  const counts = stock === 'absolute' || stock === 'delta';
  return [
    ...Object.entries(entities as object).flatMap(([name, entity]) => entityComplaints(name, entity)),
    ...(['none', 'boolean', 'absolute', 'delta'].includes(String(stock))
      ? []
      : ['capabilities.stock says nothing known']),
    ...(counts === Object.hasOwn(entities as object, 'stock')
      ? []
      : ['counts of stock and the entity "stock" go together']),
    ...(pullScopes === undefined || isTexts(pullScopes) ? [] : ['capabilities.pullScopes is no list of names']),
    ...(commands === undefined || isParts(commands)
      ? Object.keys(commands ?? {})
          .filter((name) => !COMMANDS.includes(name))
          .map((name) => `capabilities.commands: there is no "${name}"`)
      : ['capabilities.commands is no object']),
  ];
}

function secretComplaints(secrets: unknown): Complaints {
  if (!isParts(secrets)) return ['secrets is missing'];
  return Object.entries(secrets).flatMap(([name, secret]) =>
    isParts(secret) && typeof secret.description === 'string' && typeof secret.required === 'boolean'
      ? []
      : [`secrets.${name} needs a description and whether it is required`],
  );
}

function endpointComplaints(endpoints: unknown): Complaints {
  if (!isParts(endpoints)) return ['endpoints is missing'];
  return Object.entries(endpoints).flatMap(([name, endpoint]) =>
    isParts(endpoint) && ['event', 'query'].includes(String(endpoint.kind))
      ? []
      : [`endpoints.${name} is neither event nor query`],
  );
}

const isJsonSchema = (value: unknown): boolean => isParts(value) && value.type === 'object';

/** What is wrong with a static manifest; empty when nothing is. Nothing of the package runs. */
export function manifestComplaints(manifest: unknown): readonly string[] {
  if (!isParts(manifest)) return ['it is no JSON object'];
  const { id, apiVersion, title, provider, hosts, capabilities, sourceSettings, connectionSettings } = manifest;
  const checks: readonly (readonly [boolean, string])[] = [
    [isText(id) && /^[a-z][a-z0-9-]{0,39}$/.test(id), 'id must match [a-z][a-z0-9-]*, at most 40 letters'],
    [apiVersion === 1, `apiVersion is ${JSON.stringify(apiVersion)}; this program knows 1`],
    [isText(title), 'title is missing'],
    [isParts(provider) && isText(provider.url), 'provider.url is missing'],
    [isTexts(hosts), 'hosts is no list of names'],
    [isJsonSchema(sourceSettings), 'sourceSettings is no JSON Schema of an object'],
    [isJsonSchema(connectionSettings), 'connectionSettings is no JSON Schema of an object'],
  ];
  return [
    ...checks.filter(([ok]) => !ok).map(([, what]) => what),
    ...capabilityComplaints(capabilities),
    ...secretComplaints(manifest.secrets),
    ...endpointComplaints(manifest.endpoints),
  ];
}
