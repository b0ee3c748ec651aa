import { AdapterError } from './adapter-error.ts';
import { type JsonScan, scanJson } from './json-scan.ts';

/**
 * JSON as adapters see it. Whole numbers that are exact in a double stay numbers; every other number (1.10, 1e3, 12345678901234567890, -0)
 * is its source text, so that prices and ids never lose a digit.
 */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const QUOTE = Buffer.from('"');
/** Never meant by a provider, and a trap for whoever copies objects around. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor']);

const refuse = (message: string): never => {
  // Without `cause`: the engine's message quotes the text, which may hold a secret.
  throw new AdapterError('schema', message);
};

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (marked || first === 0 || second === 0) {
    return refuse('the body is UTF-16; only UTF-8 is read');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('the body is not valid UTF-8');
  }
}

/** Puts quotes around the numbers that a double would change. What is not a number is left for the parser to refuse. */
function quoteNumbers(bytes: Uint8Array, spans: readonly number[]): Buffer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: Buffer[] = [];
  let done = 0;
  for (let index = 0; index < spans.length; index += 2) {
    const start = spans[index] as number;
    const end = spans[index + 1] as number;
    const text = buffer.toString('latin1', start, end);
    const wholeAndExact = Number.isSafeInteger(Number(text)) && /^(0|-?[1-9]\d*)$/.test(text);
    if (wholeAndExact || !NUMBER.test(text)) continue;
    pieces.push(buffer.subarray(done, start), QUOTE, buffer.subarray(start, end), QUOTE);
    done = end;
  }
  if (pieces.length === 0) return buffer;
  pieces.push(buffer.subarray(done));
  return Buffer.concat(pieces);
}

/** Counts keys all the way down. Depth is bounded by the scan. */
function countKeys(value: unknown, lookForForbidden: boolean): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const entry of value) {
      if (typeof entry === 'object') count += countKeys(entry, lookForForbidden);
    }
    return count;
  }
  const object = value as Record<string, unknown>;
  for (const key of Object.keys(object)) {
    count += 1;
    if (lookForForbidden && FORBIDDEN_KEYS.has(key)) refuse(`the key "${key}" is refused`);
    const entry = object[key];
    if (typeof entry === 'object') count += countKeys(entry, lookForForbidden);
  }
  return count;
}

function checkKeys(value: unknown, text: string, scan: JsonScan): void {
  const suspicious = scan.escapes || text.includes('__proto__') || text.includes('constructor');
  // Every key has one colon after it: fewer keys than colons means that two were the same and one was lost.
  if (countKeys(value, suspicious) !== scan.colons) refuse('an object has the same key twice');
}

/**
 * Reads one UTF-8 JSON document (a byte-order mark is allowed) without changing a digit; see `JsonValue` for numbers.
 * Refuses UTF-16, more than 64 levels, a key given twice, and the keys `__proto__` and `constructor`, wherever they stand.
 * @throws AdapterError('schema')
 */
export function parseJson(bytes: Uint8Array): JsonValue {
  const scan = scanJson(bytes);
  if (scan.tooDeep) refuse('the JSON is nested more than 64 levels deep');
  const text = decode(scan.numbers.length === 0 ? bytes : quoteNumbers(bytes, scan.numbers));
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return refuse(text.trim() === '' ? 'the body is empty' : 'the body is not valid JSON');
  }
  checkKeys(value, text, scan);
  return value;
}

/** An object, not an array or null. */
export const isJsonObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An array; TypeScript does not narrow read-only arrays by `Array.isArray`. */
export const isJsonArray = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);
