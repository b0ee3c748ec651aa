import { isUtf8 } from 'node:buffer';
import { AdapterError } from '@kirana/adapter';
import { parseCsv } from '../cutting/csv-head.ts';
import type { PartFacts } from '../cutting/part.ts';
import type { Table } from './table.ts';

const REPLACED = '\ufffd';
const isEmpty = (cells: readonly string[]): boolean => cells.every((cell) => cell === '');

function complaintOf(cells: readonly string[], columns: number, isClean: boolean): string | undefined {
  if (!isClean && cells.some((cell) => cell.includes(REPLACED))) return 'not valid UTF-8';
  if (isEmpty(cells)) return undefined;
  if (cells.length < columns) return `has ${cells.length} cells; the header has ${columns}`;
  // separators at the end of every row are common, and say nothing
  if (cells.length > columns && !isEmpty(cells.slice(columns))) {
    return `has ${cells.length} cells; the header has ${columns}`;
  }
  return undefined;
}

/** The rows of a part of a CSV file. @throws AdapterError('schema') for a part whose rows cannot be told apart */
export function csvTable(rows: Buffer, { header, delimiter, firstRow, rows: count, bad }: PartFacts): Table {
  if (header === null || delimiter === null) throw new AdapterError('schema', 'the part does not name its columns');
  const parsed = parseCsv(rows, delimiter);
  if (parsed.length !== count) {
    throw new AdapterError('schema', `the part has ${parsed.length} rows where ${count} were cut`);
  }
  const isClean = isUtf8(rows);
  const columns = header.length;
  return { header, rows: parsed.map((cells) => complaintOf(cells, columns, isClean) ?? cells), firstRow, bad };
}
