import { AdapterError } from '@kirana/adapter';
import { type Columns, FIELDS, type Field } from '../fields.ts';
import type { ConnectionSettings } from '../settings.ts';

/** Where in a row each mapped field and attribute stands. */
export interface Places {
  readonly fields: ReadonlyMap<Field, readonly number[]>;
  readonly attributes: readonly (readonly [name: string, place: number])[];
}

export const columnsFor = (columns: Columns, field: Field): readonly string[] => {
  const named = columns[field];
  return named === undefined ? [] : typeof named === 'string' ? [named] : named;
};

/** The columns are called as our fields are; those that are there are read. */
function ownNames(header: readonly string[]): Columns {
  const present = FIELDS.filter((field) => field === 'externalId' || header.includes(field));
  return Object.fromEntries(present.map((field) => [field, field])) as unknown as Columns;
}

function placeOf(column: string, header: readonly string[]): number {
  const place = header.indexOf(column);
  if (place < 0) {
    const known = header.slice(0, 50).join(', ').slice(0, 500);
    throw new AdapterError('schema', `the file has no column "${column}"; it has: ${known}`);
  }
  if (header.indexOf(column, place + 1) >= 0) {
    throw new AdapterError('schema', `the file has two columns "${column}"`);
  }
  return place;
}

/** @throws AdapterError('schema') for a column of the mapping that the file does not have, or has twice */
export function placesOf(settings: ConnectionSettings, header: readonly string[]): Places {
  const columns = settings.columns ?? ownNames(header);
  const fields = new Map<Field, readonly number[]>();
  for (const field of FIELDS) {
    const named = columnsFor(columns, field);
    if (named.length > 0)
      fields.set(
        field,
        named.map((column) => placeOf(column.trim(), header)),
      );
  }
  const attributes = Object.entries(settings.attributes).map(
    ([name, column]) => [name, placeOf(column.trim(), header)] as const,
  );
  return { fields, attributes };
}

/** All columns a mapping speaks of: the "header" of rows that name their fields themselves. */
export function mappedColumns(settings: ConnectionSettings): string[] {
  const { columns, attributes } = settings;
  const named = columns === undefined ? FIELDS : FIELDS.flatMap((field) => columnsFor(columns, field));
  return [...new Set([...named, ...Object.values(attributes)].map((column) => column.trim()))];
}
