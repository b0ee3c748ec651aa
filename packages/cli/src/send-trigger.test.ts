import { describe, expect, test } from 'vitest';
import { renderRequest, shownRequest } from './render/trigger.ts';
import { buildTrigger, providerNamed, shuffled } from './send-trigger.ts';

const hook = {
  url: 'http://127.0.0.1:1/v1/hooks/token0123456789abcdef',
  secrets: { hookSecret: 'secret0123456789abcdef' },
  account: 'tulsi7kx',
};
const ask = (event: string, overrides = {}, secrets: Record<string, string> = hook.secrets) =>
  buildTrigger(providerNamed('petpooja'), { event, overrides, hook: { ...hook, secrets }, nowMs: 0 });

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
    ['an event', () => ask('nope'), 'USAGE'],
    ['a parameter', () => ask('item_stock', { nope: '1' }), 'USAGE'],
    ['a provider', () => providerNamed('toString'), 'USAGE'],
    ['a secret', () => ask('item_stock', {}, {}), 'SECRET_MISSING'],
  ])('%s that is not there is refused', (_name, act, code) => {
    expect(act).toThrow(expect.objectContaining({ failure: expect.objectContaining({ code }) }));
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
