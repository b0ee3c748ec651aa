import { describe, expect, test } from 'vitest';
import { renderRequest, shownRequest } from './render/trigger.ts';
import { buildTrigger, providerNamed, shuffled } from './send-trigger.ts';

const hook = {
  url: 'http://127.0.0.1:1/v1/hooks/token0123456789abcdef',
  secrets: { hookSecret: 'secret0123456789abcdef' },
  account: 'tulsi7kx',
};
const petpooja = await providerNamed('petpooja');
const ask = (event: string, overrides = {}, secrets: Record<string, string> = hook.secrets) =>
  buildTrigger(petpooja, { event, overrides, hook: { ...hook, secrets }, nowMs: 0 });

describe('what a provider would send', () => {
  test('is signed, and for the account of the hook', () => {
    const request = ask('item_stock_off', { until: 'endofday' });
    expect(request.headers.authorization).toBe('Bearer secret0123456789abcdef');
    expect(JSON.parse(Buffer.from(request.body).toString())).toMatchObject({
      restID: 'tulsi7kx',
      autoTurnOnTime: 'endofday',
    });
  });

  test('an account given wins', () => {
    expect(JSON.parse(Buffer.from(ask('item_stock', { restaurant: 'other' }).body).toString())).toMatchObject({
      restID: 'other',
    });
  });

  test.each([
    ['an event', async () => ask('nope'), 'USAGE'],
    ['a parameter', async () => ask('item_stock', { nope: '1' }), 'USAGE'],
    ['a provider', async () => providerNamed('toString'), 'USAGE'],
    ['a folder', async () => providerNamed('./no-such-folder'), 'PACKAGE_MISSING'],
    ['a secret', async () => ask('item_stock', {}, {}), 'SECRET_MISSING'],
  ])('%s that is not there is refused', async (_name, act, code) => {
    await expect(act()).rejects.toThrow(expect.objectContaining({ failure: expect.objectContaining({ code }) }));
  });

  test('is shown without secret and token', () => {
    const text = renderRequest(shownRequest(hook, ask('item_stock')));
    expect(text).toMatch(/^POST http:\/\/127\.0\.0\.1:1\/v1\/hooks\/••••cdef\/item_stock\n/);
    expect(text).toContain('authorization: Bearer ••••cdef');
  });
});

test('shuffling loses nothing', () => {
  const things = Array.from({ length: 50 }, (_, index) => index);
  expect(shuffled(things).sort((a, b) => a - b)).toEqual(things);
});
