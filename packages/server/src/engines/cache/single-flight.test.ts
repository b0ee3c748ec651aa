import { expect, test, vi } from 'vitest';
import { createSingleFlight } from './single-flight.ts';

test('shares one running call per key, and starts anew when it is done', async () => {
  const singleFlight = createSingleFlight<number>();
  let calls = 0;
  const make = vi.fn(async () => ++calls);
  expect(await Promise.all([singleFlight('a', make), singleFlight('a', make), singleFlight('b', make)])).toEqual([
    1, 1, 2,
  ]);
  expect(await singleFlight('a', make)).toBe(3);
});

test('shares a failure and forgets it', async () => {
  const singleFlight = createSingleFlight<number>();
  const fail = () => {
    throw new Error('at once');
  };
  const both = await Promise.allSettled([singleFlight('a', fail), singleFlight('a', async () => 1)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await singleFlight('a', async () => 2)).toBe(2);
});
