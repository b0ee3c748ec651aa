import { AdapterError, isJsonArray, isJsonObject, type JsonValue, parseJson } from '@kirana/adapter';
import type { PartFacts } from '../cutting/part.ts';
import type { ConnectionSettings } from '../settings.ts';
import { mappedColumns } from './places.ts';
import { type Cell, LIST_MARK, type Table } from './table.ts';

const LINE_FEED = 0x0a;

/** A row before its fields are looked at, or what is wrong with it; neither for an empty line. */
type JsonRow = { readonly value?: JsonValue; readonly complaint?: string };

/** Numbers as they were written, true and false as words, null as empty. Undefined: an object, which no cell can be. */
function cellOf(value: JsonValue | undefined): Cell {
  if (value === null) return '';
  if (isJsonArray(value)) {
    const texts = value.map(cellOf);
    return texts.includes(undefined) ? undefined : texts.join(LIST_MARK);
  }
  return value === undefined || typeof value === 'object' ? undefined : String(value);
}

function cellsOf({ value, complaint }: JsonRow, columns: readonly string[]): readonly Cell[] | string {
  if (complaint !== undefined) return complaint;
  if (value === undefined) return [];
  if (!isJsonObject(value)) return 'not an object';
  return columns.map((column) => (Object.hasOwn(value, column) ? cellOf(value[column]) : undefined));
}

/** Rows that name their fields themselves; a field that is not there says nothing. */
export function jsonTable(
  rows: readonly JsonRow[],
  settings: ConnectionSettings,
  place: Omit<Table, 'header' | 'rows'>,
): Table {
  const header = mappedColumns(settings);
  return { header, rows: rows.map((row) => cellsOf(row, header)), ...place };
}

function rowOf(line: Buffer): JsonRow {
  if (line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d)) return {};
  try {
    return { value: parseJson(line) };
  } catch (error) {
    if (error instanceof AdapterError) return { complaint: error.message };
    throw error;
  }
}

/** The rows of a part with one JSON value in each line. */
export function jsonLinesTable(rows: Buffer, settings: ConnectionSettings, facts: PartFacts): Table {
  const read: JsonRow[] = [];
  for (let at = 0; at < rows.length; ) {
    const end = rows.indexOf(LINE_FEED, at);
    const to = end < 0 ? rows.length : end;
    read.push(rowOf(rows.subarray(at, to)));
    at = to + 1;
  }
  return jsonTable(read, settings, { firstRow: facts.firstRow, bad: facts.bad });
}
