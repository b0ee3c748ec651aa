import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { RequestSlots } from './request-slots.ts';

test('runs a bounded number at once, in order, and lets failures go on', async () => {
  const slots = new RequestSlots(2, 10);
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const outcomes = await Promise.allSettled(
    Array.from({ length: 9 }, (_, n) =>
      slots.run(async () => {
        order.push(n);
        most = Math.max(most, ++running);
        await turn();
        running -= 1;
        if (n === 3) throw new Error('failed');
      }),
    ),
  );
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
});

test('refuses when too many wait', async () => {
  const slots = new RequestSlots(1, 1);
  const first = slots.run(turn);
  const second = slots.run(turn);
  await expect(slots.run(turn)).rejects.toMatchObject({ code: 'OVERLOADED' });
  await Promise.all([first, second]);
  await slots.run(turn);
});
