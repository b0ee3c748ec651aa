import { readFile } from 'node:fs/promises';
import { CommandError } from './failure.ts';

/** One count of a list, by an id of ours or of the provider. */
export interface ListedCount {
  readonly itemId?: string;
  readonly externalId?: string;
  readonly quantity: number;
}

/** As many as the server takes in one call. */
const MOST_COUNTS = 20_000;
const OWN_ID = /^itm_[0-9a-hjkmnp-tv-z]{26}$/;

const refuse = (path: string, why: string): CommandError => {
  const next = 'Write a line "itm_…,12" for each item, or JSON: [{ "itemId": "itm_…", "quantity": 12 }].';
  return new CommandError('usage', 'COUNTS_UNREADABLE', `${path}: ${why}`, next);
};

const countOf = (id: string, quantity: number): ListedCount =>
  OWN_ID.test(id) ? { itemId: id, quantity } : { externalId: id, quantity };

/** The cells of one line; a cell may be quoted, with "" for a quote in it. */
const cellsOf = (line: string): string[] =>
  [...`,${line}`.matchAll(/[,;\t]\s*(?:"((?:[^"]|"")*)"|([^,;\t]*))\s*/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? (plain ?? '').trim(),
  );

const ID_COLUMNS = ['item_id', 'itemid', 'item', 'external_id', 'externalid', 'id', 'sku', 'code'];
const QUANTITY_COLUMNS = ['quantity', 'qty', 'count', 'on_hand', 'onhand', 'stock'];

/** Which columns hold the id and the quantity, and where the rows begin: a first line that names them says so. */
function columnsOf(path: string, first: readonly string[]): { id: number; quantity: number; rows: number } {
  const names = first.map((cell) => cell.toLowerCase().replaceAll(/[ -]/g, '_'));
  if (/^\d+$/.test(first[1] ?? '')) return { id: 0, quantity: 1, rows: 0 };
  const [id, quantity] = [ID_COLUMNS, QUANTITY_COLUMNS].map((known) => names.findIndex((name) => known.includes(name)));
  if (id === undefined || quantity === undefined || id < 0 || quantity < 0) {
    throw refuse(path, 'the first line names no columns such as item_id and quantity');
  }
  return { id, quantity, rows: 1 };
}

function countsOfCsv(path: string, text: string): ListedCount[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const columns = columnsOf(path, cellsOf(lines[0] ?? ''));
  return lines.slice(columns.rows).map((line, index) => {
    const cells = cellsOf(line);
    const [id = '', quantity = ''] = [cells[columns.id], cells[columns.quantity]];
    if (id !== '' && /^\d{1,13}$/.test(quantity)) return countOf(id, Number(quantity));
    throw refuse(path, `line ${index + columns.rows + 1} is no id and whole quantity: ${line.slice(0, 80)}`);
  });
}

function countsOfJson(path: string, text: string): ListedCount[] {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    throw refuse(path, 'it is no JSON');
  }
  if (!Array.isArray(said)) throw refuse(path, 'it is no list');
  return said.map((entry: Partial<ListedCount> | null, index) => {
    const id = entry?.itemId ?? entry?.externalId;
    const isCount = typeof id === 'string' && Number.isSafeInteger(entry?.quantity) && (entry?.quantity ?? -1) >= 0;
    if (!isCount) throw refuse(path, `entry ${index} has no id and whole quantity`);
    const quantity = entry?.quantity ?? 0;
    return entry?.itemId === undefined ? { externalId: id, quantity } : { itemId: id, quantity };
  });
}

/** Counts of a CSV or JSON file. @throws CommandError for what is none */
export async function readCounts(path: string): Promise<ListedCount[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw refuse(path, `it cannot be read (${error.code})`);
  });
  const plain = text.replace(/^\uFEFF/, '').trim();
  const counts = plain.startsWith('[') || plain.startsWith('{') ? countsOfJson(path, plain) : countsOfCsv(path, plain);
  if (counts.length === 0) throw refuse(path, 'it holds no counts');
  if (counts.length > MOST_COUNTS) throw refuse(path, `it holds more than ${MOST_COUNTS} counts: give them in parts`);
  return counts;
}
