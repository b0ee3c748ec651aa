import csv from '../../packages/adapters/csv/src/index.ts';
import { csvLine, SHOP_COLUMNS, SHOP_MAPPING, shopRow } from '../../packages/adapters/csv/src/simulator/shop-files.ts';

/** What one file cost. */
export interface CsvCost {
  readonly rows: number;
  readonly bytes: number;
  readonly changes: number;
  readonly problems: number;
  readonly seconds: number;
  /** Most memory the process had at any time (RSS). */
  readonly peakBytes: number;
}

const PIECE = 64 * 1024;
/** Rows that are made once and repeated under other ids: making them must cost less than reading them. */
const PATTERN = 1_000;

const endpoint = csv.endpoints.file;
if (endpoint?.kind !== 'event' || endpoint.cut === undefined) throw new Error('the adapter takes no files');
const settings = csv.connectionSettings.parse(SHOP_MAPPING);
const given = {
  endpoint: 'file',
  settings,
  receivedAt: '2026-11-22T10:00:00.000Z',
  zone: 'Asia/Kolkata',
  currency: 'INR',
  businessDayStart: '05:00',
};

const endings = Array.from({ length: PATTERN }, (_, n) => {
  const line = csvLine(Object.values(shopRow(n + 1)));
  return line.slice(line.indexOf(','));
});

/** A file of that many bytes, about, made while it is read. */
function* file(bytes: number): Generator<{ readonly piece: Buffer; readonly rows: number }> {
  let text = csvLine(SHOP_COLUMNS);
  let rows = 0;
  let row = 0;
  for (let made = 0; made < bytes; ) {
    while (text.length < PIECE) {
      text += `K${row}${endings[row % PATTERN]}`;
      row += 1;
      rows += 1;
    }
    const piece = Buffer.from(text);
    made += piece.length;
    yield { piece, rows };
    text = '';
    rows = 0;
  }
}

function run(wanted: number): CsvCost {
  const cutter = endpoint?.kind === 'event' ? endpoint.cut?.(settings) : undefined;
  const sum = { rows: 0, bytes: 0, changes: 0, problems: 0 };
  const read = (bodies: readonly Uint8Array[]): void => {
    for (const body of bodies) {
      const normalised = endpoint?.kind === 'event' ? endpoint.normalise(body, given) : undefined;
      sum.changes += normalised?.changes.length ?? 0;
      sum.problems += normalised?.problems.length ?? 0;
    }
  };
  const started = performance.now();
  for (const { piece, rows } of file(wanted)) {
    sum.rows += rows;
    sum.bytes += piece.length;
    read(cutter?.push(piece) ?? []);
  }
  read(cutter?.end().bodies ?? []);
  const seconds = (performance.now() - started) / 1_000;
  return { ...sum, seconds, peakBytes: process.resourceUsage().maxRSS * 1_024 };
}

process.stdout.write(`${JSON.stringify(run(Number(process.argv[2])))}\n`);
