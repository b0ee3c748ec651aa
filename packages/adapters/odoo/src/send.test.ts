import { AdapterError, type CommandResult, type SetStock, type StockLine } from '@kirana/adapter';
import { beforeEach, describe, expect, test } from 'vitest';
import { contextFor, pullAll, told } from './context-for-tests.ts';
import { send } from './send.ts';
import { type OdooSimulator, simulator } from './simulator/index.ts';

let odoo: OdooSimulator;
beforeEach(async () => {
  odoo = await simulator.start({ size: 10 });
  return () => odoo.close();
});

const line = (externalId: string, quantity: number | null, warehouse: string | null = '8'): StockLine => ({
  externalId,
  aliases: [],
  warehouse,
  quantity,
  on: true,
  until: null,
});
const command = (lines: readonly StockLine[], id = 'cmd_1', location = 'kolkata'): SetStock => ({
  kind: 'stock.set',
  id,
  location,
  lines,
});
const set = (lines: readonly StockLine[], id?: string, location?: string) =>
  send(contextFor(odoo), command(lines, id, location));
const linesOf = (result: CommandResult) => (result.kind === 'done' ? result.lines : result);

async function countAt(place: string, product: string): Promise<unknown> {
  const changes = told(await pullAll(contextFor(odoo), { scope: 'stock.whole' }));
  const found = changes.find(
    (change) => change.kind === 'stock.reported' && change.warehouse === place && change.externalId === product,
  );
  return found?.kind === 'stock.reported' && 'absolute' in found.amount ? found.amount.absolute : undefined;
}

test('several lines in one transaction: what is read back is what was set', async () => {
  const lines = [line('31', 20_000), line('34', 5), line('33', 4_000, '30'), line('32', 42)];
  expect(await set(lines)).toEqual({
    kind: 'done',
    reference: 'Kirana cmd_1',
    lines: lines.map(({ externalId }) => ({ externalId, ok: true, detail: null })),
  });
  expect(odoo.calls.filter(({ path }) => path.endsWith('/action_apply_inventory'))).toHaveLength(1);
  expect(odoo.effects.map(({ product, from, to }) => [product, from, to])).toEqual([
    // 4.25 are reserved and 0.3 lie on the shelf: both stay
    [31, 120.5, 23.95],
    [34, -2, 5],
    [33, 18, 7],
    [32, 2.5, 3.5],
  ]);
  for (const { externalId, warehouse, quantity } of lines) {
    expect(await countAt(warehouse ?? '', externalId)).toBe(quantity);
  }
});

test('a product that never lay there gets a quant', async () => {
  await set([line('40', 1_500)]);
  expect(odoo.effects).toMatchObject([{ product: 40, location: 8, from: 0, to: 1.5 }]);
});

describe('once only', () => {
  test('the same command again writes nothing, even when goods moved since', async () => {
    const first = await set([line('31', 20_000)]);
    odoo.move(31, 8, -1);
    expect(await set([line('31', 20_000)])).toEqual(first);
    expect(odoo.effects).toHaveLength(1);
    expect(await countAt('8', '31')).toBe(19_000);
  });

  test('an attempt that broke off between writing down and applying is completed', async () => {
    const base = contextFor(odoo);
    const lost = new AdapterError('transient', 'no answer');
    const context = {
      ...base,
      http: (request: Parameters<typeof base.http>[0]) =>
        request.url.endsWith('/action_apply_inventory') ? Promise.reject(lost) : base.http(request),
    };
    await expect(send(context, command([line('34', 5)]))).rejects.toBe(lost);
    expect([odoo.effects, odoo.rows.get('stock.quant', 6)]).toMatchObject([[], { inventory_set: true }]);
    await set([line('34', 5)]);
    expect(odoo.effects).toMatchObject([{ product: 34, from: -2, to: 5 }]);
  });

  test('an answer that was lost on the way is no second count', async () => {
    const base = contextFor(odoo);
    const context = {
      ...base,
      async http(request: Parameters<typeof base.http>[0]) {
        const answer = await base.http(request);
        if (request.url.endsWith('/action_apply_inventory')) throw new AdapterError('transient', 'no answer');
        return answer;
      },
    };
    await expect(send(context, command([line('34', 5)]))).rejects.toMatchObject({ kind: 'transient' });
    odoo.move(34, 8, -2);
    expect(linesOf(await set([line('34', 5)]))).toEqual([{ externalId: '34', ok: true, detail: null }]);
    expect([odoo.effects.length, await countAt('8', '34')]).toEqual([1, 3]);
  });

  test('what is there already is not counted', async () => {
    expect(linesOf(await set([line('35', 12)]))).toEqual([{ externalId: '35', ok: true, detail: null }]);
    expect(odoo.effects).toEqual([]);
  });

  test('what is moved while it is counted is counted again', async () => {
    odoo.meanwhile.push(() => odoo.move(34, 8, 1));
    await expect(set([line('34', 5)])).rejects.toMatchObject({ kind: 'transient' });
    expect(odoo.effects).toEqual([]);
    expect(odoo.rows.get('stock.quant', 6)).toMatchObject({ inventory_set: false });
    await set([line('34', 5)]);
    expect(odoo.effects).toMatchObject([{ from: -1, to: 5 }]);
  });
});

test.each<[string, StockLine, string]>([
  ['a switch alone', line('31', null), 'switch'],
  ['a place of another store', line('31', 1, '21'), 'place'],
  ['no place where there are two', line('31', 1, null), 'place'],
  ['an unknown product', line('999', 1), 'no such product'],
  ['an id that is none', line('template:60', 1), 'no such product'],
  ['what is not stored', line('38', 1), 'does not count'],
  ['what is tracked by lots', line('37', 1), 'lots'],
  ['part of a dozen that is endless', line('32', 31), 'Dozens'],
  ['less than lies on the shelf alone', line('31', 0), 'below'],
])('%s is refused by itself', async (name, refused, detail) => {
  if (name.startsWith('less')) odoo.move(31, 9, 500);
  const result = linesOf(await set([refused, line('34', 5)]));
  expect(result).toEqual([
    { externalId: refused.externalId, ok: false, detail: expect.stringContaining(detail) },
    { externalId: '34', ok: true, detail: null },
  ]);
  expect(odoo.effects.map(({ product }) => product)).toEqual([34]);
  // said again, it hears the same
  expect(linesOf(await set([refused, line('34', 5)]))).toEqual(result);
});

test('a store with one place need not name it', async () => {
  await set([line('31', 5_000, null)], 'cmd_2', 'PN');
  expect(odoo.effects).toMatchObject([{ location: 21, to: 5 }]);
});

test('what Odoo refuses is refused in its words; rights are another matter', async () => {
  const base = contextFor(odoo);
  const answering = (status: number) => ({
    ...base,
    http: (request: Parameters<typeof base.http>[0]) => {
      if (request.url.endsWith('/action_apply_inventory'))
        odoo.script.push({ status, body: { message: 'Only a stock manager may.' } });
      return base.http(request);
    },
  });
  expect(await send(answering(422), command([line('34', 5)]))).toMatchObject({
    kind: 'refused',
    detail: expect.stringContaining('Only a stock manager may.'),
  });
  await expect(send(answering(403), command([line('34', 6)], 'cmd_2'))).rejects.toMatchObject({ kind: 'auth' });
});

test('other commands are none of Odoo’s', async () => {
  const other = { kind: 'store.status', id: 'c', location: 'PN', open: true, returnAt: null, reason: null } as const;
  await expect(send(contextFor(odoo), other)).rejects.toMatchObject({ kind: 'permanent' });
});
