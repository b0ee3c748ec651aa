import { expect, test } from 'vitest';
import { createNextFlight } from './next-flight.ts';

/** A `make` that ends when it is told to. */
function steps() {
  const begun: ((outcome: number | Error) => void)[] = [];
  const make = () =>
    new Promise<number>((resolve, reject) => {
      begun.push((outcome) => (typeof outcome === 'number' ? resolve(outcome) : reject(outcome)));
    });
  return { begun, make };
}

test('who asks meanwhile shares the one that begins after it', async () => {
  const flight = createNextFlight<number>();
  const { begun, make } = steps();
  const first = flight('a', make);
  const later = [flight('a', make), flight('a', make)];
  expect(begun).toHaveLength(1);
  begun[0]?.(1);
  expect(await first).toBe(1);
  await Promise.resolve();
  expect(begun).toHaveLength(2);
  begun[1]?.(2);
  expect(await Promise.all(later)).toEqual([2, 2]);
  const idle = flight('a', make);
  expect(begun).toHaveLength(3);
  begun[2]?.(3);
  expect(await idle).toBe(3);
});

test('a failure is told to those who share it, and the next begins all the same', async () => {
  const flight = createNextFlight<number>();
  const { begun, make } = steps();
  const first = flight('a', make);
  const later = flight('a', make);
  begun[0]?.(new Error('lost'));
  await expect(first).rejects.toThrow('lost');
  await Promise.resolve();
  begun[1]?.(2);
  expect(await later).toBe(2);
});

test('keys do not wait for each other', () => {
  const flight = createNextFlight<number>();
  const { begun, make } = steps();
  void flight('a', make);
  void flight('b', make);
  expect(begun).toHaveLength(2);
});
