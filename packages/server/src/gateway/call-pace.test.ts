import { expect, test } from 'vitest';
import { CallPaces } from './call-pace.ts';

test('calls of a connection are spread over the minute, after a few at once', () => {
  let nowMs = 1_000_000;
  const paces = new CallPaces(() => new Date(nowMs));
  const take = () => paces.take('con_1', 60);
  expect(Array.from({ length: 8 }, take)).toEqual([0, 0, 0, 0, 0, 0, 1_000, 2_000]);
  expect(paces.take('con_2', 60)).toBe(0);
  nowMs += 4_000;
  expect(take()).toBe(0);
  expect(take()).toBe(0);
  expect(take()).toBe(1_000);
});

test('who would wait long is told to come again', () => {
  const paces = new CallPaces(() => new Date(0));
  const calls = Array.from({ length: 40 }, () => {
    try {
      return paces.take('con_1', 60);
    } catch (error) {
      return error;
    }
  });
  expect(calls.filter((one) => typeof one === 'number')).toHaveLength(16);
  expect(calls.at(-1)).toMatchObject({ kind: 'rate_limited', retryAfterMs: 11_000 });
});
