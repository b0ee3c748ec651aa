import { KiranaError } from '@kirana/core';

const MAX_DEPTH = 64;
/** A trap for whoever copies objects around; no field of ours has such a name. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const refuse = (detail: string): never => {
  // Without the engine's message: it quotes the body.
  throw new KiranaError('JSON_INVALID', {}, { detail });
};

/** One pass before parsing: how deep it goes, and one colon for every key. */
function scan(bytes: Uint8Array): { depth: number; colons: number } {
  let depth = 0;
  let deepest = 0;
  let colons = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === 0x22) {
      at += 1;
      while (at < bytes.length && bytes[at] !== 0x22) at += bytes[at] === 0x5c ? 2 : 1;
    } else if (byte === 0x3a) colons += 1;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return { depth: deepest, colons };
}

/** A number that this language cannot hold as it was written. */
const isLossy = (value: number): boolean =>
  !Number.isFinite(value) || Object.is(value, -0) || (Number.isInteger(value) && !Number.isSafeInteger(value));

/** Half a surrogate pair, or NUL: no database keeps it. */
const isUnstorable = (text: string): boolean => text.includes('\0') || !text.isWellFormed();

/** Counts the keys that survived parsing; depth is bounded by the scan. */
function countKeys(value: unknown): number {
  if (typeof value === 'number' && isLossy(value)) refuse('A number is too large, or is -0.');
  if (typeof value === 'string' && isUnstorable(value)) refuse('A text holds NUL or half a character.');
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const entry of value) count += countKeys(entry);
    return count;
  }
  for (const [key, entry] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key) || isUnstorable(key)) refuse('A key of the body is not allowed.');
    count += 1 + countKeys(entry);
  }
  return count;
}

/**
 * Reads one UTF-8 JSON document of a caller: no byte-order mark, at most 64 levels, no key twice in one object, no NUL
 * or half character, no number that would change when it is read.
 * @throws JSON_INVALID
 */
export function readJson(bytes: Uint8Array): unknown {
  const { depth, colons } = scan(bytes);
  if (depth > MAX_DEPTH) refuse('The body is nested more than 64 levels deep.');
  let value: unknown;
  try {
    value = JSON.parse(UTF8.decode(bytes));
  } catch {
    return refuse(bytes.length === 0 ? 'The body is empty.' : 'The body is not valid JSON in UTF-8.');
  }
  // Fewer keys than colons: two were the same and one was lost.
  if (countKeys(value) !== colons) refuse('An object has the same key twice.');
  return value;
}
