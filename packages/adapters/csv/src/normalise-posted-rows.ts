import { AdapterError, type Given, isJsonArray, isJsonObject, type Normalised, parseJson } from '@kirana/adapter';
import { jsonTable } from './reading/json-table.ts';
import { readRows } from './reading/read-rows.ts';
import type { ConnectionSettings } from './settings.ts';

/** Rows a till posts as they change: a JSON list of them, or one by itself. They are never a complete list. */
export function normalisePostedRows(bytes: Uint8Array, given: Given<ConnectionSettings>): Normalised {
  const body = parseJson(bytes);
  if (!isJsonArray(body) && !isJsonObject(body)) {
    throw new AdapterError('schema', 'the body is neither a list of rows nor a row', { path: '' });
  }
  const isList = isJsonArray(body);
  const rows = (isList ? body : [body]).map((value) => ({ value }));
  const pathOf = (index: number): string => (isList ? `/${index}` : '');
  return { ...readRows(jsonTable(rows, given.settings, { firstRow: 0, bad: [], pathOf }), given), snapshotOf: [] };
}
