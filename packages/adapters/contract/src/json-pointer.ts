import { isJsonArray, isJsonObject, type JsonValue, parseJson } from './json.ts';
import { skipString } from './json-scan.ts';

/** One step of a JSON pointer (RFC 6901), escaped. */
export const pointerStep = (key: string | number): string =>
  `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

const stepsOf = (pointer: string): string[] =>
  pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** What stands at a JSON pointer; undefined when nothing does. Inherited properties are nothing. */
export function atPointer(value: JsonValue, pointer: string): JsonValue | undefined {
  let found: JsonValue | undefined = value;
  for (const step of stepsOf(pointer)) {
    if (isJsonArray(found)) found = /^(0|[1-9]\d*)$/.test(step) ? found[Number(step)] : undefined;
    else found = isJsonObject(found) && Object.hasOwn(found, step) ? found[step] : undefined;
    if (found === undefined) return undefined;
  }
  return found;
}

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1;
  return at;
}

/** Index after the value that begins at `start`. Counts brackets instead of recursing: depth costs nothing. */
function skipValue(bytes: Uint8Array, start: number): number {
  const { length } = bytes;
  let depth = 0;
  for (let at = start; at < length; ) {
    const byte = bytes[at];
    if (byte === 0x22) {
      at = skipString(bytes, at);
      if (depth === 0) return at;
      continue;
    }
    if (byte === 0x7b || byte === 0x5b) depth += 1;
    else if (byte === 0x7d || byte === 0x5d) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (byte === 0x2c || byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09)) {
      return at;
    }
    at += 1;
  }
  return length;
}

const parseSlice = (bytes: Uint8Array, start: number, end: number): JsonValue | undefined => {
  try {
    return parseJson(bytes.subarray(start, end));
  } catch {
    return undefined;
  }
};

/** Is the string between the two indexes this key? Only an escaped one has to be decoded. */
function isKey(bytes: Buffer, start: number, end: number, key: Buffer): boolean {
  const raw = bytes.subarray(start + 1, end - 1);
  if (!raw.includes(0x5c)) return raw.equals(key);
  const decoded = parseSlice(bytes, start, end);
  return typeof decoded === 'string' && Buffer.from(decoded).equals(key);
}

/** Start of the value under `key` of the object or list that begins at `start`; undefined when there is none. */
function enter(bytes: Buffer, start: number, step: string): number | undefined {
  const list = bytes[start] === 0x5b;
  const key = Buffer.from(step);
  if (!list && bytes[start] !== 0x7b) return undefined;
  let at = skipSpace(bytes, start + 1);
  for (let index = 0; at < bytes.length && bytes[at] !== 0x7d && bytes[at] !== 0x5d; index += 1) {
    let matches = list && String(index) === step;
    if (!list) {
      if (bytes[at] !== 0x22) return undefined;
      const end = skipString(bytes, at);
      matches = isKey(bytes, at, end, key);
      at = skipSpace(bytes, end);
      if (bytes[at] !== 0x3a) return undefined;
      at = skipSpace(bytes, at + 1);
    }
    if (matches) return at;
    const after = skipSpace(bytes, skipValue(bytes, at));
    if (bytes[after] !== 0x2c) return undefined;
    at = skipSpace(bytes, after + 1);
  }
  return undefined;
}

/**
 * Reads one value out of JSON bytes without parsing the rest: routing a ten-megabyte menu must not cost a parse.
 * Of a key given twice the first counts. Gives undefined for whatever cannot be read; never throws.
 */
export function peekJson(body: Uint8Array, pointer: string): JsonValue | undefined {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const afterMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let at: number | undefined = skipSpace(bytes, afterMark);
  for (const step of stepsOf(pointer)) {
    at = enter(bytes, at, step);
    if (at === undefined) return undefined;
  }
  return parseSlice(bytes, at, skipValue(bytes, at));
}
