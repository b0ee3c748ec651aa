import { AdapterError } from '@kirana/adapter';
import { parse } from 'csv-parse/sync';
import type { ConnectionSettings } from '../settings.ts';
import { CsvRowFinder } from './csv-row-finder.ts';
import { LONGEST_ROW } from './row-finder.ts';

const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;
const LINE_FEED = 0x0a;

/** What stands before the rows of a CSV file. */
export interface CsvHead {
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly firstRow: number;
  /** Where the rows begin. */
  readonly next: number;
}

/** Cells of one or more rows of CSV, as they stand. */
export const parseCsv = (bytes: Buffer, delimiter: string): string[][] =>
  parse(bytes, { delimiter, record_delimiter: ['\n', '\r\n'], relax_column_count: true, relax_quotes: true });

/** The one that the line has most of outside quotes. */
function likelyDelimiter(line: string): string {
  const outside = line.replace(/"[^"]*"/g, '');
  const counts = Object.values(DELIMITERS).map((delimiter) => ({ delimiter, count: outside.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

/** Reads what comes before the rows; undefined: more bytes are needed. @throws AdapterError('schema') */
export function readCsvHead(bytes: Buffer, settings: ConnectionSettings, ended: boolean): CsvHead | undefined {
  let at = 0;
  let row = 1;
  let declared: string | undefined;
  for (;;) {
    const lineEnd = bytes.indexOf(LINE_FEED, at);
    if (lineEnd < 0 && !ended) return undefined;
    const line = bytes.toString('utf8', at, lineEnd < 0 ? bytes.length : lineEnd).replace(/\r$/, '');
    if (line.trim() === '' && lineEnd < 0) throw new AdapterError('schema', 'the file has no rows');
    if (line.includes('\r')) throw new AdapterError('schema', 'its lines end with a carriage return alone');
    // Excel's own way to name the delimiter
    const named = row === 1 ? /^sep=(.)$/.exec(line)?.[1] : undefined;
    declared ??= named;
    if (named === undefined && line.trim() !== '') {
      const delimiter =
        settings.delimiter === 'auto' ? (declared ?? likelyDelimiter(line)) : DELIMITERS[settings.delimiter];
      return headFrom(bytes, at, row, delimiter, settings, ended);
    }
    at = lineEnd + 1;
    row += 1;
  }
}

function headFrom(
  bytes: Buffer,
  at: number,
  row: number,
  delimiter: string,
  settings: ConnectionSettings,
  ended: boolean,
): CsvHead | undefined {
  const found = new CsvRowFinder(delimiter).find(bytes, at, ended);
  if (found.kind === 'more') return undefined;
  if (found.kind !== 'row') throw new AdapterError('schema', 'the first row cannot be read: its quotes do not fit');
  const [cells = []] = parseCsv(bytes.subarray(found.from, found.to), delimiter);
  if (found.to - found.from > LONGEST_ROW / 4) throw new AdapterError('schema', 'the first row is no header');
  if (settings.header === 'none') {
    return { delimiter, header: cells.map((_, index) => String(index + 1)), firstRow: row, next: at };
  }
  return { delimiter, header: cells.map((cell) => cell.trim()), firstRow: row + 1, next: found.next };
}
