/** What one pass over the bytes tells before they are parsed. */
export interface JsonScan {
  readonly tooDeep: boolean;
  /** Colons outside strings: one for every key. */
  readonly colons: number;
  /** Any backslash escape in a string, behind which a forbidden key could hide. */
  readonly escapes: boolean;
  /** Start and end of each number that is not plainly a small whole one, in pairs. None of them is a key. */
  readonly numbers: readonly number[];
}

export const MAX_JSON_DEPTH = 64;
/** Any whole number of so many digits is exact in a double. */
const EXACT_DIGITS = 15;

const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isNumberPart = (byte: number | undefined): boolean =>
  isDigit(byte) || byte === 0x2e || byte === 0x2b || byte === 0x2d || byte === 0x45 || byte === 0x65;

/** Index after the closing quote of the string that opens at `start`; the length of the bytes when it never closes. */
export function skipString(bytes: Uint8Array, start: number): number {
  const { length } = bytes;
  for (let at = start + 1; at < length; at += 1) {
    const byte = bytes[at];
    if (byte === 0x22) return at + 1;
    if (byte === 0x5c) at += 1;
  }
  return length;
}

/** One pass: depth, keys, escapes and the numbers a double would change. Never throws; what is not JSON is the parser's to refuse. */
export function scanJson(bytes: Uint8Array): JsonScan {
  const numbers: number[] = [];
  const { length } = bytes;
  let depth = 0;
  let deepest = 0;
  let colons = 0;
  let escapes = false;
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === 0x22) {
      at += 1;
      while (at < length && bytes[at] !== 0x22) {
        if (bytes[at] === 0x5c) {
          escapes = true;
          at += 1;
        }
        at += 1;
      }
    } else if (byte === 0x3a) {
      colons += 1;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
    } else if (byte === 0x2d || (byte >= 0x30 && byte <= 0x39)) {
      const start = at;
      while (isDigit(bytes[at + 1])) at += 1;
      const plain = byte !== 0x2d && at - start < EXACT_DIGITS && !isNumberPart(bytes[at + 1]);
      if (plain) continue;
      while (isNumberPart(bytes[at + 1])) at += 1;
      let next = at + 1;
      while (isSpace(bytes[next])) next += 1;
      // Quoted, a number in a key's place would turn broken JSON into a valid key.
      if (bytes[next] !== 0x3a) numbers.push(start, at + 1);
    }
  }
  return { tooDeep: deepest > MAX_JSON_DEPTH, colons, escapes, numbers };
}
