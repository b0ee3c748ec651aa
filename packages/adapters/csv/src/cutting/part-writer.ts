import { type BadRow, type PartFacts, writePart } from './part.ts';
import { LONGEST_ROW } from './row-finder.ts';

const MOST_BYTES = 2 * 1024 * 1024;
/** A row makes a handful of changes; a delivery may hold 200,000. */
const MOST_ROWS = 5_000;
const LINE_FEED = 0x0a;

type Format = Pick<PartFacts, 'format' | 'delimiter' | 'header'>;

/** Gathers rows into parts of at most 2 MiB and 5,000 rows. Where parts end depends on the rows alone. */
export class PartWriter {
  readonly #format: Format;
  #row: number;
  #firstRow: number;
  readonly #rows = Buffer.allocUnsafe(MOST_BYTES + LONGEST_ROW);
  #count = 0;
  #bytes = 0;
  #bad: BadRow[] = [];
  #written = 0;

  constructor(format: Format, firstRow: number) {
    this.#format = format;
    this.#row = firstRow;
    this.#firstRow = firstRow;
  }

  /** Number of the row to come. */
  get row(): number {
    return this.#row;
  }

  /** Takes a row without the end of its line; gives the part that was full before it. The bytes are copied. */
  add(row: Uint8Array): Buffer | undefined {
    const full = this.#count >= MOST_ROWS || (this.#count > 0 && this.#bytes + row.length + 1 > MOST_BYTES);
    const part = full ? this.#take() : undefined;
    this.#rows.set(row, this.#bytes);
    this.#bytes += row.length;
    this.#rows[this.#bytes] = LINE_FEED;
    this.#bytes += 1;
    this.#count += 1;
    this.#row += 1;
    return part;
  }

  /** Keeps the place of a row that cannot be read. */
  addBad(message: string): Buffer | undefined {
    const row = this.#row;
    const part = this.add(new Uint8Array());
    this.#bad.push({ row, message });
    return part;
  }

  /** What is left; a file without rows is one empty part, so that it can be seen to have come. */
  end(): Buffer[] {
    return this.#count > 0 || this.#written === 0 ? [this.#take()] : [];
  }

  #take(): Buffer {
    const facts = { ...this.#format, firstRow: this.#firstRow, rows: this.#count, bad: this.#bad };
    const part = writePart(facts, this.#rows.subarray(0, this.#bytes));
    this.#firstRow = this.#row;
    this.#bad = [];
    this.#count = 0;
    this.#bytes = 0;
    this.#written += 1;
    return part;
  }
}
