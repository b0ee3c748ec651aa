import { describe, expect, test } from 'vitest';
import { CleanText, StorableJson, StorableText } from './text.ts';

const takes = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe('texts', () => {
  test.each([
    ['plain', 'Paneer Tikka', true, true],
    ['emoji and marks', 'चाय ☕️ 👩‍🍳', true, true],
    ['line breaks', 'a\nb\tc', true, true],
    ['NUL', 'a\u0000b', false, false],
    ['lone surrogate', 'a\ud800', false, false],
    ['bidirectional override', 'a\u202eb', false, true],
    ['bell', 'a\u0007', false, true],
    ['markup is text', '<script>', true, true],
  ])('%s', (_name, text, clean, storable) => {
    expect(takes(CleanText, text)).toBe(clean);
    expect(takes(StorableText, text)).toBe(storable);
    expect(takes(StorableJson, { deep: [text] })).toBe(storable);
  });

  test('a backslash before u0000 is text, not NUL', () => {
    expect(takes(StorableJson, { a: '\\u0000' })).toBe(true);
    expect(takes(StorableJson, { a: '\\\u0000' })).toBe(false);
  });
});
