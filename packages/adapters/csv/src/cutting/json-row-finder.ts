import { AdapterError } from '@kirana/adapter';
import { type Found, LONGEST_ROW, type RowFinder } from './row-finder.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const opens = (byte: number | undefined): boolean => byte === 0x7b || byte === 0x5b;
const closes = (byte: number | undefined): boolean => byte === 0x7d || byte === 0x5d;

const refuse = (message: string): never => {
  throw new AdapterError('schema', message);
};

/**
 * Elements of the list that a JSON file is, or that stands under one key of the object it is. The list's own elements are not parsed: whether
 * one is JSON is seen later, and spoils that row only.
 */
export class JsonRowFinder implements RowFinder {
  readonly #list: string | undefined;
  #state: 'start' | 'members' | 'rows' | 'done' = 'start';
  #count = 0;

  constructor(list: string | undefined) {
    this.#list = list;
  }

  find(bytes: Buffer, from: number, ended: boolean): Found {
    let at = from;
    while (isSpace(bytes[at]) || (this.#state !== 'start' && bytes[at] === COMMA)) at += 1;
    if (this.#state === 'done') {
      if (at < bytes.length) return { kind: 'skip', next: bytes.length };
      return ended ? { kind: 'end' } : { kind: 'more' };
    }
    if (at >= bytes.length) {
      if (ended) return refuse(this.#state === 'start' ? 'the file is empty' : 'the file ends within its list');
      return at > from ? { kind: 'skip', next: at } : { kind: 'more' };
    }
    if (this.#state === 'start') return this.#enter(bytes, at);
    return this.#state === 'members' ? this.#findMember(bytes, at, ended) : this.#findRow(bytes, at, ended);
  }

  #enter(bytes: Buffer, at: number): Found {
    if (this.#list === undefined) {
      if (bytes[at] !== 0x5b) refuse('the file is no JSON list; if it is an object, `list` names the key of its list');
      this.#state = 'rows';
    } else {
      if (bytes[at] !== 0x7b) refuse('the file is no JSON object, though `list` names a key of one');
      this.#state = 'members';
    }
    return { kind: 'skip', next: at + 1 };
  }

  /** A member of the object before its list: passed over, so it has to be short. */
  #findMember(bytes: Buffer, at: number, ended: boolean): Found {
    if (closes(bytes[at])) return refuse(`the file has no key "${this.#list}"`);
    if (bytes[at] !== QUOTE) return refuse('the file is not valid JSON');
    const keyEnd = valueEnd(bytes, at);
    let colon = keyEnd ?? bytes.length;
    while (isSpace(bytes[colon])) colon += 1;
    let start = colon + 1;
    while (isSpace(bytes[start])) start += 1;
    if (keyEnd === undefined || start >= bytes.length) return this.#more(bytes, at, ended);
    if (bytes[colon] !== COLON) return refuse('the file is not valid JSON');
    if (keyOf(bytes.subarray(at, keyEnd)) === this.#list) {
      if (bytes[start] !== 0x5b) refuse(`what "${this.#list}" holds is no list`);
      this.#state = 'rows';
      return { kind: 'skip', next: start + 1 };
    }
    const end = valueEnd(bytes, start);
    return end === undefined || end >= bytes.length ? this.#more(bytes, at, ended) : { kind: 'skip', next: end };
  }

  #findRow(bytes: Buffer, at: number, ended: boolean): Found {
    if (bytes[at] === 0x5d) {
      this.#state = 'done';
      return { kind: 'skip', next: at + 1 };
    }
    if (closes(bytes[at])) return refuse('the file is not valid JSON: a bracket is closed that is not open');
    const to = valueEnd(bytes, at);
    if (to === undefined || to >= bytes.length) return this.#more(bytes, at, ended);
    if (to - at > LONGEST_ROW) return this.#tooLong();
    this.#count += 1;
    return { kind: 'row', from: at, to, next: to };
  }

  #more(bytes: Buffer, at: number, ended: boolean): Found {
    if (bytes.length - at > LONGEST_ROW) return this.#tooLong();
    return ended ? refuse('the file ends within its list') : { kind: 'more' };
  }

  #tooLong(): never {
    return refuse(`row ${this.#count + 1} is longer than ${LONGEST_ROW} bytes: where it ends cannot be told`);
  }
}

function keyOf(bytes: Buffer): string | undefined {
  try {
    return JSON.parse(bytes.toString()) as string;
  } catch {
    return undefined;
  }
}

/** Where the value at a place ends; undefined: not within these bytes. A number or word that touches the end may go on. */
function valueEnd(bytes: Buffer, from: number): number | undefined {
  let depth = 0;
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = stringEnd(bytes, at);
      if (depth === 0) return at > bytes.length ? undefined : at;
      continue;
    }
    if (opens(byte)) depth += 1;
    else if (closes(byte)) {
      // of a bare word: the bracket of the list around it
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (byte === COMMA || isSpace(byte))) return at;
    at += 1;
  }
  return depth === 0 ? at : undefined;
}

/** After the closing quote; past the bytes when there is none. */
function stringEnd(bytes: Buffer, from: number): number {
  for (let at = from + 1; at < bytes.length; at += 1) {
    if (bytes[at] === BACKSLASH) at += 1;
    else if (bytes[at] === QUOTE) return at + 1;
  }
  return bytes.length + 1;
}
