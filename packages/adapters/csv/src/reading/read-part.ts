import { openPart } from '../cutting/part.ts';
import type { ConnectionSettings } from '../settings.ts';
import { csvTable } from './csv-table.ts';
import { jsonLinesTable } from './json-table.ts';
import type { Table } from './table.ts';

/** @throws AdapterError('schema') */
export function readPart(bytes: Uint8Array, settings: ConnectionSettings): Table {
  const { facts, rows } = openPart(bytes);
  return facts.format === 'csv' ? csvTable(rows, facts) : jsonLinesTable(rows, settings, facts);
}
