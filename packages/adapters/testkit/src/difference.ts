import { isDeepStrictEqual } from 'node:util';

const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Where two values first differ, with both sides; undefined when they are equal. */
export function difference(expected: unknown, found: unknown, at = ''): string | undefined {
  if (isDeepStrictEqual(expected, found)) return undefined;
  const alike = isObject(expected) && isObject(found) && Array.isArray(expected) === Array.isArray(found);
  if (alike) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      const inside = difference(expected[key], found[key], `${at}/${key}`);
      if (inside !== undefined) return inside;
    }
  }
  return `${at === '' ? 'the whole' : at}: expected ${short(expected)}, found ${short(found)}`;
}
