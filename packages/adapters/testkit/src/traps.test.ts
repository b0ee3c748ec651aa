import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { trapped } from './traps.ts';

test.each<[string, () => unknown, string]>([
  ['Date.now', () => Date.now(), 'Date.now'],
  ['new Date()', () => new Date(), 'new Date()'],
  ['Math.random', () => Math.random(), 'Math.random'],
  ['fetch', () => fetch('http://127.0.0.1:1'), 'fetch'],
  ['a file', () => readFileSync(import.meta.filename), 'node:fs readFileSync'],
  ['randomUUID by name', () => randomUUID(), 'node:crypto randomUUID'],
  ['crypto.randomUUID', () => crypto.randomUUID(), 'crypto.randomUUID'],
  ['performance.now', () => performance.now(), 'performance.now'],
])('%s is trapped, and works again afterwards', (_name, work, sprung) => {
  const found = trapped(work);
  expect(found.sprung).toEqual([sprung]);
  expect(found.result.kind).toBe('threw');
  expect(() => (_name === 'fetch' ? 0 : work())).not.toThrow();
});

test('a swallowed call is still told', () => {
  const found = trapped(() => {
    try {
      return Date.now();
    } catch {
      return 0;
    }
  });
  expect(found).toEqual({ result: { kind: 'returned', value: 0 }, sprung: ['Date.now'] });
});

test('dates that are given are no clock', () => {
  const found = trapped(() => [
    new Date(0).toISOString(),
    Date.parse('2026-01-01T00:00:00Z'),
    new Date(5) instanceof Date,
  ]);
  expect(found.sprung).toEqual([]);
  expect(found.result).toEqual({ kind: 'returned', value: ['1970-01-01T00:00:00.000Z', 1767225600000, true] });
});
