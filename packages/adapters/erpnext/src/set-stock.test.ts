import type { CommandResult, StockLine } from '@kirana/adapter';
import { afterEach, describe, expect, test } from 'vitest';
import { erpnext } from './adapter.ts';
import { openTestSite, type TestSite } from './site-for-tests.ts';

const open: TestSite[] = [];
async function testSite(options: Parameters<typeof openTestSite>[0] = {}): Promise<TestSite> {
  const site = await openTestSite(options);
  open.push(site);
  return site;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ provider }) => provider.close()));
});

const DOCK = 'Dock - JG';
const line = (externalId: string, quantity: number | null, more: Partial<StockLine> = {}): StockLine => ({
  externalId,
  aliases: [],
  warehouse: DOCK,
  quantity,
  on: true,
  until: null,
  ...more,
});

async function set({ context }: TestSite, lines: readonly StockLine[], id = 'cmd_1', location = 'juniper-dock') {
  const result = await erpnext.send?.(context, { kind: 'stock.set', id, location, lines });
  if (result === undefined) throw new Error('the adapter cannot send');
  return result;
}

const refusedLines = (result: CommandResult) =>
  result.kind === 'done' ? result.lines.map(({ externalId, ok }) => [externalId, ok]) : result;
const reconciliations = ({ provider }: TestSite) => provider.site.documents.all('Stock Reconciliation') ?? [];

describe('setting stock', () => {
  test('counts what is reserved on top, in stock units', async () => {
    const site = await testSite();
    const tea = site.provider.site.binOf('TEA-0005', DOCK);
    const rice = site.provider.site.binOf('RICE-0004', DOCK);
    Object.assign(tea, { actual_qty: 20, reserved_qty: 3, reserved_stock: 1 });
    Object.assign(rice, { actual_qty: 1, reserved_qty: 0.5 });
    const result = await set(site, [line('TEA-0005', 9), line('RICE-0004', 1_250)]);
    expect(result).toMatchObject({ kind: 'done', reference: 'MAT-RECO-2026-00001', lines: [] });
    expect(tea.actual_qty).toBe(13);
    expect(rice.actual_qty).toBe(1.75);
  });

  test('is done once for one id', async () => {
    const site = await testSite();
    const first = await set(site, [line('TEA-0005', 99)]);
    site.provider.site.move('TEA-0005', DOCK, -1);
    expect(await set(site, [line('TEA-0005', 99)])).toEqual(first);
    expect(site.provider.effects).toHaveLength(1);
    expect(reconciliations(site)).toHaveLength(1);
  });

  test('goes on with the draft of an attempt that broke off', async () => {
    const site = await testSite();
    // the answer to the draft is lost: the third call, after the look-up and the two lists
    const { http } = site.context;
    let calls = 0;
    const breaking: TestSite = {
      ...site,
      context: {
        ...site.context,
        async http(request) {
          const answer = await http(request);
          calls += 1;
          if (request.method === 'POST') throw new Error('the line broke');
          return answer;
        },
      },
    };
    await expect(set(breaking, [line('TEA-0005', 99)])).rejects.toThrow('the line broke');
    expect(calls).toBe(4);
    expect(reconciliations(site)).toMatchObject([{ docstatus: 0 }]);
    expect(await set(site, [line('TEA-0005', 99)])).toMatchObject({ kind: 'done' });
    expect(reconciliations(site)).toMatchObject([{ docstatus: 1 }]);
    expect(site.provider.effects).toHaveLength(1);
  });

  test('that changes nothing makes no document', async () => {
    const site = await testSite();
    Object.assign(site.provider.site.binOf('TEA-0005', DOCK), { actual_qty: 9, reserved_qty: 2, reserved_stock: 0 });
    expect(await set(site, [line('TEA-0005', 7)])).toEqual({ kind: 'done', reference: null, lines: [] });
    expect(reconciliations(site)).toHaveLength(0);
  });

  test('begins where there is no Bin yet', async () => {
    const site = await testSite();
    expect(await set(site, [line('SHIRT-RED', 4)])).toMatchObject({ kind: 'done', lines: [] });
    expect(site.provider.site.binOf('SHIRT-RED', DOCK).actual_qty).toBe(4);
  });

  test('finds an item by a code it has now', async () => {
    const site = await testSite();
    site.provider.site.rename('TEA-0005', 'TEA-TERRACE');
    expect(await set(site, [line('TEA-0005', 8, { aliases: ['TEA-TERRACE'] })])).toMatchObject({
      kind: 'done',
      lines: [],
    });
    expect(reconciliations(site)).toMatchObject([{ items: [{ item_code: 'TEA-TERRACE' }] }]);
  });

  test('refuses lines by themselves, and the others go on', async () => {
    const site = await testSite();
    const lines = [
      line('TEA-0005', 8),
      line('NOBODY', 1),
      line('SOAP-0003', 1, { warehouse: 'Front - JG' }),
      line('OIL-0006', null),
    ];
    expect(refusedLines(await set(site, lines))).toEqual([
      ['SOAP-0003', false],
      ['OIL-0006', false],
      ['NOBODY', false],
    ]);
    expect(site.provider.effects).toHaveLength(1);
  });

  test('needs a warehouse where there are several, and none where there is one', async () => {
    const site = await testSite();
    expect(await set(site, [line('TEA-0005', 8, { warehouse: null })])).toMatchObject({ kind: 'done', lines: [] });
    expect(await set(site, [line('TEA-0005', 8, { warehouse: null })], 'cmd_2', 'juniper-hill')).toMatchObject({
      kind: 'refused',
    });
  });

  test('a refusal of the site is told in its words, and leaves no draft', async () => {
    const site = await testSite();
    expect(await set(site, [line('SHIRT', 4)])).toEqual({
      kind: 'refused',
      code: 'ValidationError',
      detail: 'Row # 1: Item SHIRT is a template',
    });
    const { http } = site.context;
    const picky: TestSite = {
      ...site,
      context: {
        ...site.context,
        async http(request) {
          if (request.method !== 'PUT') return http(request);
          return {
            status: 417,
            headers: {},
            bytes: Buffer.from('{"exc_type": "NegativeStockError", "exception": "too few"}'),
          };
        },
      },
    };
    expect(await set(picky, [line('TEA-0005', 99)], 'cmd_2')).toMatchObject({
      kind: 'refused',
      code: 'NegativeStockError',
    });
    expect(reconciliations(site)).toHaveLength(0);
  });

  test('a site without the field for ids is not set up', async () => {
    const site = await testSite({ settings: { commandField: 'custom_of_nobody' } });
    await expect(set(site, [line('TEA-0005', 8)])).rejects.toMatchObject({ kind: 'config' });
    expect(reconciliations(site)).toHaveLength(0);
  });
});
