import type { SetStock } from '@kirana/adapter';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import square from './index.ts';
import { MAIN, type SquareSimulator, startSquare } from './simulator/index.ts';
import { contextOf, NOW } from './square-for-tests.ts';

let provider: SquareSimulator;
beforeEach(async () => {
  provider = await startSquare({ size: 10 });
});
afterEach(() => provider.close());

const line = (externalId: string, quantity: number | null = 5) => ({
  externalId,
  aliases: [],
  warehouse: null,
  quantity,
  on: true,
  until: null,
});
const command = (lines: SetStock['lines'], id = 'cmd_1'): SetStock => ({
  kind: 'stock.set',
  id,
  location: MAIN,
  lines,
});
const send = (asked: SetStock, differs: Parameters<typeof contextOf>[1] = {}) =>
  square.send?.(contextOf(provider, differs), asked);
const bodies = () =>
  provider.calls.filter(({ path }) => path.endsWith('batch-create')).map(({ body }) => JSON.parse(body));

test('a count is a physical count, under the key of the command', async () => {
  expect(await send(command([line('VRSALT', 7)]))).toEqual({ kind: 'done', reference: null, lines: [] });
  expect(bodies()).toEqual([
    {
      idempotency_key: 'cmd_1',
      ignore_unchanged_counts: false,
      changes: [
        {
          type: 'PHYSICAL_COUNT',
          physical_count: {
            reference_id: 'cmd_1',
            catalog_object_id: 'VRSALT',
            state: 'IN_STOCK',
            location_id: MAIN,
            quantity: '7',
            occurred_at: NOW.toISOString(),
          },
        },
      ],
    },
  ]);
  expect(provider.effects).toEqual([{ kind: 'stock.set', externalId: 'VRSALT', location: MAIN, quantity: '7' }]);
});

test('the same command twice has one effect, at another time too', async () => {
  await send(command([line('VRSALT', 7)]));
  await send(command([line('VRSALT', 7)]));
  const later = await send(command([line('VRSALT', 7)]), { now: new Date(NOW.getTime() + 60_000) });
  expect(later).toMatchObject({ kind: 'done', lines: [] });
  expect(provider.effects).toHaveLength(1);
});

test('the last count said again is a count, since something may have been sold', async () => {
  await send(command([line('VRSALT', 7)]));
  provider.shop.count('VRSALT', MAIN, '2');
  await send(command([line('VRSALT', 7)], 'cmd_2'));
  expect(provider.shop.counts.get(`VRSALT ${MAIN}`)?.quantity).toBe('7');
});

describe('lines that Square does not take', () => {
  test('are told, and do not keep the others', async () => {
    const asked = command([line('VRSALT', 7), line('VRGONE', 1), line('VRCIDER', 3), line('VRBOARD', null)]);
    const result = await send(asked);
    expect(result).toMatchObject({
      kind: 'done',
      lines: [
        { externalId: 'VRBOARD', ok: false },
        { externalId: 'VRGONE', ok: false, detail: expect.stringContaining('NOT_FOUND') },
      ],
    });
    expect(provider.effects.map(({ externalId }) => externalId)).toEqual(['VRSALT', 'VRCIDER']);
    expect(bodies().map((body) => body.idempotency_key)).toEqual(['cmd_1', 'cmd_1.1']);
    expect(await send(asked)).toEqual(result);
    expect(provider.effects).toHaveLength(2);
  });

  test('are a refusal when there are no others', async () => {
    expect(await send(command([line('VRGONE'), line('VRLOST')]))).toMatchObject({ kind: 'refused' });
    expect(await send(command([line('VRSALT', null)]))).toMatchObject({ kind: 'refused' });
    expect(provider.effects).toEqual([]);
  });

  test('may be named in an answer of 200', async () => {
    const error = { category: 'INVALID_REQUEST_ERROR', code: 'INVALID_VALUE', field: 'changes[1].physical_count' };
    provider.script.push({ status: 200, body: { errors: [error] } });
    expect(await send(command([line('VRSALT'), line('VRCIDER')]))).toEqual({
      kind: 'done',
      reference: null,
      lines: [{ externalId: 'VRCIDER', ok: false, detail: 'INVALID_VALUE' }],
    });
  });
});

test.each<[string, object | 'drop', object]>([
  [
    'an error about nothing in particular',
    { status: 400, body: { errors: [{ code: 'BAD_REQUEST' }] } },
    { kind: 'refused', code: 'BAD_REQUEST' },
  ],
  ['no errors, and no success', { status: 400, body: '' }, { kind: 'refused', code: null }],
])('%s is a refusal', async (_name, answer, want) => {
  provider.script.push(answer as never);
  expect(await send(command([line('VRSALT')]))).toMatchObject(want);
});

test.each<[string, object, object]>([
  ['401', { status: 401 }, { kind: 'auth' }],
  ['429', { status: 429, headers: { 'retry-after': '30' } }, { kind: 'rate_limited', retryAfterMs: 30_000 }],
  ['503', { status: 503, body: 'sorry' }, { kind: 'transient' }],
  [
    '200 with an error of their own',
    { status: 200, body: { errors: [{ category: 'API_ERROR', code: 'SERVICE_UNAVAILABLE' }] } },
    { kind: 'transient' },
  ],
])('%s is tried again or held, and no refusal', async (_name, answer, want) => {
  provider.script.push(answer as never);
  await expect(send(command([line('VRSALT')]))).rejects.toMatchObject(want);
  expect(await send(command([line('VRSALT')]))).toMatchObject({ kind: 'done' });
});

test('measured goods are told in their unit', async () => {
  const asked = command([line('VRRICELOOSE', 12_345), line('VRSALT', 7), line('VRNOBODY', 1)]);
  const result = await send(asked, { settings: { measured: true } });
  expect(result).toMatchObject({ kind: 'done', lines: [{ externalId: 'VRNOBODY', ok: false }] });
  expect(provider.effects.map(({ quantity }) => quantity)).toEqual(['12.345', '7']);
});

test('a command of another kind is an error', async () => {
  const asked = {
    kind: 'store.status',
    id: 'cmd_1',
    location: MAIN,
    open: true,
    returnAt: null,
    reason: null,
  } as const;
  await expect(square.send?.(contextOf(provider), asked)).rejects.toMatchObject({ kind: 'permanent' });
});
