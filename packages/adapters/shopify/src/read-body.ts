import { AdapterError, isJsonObject, type JsonObject, type JsonValue, parseJson } from '@kirana/adapter';

/** A body that is one JSON object. @throws AdapterError('schema') */
export function readObject(body: Uint8Array): JsonObject {
  const value = parseJson(body);
  if (!isJsonObject(value)) throw new AdapterError('schema', 'the body is not a JSON object', { path: '' });
  return value;
}

export interface Line {
  /** Undefined: it cannot be read. */
  readonly value: JsonValue | undefined;
  readonly path: string;
}

const NEWLINE = 0x0a;

/** Pieces of the bytes between line feeds, without empty ones. */
export function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.byteLength; ) {
    const found = bytes.indexOf(NEWLINE, start);
    const end = found === -1 ? bytes.byteLength : found;
    if (end > start) lines.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

/** JSON Lines. A line that cannot be read is told as such; a body without any readable one is none. @throws AdapterError('schema') */
export function readLines(body: Uint8Array): Line[] {
  const lines = linesOf(body).map((bytes, index): Line => {
    const path = `/${index}`;
    try {
      return { value: parseJson(bytes), path };
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      return { value: undefined, path };
    }
  });
  if (lines.length > 0 && lines.every(({ value }) => value === undefined)) {
    throw new AdapterError('schema', 'the body is not JSON Lines', { path: '' });
  }
  return lines;
}
