import { expect, test, vi } from 'vitest';
import type { CachedAnswer } from '../engines/cache/answer-cache.ts';
import { renewAsked } from './renew-asked.ts';

const NOW = { orderType: null, channel: null, at: null } as const;
const GROUP = 'tnt_1/sto_1';
const answer = (version: number): CachedAnswer => ({
  version,
  versionToken: `${version}-0`,
  freshUntilMs: null,
  etag: String(version),
  body: Buffer.from('{}'),
});

function setUp() {
  const making: PromiseWithResolvers<void>[] = [];
  const make = vi.fn(() => {
    const one = Promise.withResolvers<void>();
    making.push(one);
    return one.promise;
  });
  const renewal = renewAsked(make);
  const made = (one: CachedAnswer, context: Parameters<typeof renewal.made>[2] = NOW) =>
    renewal.made('tnt_1', 'sto_1', context, one);
  return { making, make, renewal, made };
}

test('a menu that was asked for is made anew at once, and once only until it is asked for again', async () => {
  const { making, make, renewal, made } = setUp();
  const [first, second] = [answer(1), answer(2)];
  made(first);
  renewal.changed(GROUP);
  expect(make).not.toHaveBeenCalled();
  renewal.asked(first);
  renewal.changed(GROUP);
  expect(make).toHaveBeenCalledExactlyOnceWith('tnt_1', 'sto_1', NOW, GROUP);
  // a burst: what changes while it is being made waits for who asks
  renewal.changed(GROUP);
  made(second);
  making[0]?.resolve();
  await vi.waitFor(() => {
    renewal.asked(second);
    renewal.changed(GROUP);
    expect(make).toHaveBeenCalledTimes(2);
  });
});

test('a making that fails is tried again with the next change', async () => {
  const { making, make, renewal, made } = setUp();
  const first = answer(1);
  made(first);
  renewal.asked(first);
  renewal.changed(GROUP);
  making[0]?.reject(new Error('gone'));
  await vi.waitFor(() => {
    renewal.changed(GROUP);
    expect(make).toHaveBeenCalledTimes(2);
  });
});

test('only the contexts that are asked for, and no more of them than a few', () => {
  const { make, renewal, made } = setUp();
  for (let n = 0; n < 20; n += 1) {
    const one = answer(n);
    made(one, { ...NOW, channel: `c${n}` });
    if (n % 2 === 0) renewal.asked(one);
  }
  renewal.changed(GROUP);
  renewal.changed('tnt_1/sto_2');
  expect(make.mock.calls).toHaveLength(4);
});
