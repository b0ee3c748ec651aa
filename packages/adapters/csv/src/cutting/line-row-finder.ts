import { type Found, LONGEST_ROW, type RowFinder } from './row-finder.ts';

const LINE_FEED = 0x0a;

/** Every line is a row: NDJSON. */
export class LineRowFinder implements RowFinder {
  #isInLongLine = false;

  find(bytes: Buffer, at: number, ended: boolean): Found {
    if (at >= bytes.length) return ended ? { kind: 'end' } : { kind: 'more' };
    const lineEnd = bytes.indexOf(LINE_FEED, at);
    const next = lineEnd < 0 ? bytes.length : lineEnd + 1;
    const wasInLongLine = this.#isInLongLine;
    if (wasInLongLine) {
      this.#isInLongLine = lineEnd < 0;
      return { kind: 'skip', next };
    }
    const to = lineEnd < 0 ? bytes.length : lineEnd;
    if (to - at > LONGEST_ROW) {
      this.#isInLongLine = lineEnd < 0;
      return { kind: 'bad', message: `longer than ${LONGEST_ROW} bytes; the row is left out`, next };
    }
    return lineEnd < 0 && !ended ? { kind: 'more' } : { kind: 'row', from: at, to, next };
  }
}
