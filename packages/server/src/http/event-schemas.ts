import { CloudEvent, cloudEventType, EVENTS, type EventKind } from '@kirana/core';
import { z } from 'zod';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonSchema = { [key: string]: Json };

const POINTER = '#/definitions/';
export const SCHEMAS = '#/components/schemas/';

/** `store_item.changed` → `StoreItemChanged`. */
export const nameOf = (kind: EventKind): string =>
  kind
    .split(/[._]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** References point to named schemas, and objects stay open: a field that is added later must not make an event invalid. */
function hoist(value: Json): Json {
  if (Array.isArray(value)) return value.map(hoist);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, entry]) =>
          key !== '$schema' && key !== 'definitions' && !(key === 'additionalProperties' && entry === false),
      )
      .map(([key, entry]) => [
        key,
        key === '$ref' && typeof entry === 'string' ? entry.replace(POINTER, SCHEMAS) : hoist(entry),
      ]),
  );
}

export interface EventSchemas {
  readonly kinds: readonly { readonly kind: EventKind; readonly name: string; readonly type: string }[];
  /** Named schemas: `<Name>Data` of each kind, the envelope, and what they refer to. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/** JSON schemas of all events and of their envelope, with references between named ones. */
export function eventSchemas(): EventSchemas {
  const schemas = new Map<string, JsonSchema>();
  const add = (name: string, schema: z.ZodType) => {
    const { definitions, ...own } = JSON.parse(
      JSON.stringify(z.toJSONSchema(schema, { target: 'draft-7', io: 'output', unrepresentable: 'any' })),
    ) as JsonSchema & { definitions?: Record<string, JsonSchema> };
    for (const [id, definition] of Object.entries(definitions ?? {}))
      schemas.set(id, withoutId(hoist(definition) as JsonSchema));
    // A schema that has a name of its own is among the definitions already.
    if (!schemas.has(name)) schemas.set(name, withoutId(hoist(own) as JsonSchema));
  };
  const kinds = Object.entries(EVENTS).map(([key, { data }]) => {
    const kind = key as EventKind;
    add(`${nameOf(kind)}Data`, data);
    return { kind, name: nameOf(kind), type: cloudEventType(kind) };
  });
  add('CloudEvent', CloudEvent);
  const sorted = [...schemas].sort(([a], [b]) => (a < b ? -1 : 1));
  return { kinds, schemas: Object.fromEntries(sorted) };
}

/** The id zod gives a named schema says nothing here: its place does. */
function withoutId({ id, $id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
