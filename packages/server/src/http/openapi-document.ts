import type { FastifyInstance } from 'fastify';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const REF = '#/components/schemas/';

function mapRefs(value: Json, rename: (name: string) => string): Json {
  if (Array.isArray(value)) return value.map((entry) => mapRefs(entry, rename));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      key === '$ref' && typeof entry === 'string' && entry.startsWith(REF)
        ? REF + rename(entry.slice(REF.length))
        : mapRefs(entry, rename),
    ]),
  );
}

function refsIn(value: Json, found: Set<string>): Set<string> {
  mapRefs(value, (name) => {
    found.add(name);
    return name;
  });
  return found;
}

/** Names of the schemas reachable from a part of the document. */
function reachable(from: Json, schemas: JsonObject): Set<string> {
  const found = refsIn(from, new Set());
  for (const name of found) refsIn(schemas[name] ?? null, found);
  return found;
}

const schemasOf = (document: JsonObject): JsonObject => {
  const { components } = document;
  return isObject(components) && isObject(components.schemas) ? components.schemas : {};
};

const TWIN = 'Input';
const withoutTwin = (name: string): string => name.slice(0, -TWIN.length);

/** Names of the `XInput` that say something else than their `X`, or refer to one that does. */
function differingTwins(schemas: JsonObject): Set<string> {
  const twins = Object.keys(schemas).filter((name) => name.endsWith(TWIN) && withoutTwin(name) in schemas);
  const differing = new Set<string>();
  for (let before = -1; before !== differing.size; ) {
    before = differing.size;
    for (const name of twins) {
      if (differing.has(name)) continue;
      const renamed = mapRefs(schemas[name] ?? null, (ref) =>
        twins.includes(ref) && !differing.has(ref) ? withoutTwin(ref) : ref,
      );
      if (JSON.stringify(renamed) !== JSON.stringify(schemas[withoutTwin(name)])) differing.add(name);
    }
  }
  return differing;
}

/** `z.json()` refers to itself under a name that only one schema at a time could have; ours has a name of its own. */
const named = (name: string): string => (name.startsWith('__shared') ? 'Json' : name);

/**
 * Every named schema is emitted twice, as it is read (`XInput`) and as it is written (`X`): they differ where a default is filled in. What
 * is used of them is kept, once where both are the same, and `XInput` is called `X` where only requests have it.
 */
function tidy(document: JsonObject): JsonObject {
  const schemas = schemasOf(document);
  const differing = differingTwins(schemas);
  const isSame = (name: string) => name.endsWith(TWIN) && withoutTwin(name) in schemas && !differing.has(name);
  const merged = mapRefs(document, (name) => (isSame(name) ? withoutTwin(name) : named(name))) as JsonObject;
  const used = reachable(merged.paths ?? {}, schemasOf(merged));
  const publicName = (name: string) => (differing.has(name) && !used.has(withoutTwin(name)) ? withoutTwin(name) : name);
  const mergedSchemas = schemasOf(merged);
  const kept = [...used]
    .map((name) => [publicName(name), mapRefs(mergedSchemas[name] ?? null, publicName)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...merged,
    paths: sorted(mapRefs(merged.paths ?? {}, publicName)),
    components: { ...(merged.components as JsonObject), schemas: Object.fromEntries(kept) },
  };
}

const sorted = (paths: Json): Json =>
  isObject(paths) ? Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))) : paths;

/** The router calls the rest of a path `*`; a template needs a name. */
const withNamedRest = (text: string): string =>
  text.replaceAll('/{*}"', '/{endpoint}"').replaceAll('"name":"*"', '"name":"endpoint"');

/** The published description of all mounted routes: OpenAPI 3.1. */
export const openapiDocument = (app: FastifyInstance): JsonObject =>
  tidy(JSON.parse(withNamedRest(JSON.stringify(app.swagger()))) as JsonObject);
