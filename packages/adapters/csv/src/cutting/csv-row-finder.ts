import { AdapterError } from '@kirana/adapter';
import { type Found, LONGEST_ROW, type RowFinder } from './row-finder.ts';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Every row with an open quote costs a look at a MiB; a file with more of them is not what the mapping says. */
const MOST_OPEN_QUOTES = 1_000;

const UNCLOSED = 'a quote is opened and not closed; the row is left out';
const AFTER_QUOTE = 'text stands after a closing quote; the row is left out';
const TOO_LONG = `longer than ${LONGEST_ROW} bytes; the row is left out`;

/** Where a quoted cell goes on after its closing quote; a text says what is wrong. */
type AfterQuote = { readonly at: number; readonly ends: 'cell' | 'row' } | 'more' | string;

/**
 * Rows of CSV (RFC 4180): a quote opens a cell only at its start, and is doubled inside one. Where that goes wrong only the first line of the
 * row is given up, and the line after it is read as a row again: one wrong quote never swallows the rows behind it.
 */
export class CsvRowFinder implements RowFinder {
  readonly #delimiter: number;
  #bytes: Buffer | undefined;
  /** The first quote at or after the place of the last search; one is far away in most files. */
  #quoteAt = -1;
  #openQuotes = 0;
  #isInLongLine = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  find(bytes: Buffer, at: number, ended: boolean): Found {
    if (at >= bytes.length) return ended ? { kind: 'end' } : { kind: 'more' };
    const lineEnd = bytes.indexOf(LINE_FEED, at);
    if (this.#isInLongLine) return this.#leaveLongLine(bytes, lineEnd, ended);
    if (lineEnd < 0 && !ended && bytes.length - at <= LONGEST_ROW) return { kind: 'more' };
    const plainEnd = lineEnd < 0 ? bytes.length : lineEnd;
    if (this.#nextQuote(bytes, at) < plainEnd) return this.#findQuoted(bytes, at, plainEnd, ended);
    if (plainEnd - at > LONGEST_ROW) return this.#enterLongLine(bytes, lineEnd, ended);
    return rowTo(bytes, at, plainEnd, plainEnd + 1);
  }

  #nextQuote(bytes: Buffer, at: number): number {
    if (bytes !== this.#bytes || this.#quoteAt < at) {
      const found = bytes.indexOf(QUOTE, at);
      this.#bytes = bytes;
      this.#quoteAt = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#quoteAt;
  }

  #findQuoted(bytes: Buffer, start: number, lineEnd: number, ended: boolean): Found {
    let at = start;
    for (;;) {
      if (bytes[at] === QUOTE) {
        const after = this.#closeQuote(bytes, start, at + 1, ended);
        if (after === 'more') return { kind: 'more' };
        if (typeof after === 'string') return this.#giveUpLine(bytes, lineEnd, after, ended);
        at = after.at;
        if (after.ends === 'row') return rowTo(bytes, start, at, at + 1);
        continue;
      }
      while (at < bytes.length && bytes[at] !== this.#delimiter && bytes[at] !== LINE_FEED) at += 1;
      if (at - start > LONGEST_ROW) return this.#giveUpLine(bytes, lineEnd, TOO_LONG, ended);
      if (at >= bytes.length) return ended ? rowTo(bytes, start, at, at) : { kind: 'more' };
      if (bytes[at] === LINE_FEED) return rowTo(bytes, start, at, at + 1);
      at += 1;
    }
  }

  #closeQuote(bytes: Buffer, start: number, from: number, ended: boolean): AfterQuote {
    let at = from;
    for (;;) {
      const quote = bytes.indexOf(QUOTE, at);
      const known = quote < 0 ? bytes.length : quote;
      if (known - start > LONGEST_ROW) return UNCLOSED;
      // a quote, what follows it and a line feed after that must be seen together
      if (known + 2 >= bytes.length && !ended) return 'more';
      if (quote < 0) return UNCLOSED;
      if (bytes[quote + 1] !== QUOTE) return this.#afterQuote(bytes, quote + 1);
      at = quote + 2;
    }
  }

  #afterQuote(bytes: Buffer, at: number): AfterQuote {
    if (bytes[at] === this.#delimiter) return { at: at + 1, ends: 'cell' };
    if (at >= bytes.length || bytes[at] === LINE_FEED) return { at, ends: 'row' };
    const endsLine = bytes[at] === CARRIAGE_RETURN && (at + 1 >= bytes.length || bytes[at + 1] === LINE_FEED);
    return endsLine ? { at: at + 1, ends: 'row' } : AFTER_QUOTE;
  }

  #giveUpLine(bytes: Buffer, lineEnd: number, message: string, ended: boolean): Found {
    if (message === UNCLOSED) this.#openQuotes += 1;
    if (this.#openQuotes > MOST_OPEN_QUOTES) {
      throw new AdapterError('schema', `more than ${MOST_OPEN_QUOTES} rows open a quote that is never closed`);
    }
    if (lineEnd >= bytes.length) return this.#enterLongLine(bytes, -1, ended, message);
    return { kind: 'bad', message, next: lineEnd + 1 };
  }

  #enterLongLine(bytes: Buffer, lineEnd: number, ended: boolean, message = TOO_LONG): Found {
    this.#isInLongLine = lineEnd < 0 && !ended;
    return { kind: 'bad', message, next: lineEnd < 0 ? bytes.length : lineEnd + 1 };
  }

  /** The rest of a line that has been told of. */
  #leaveLongLine(bytes: Buffer, lineEnd: number, ended: boolean): Found {
    this.#isInLongLine = lineEnd < 0 && !ended;
    return { kind: 'skip', next: lineEnd < 0 ? bytes.length : lineEnd + 1 };
  }
}

function rowTo(bytes: Buffer, from: number, end: number, next: number): Found {
  const to = end > from && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
  return { kind: 'row', from, to, next: Math.min(next, bytes.length) };
}
