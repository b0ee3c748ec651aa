import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AdapterError, Change, type Given } from '@kirana/adapter';
import { describe, expect, test } from 'vitest';
import { normaliseItemStock } from './normalise-item-stock.ts';
import { normaliseStoreStatus } from './normalise-store-status.ts';
import { ConnectionSettings } from './settings.ts';

const GIVEN: Given<ConnectionSettings> = {
  endpoint: 'item_stock_off',
  settings: ConnectionSettings.parse({}),
  receivedAt: '2026-11-22T20:00:00.000Z', // 01:30 on the 23rd in Kolkata: still the trading day of the 22nd
  zone: 'Asia/Kolkata',
  currency: 'INR',
  businessDayStart: '05:00',
};
const run = (read: typeof normaliseItemStock, body: unknown, given: Partial<typeof GIVEN> = {}) => {
  const out = read(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), { ...GIVEN, ...given });
  for (const change of out.changes) Change.parse(change);
  return out;
};
const off = (fields: object) => ({ restID: 'r1', type: 'item', inStock: false, itemID: ['7'], ...fields });

describe('stock switches', () => {
  test.each<[string, object, string, object[]]>([
    [
      'a list',
      off({ itemID: ['7', '8'] }),
      'item_stock_off',
      [
        { externalId: '7', path: '/itemID/0', on: false, entity: 'item', until: null },
        { externalId: '8', path: '/itemID/1' },
      ],
    ],
    [
      'an object',
      off({ itemID: { '0': '12345', '1': 12346 } }),
      'item_stock_off',
      [{ externalId: '12345' }, { externalId: '12346', path: '/itemID/1' }],
    ],
    ['a bare text', off({ itemID: ' 7 ' }), 'item_stock_off', [{ externalId: '7', path: '/itemID' }]],
    ['a bare number', off({ itemID: 7 }), 'item_stock_off', [{ externalId: '7' }]],
    [
      '20 digits',
      off({ itemID: ['12345678901234567890'] }),
      'item_stock_off',
      [{ externalId: '12345678901234567890' }],
    ],
    ['one id twice', off({ itemID: ['7', 7] }), 'item_stock_off', [{ externalId: '7' }]],
    ['on', off({ inStock: true, autoTurnOnTime: 'endofday' }), 'item_stock', [{ on: true, until: null }]],
    ['"true" and 1', off({ inStock: '1' }), 'item_stock', [{ on: true }]],
    ['the body says more than the path', off({ inStock: false }), 'item_stock', [{ on: false }]],
    ['only the path says it', off({ inStock: undefined }), 'item_stock', [{ on: true }]],
    ['add-ons', off({ type: 'addon' }), 'item_stock_off', [{ entity: 'modifier_option' }]],
    ['no type', off({ type: undefined }), 'item_stock_off', [{ entity: 'any' }]],
    ['an unknown type', off({ type: 'combo' }), 'item_stock_off', [{ entity: 'any' }]],
  ])('%s', (_name, body, endpoint, want) => {
    const { changes, problems, snapshotOf } = run(normaliseItemStock, body, { endpoint });
    expect(changes).toMatchObject(want);
    expect([changes.length, problems, snapshotOf]).toEqual([want.length, [], []]);
  });

  test.each<[object, string | null]>([
    [{ autoTurnOnTime: 'custom', customTurnOnTime: '2026-11-23 18:00' }, '2026-11-23T12:30:00.000Z'],
    [{ autoTurnOnTime: 'custom', customTurnOnTime: '2026-11-23T18:00:30' }, '2026-11-23T12:30:30.000Z'],
    [{ autoTurnOnTime: 'custom', customTurnOnTime: '2026-11-2318:00:30' }, '2026-11-23T12:30:30.000Z'],
    [{ autoTurnOnTime: 'custom', customTurnOnTime: '2026-11-23T18:00:00Z' }, '2026-11-23T18:00:00.000Z'],
    [{ autoTurnOnTime: 'custom', customTurnOnTime: '2020-02-24 18:00' }, '2020-02-24T12:30:00.000Z'],
    [{ autoTurnOnTime: '', customTurnOnTime: '2026-11-23 18:00' }, '2026-11-23T12:30:00.000Z'],
    [{ autoTurnOnTime: '2026-11-23 18:00' }, '2026-11-23T12:30:00.000Z'],
    [{ autoTurnOnTime: 'endofday' }, '2026-11-22T23:30:00.000Z'],
    [{ autoTurnOnTime: 'End of Day', customTurnOnTime: '' }, '2026-11-22T23:30:00.000Z'],
    [{ autoTurnOnTime: '' }, null],
    [{}, null],
  ])('%j', (fields, until) => {
    const { changes, problems } = run(normaliseItemStock, off(fields));
    expect([changes, problems]).toMatchObject([[{ on: false, until }], []]);
  });

  test('a time skipped when the clocks go forward is the later one', () => {
    const body = off({ autoTurnOnTime: 'custom', customTurnOnTime: '2026-03-29 02:30' });
    expect(run(normaliseItemStock, body, { zone: 'Europe/Berlin' }).changes).toMatchObject([
      { until: '2026-03-29T01:30:00.000Z' },
    ]);
  });

  test.each<[object, string]>([
    [{ autoTurnOnTime: 'custom', customTurnOnTime: 'tomorrow' }, '/customTurnOnTime'],
    [{ autoTurnOnTime: 'custom', customTurnOnTime: '2026-02-30 10:00' }, '/customTurnOnTime'],
    [{ autoTurnOnTime: 'custom', customTurnOnTime: '2026-11-23 25:00' }, '/customTurnOnTime'],
    [{ autoTurnOnTime: 'custom', customTurnOnTime: 1700000000 }, '/customTurnOnTime'],
    [{ autoTurnOnTime: 'custom' }, '/customTurnOnTime'],
    [{ autoTurnOnTime: 'later' }, '/autoTurnOnTime'],
  ])('%j is told, and the item still goes off', (fields, path) => {
    const { changes, problems } = run(normaliseItemStock, off(fields));
    expect([changes, problems]).toMatchObject([[{ on: false, until: null }], [{ path }]]);
  });

  test('one bad id does not keep the others', () => {
    const { changes, problems } = run(
      normaliseItemStock,
      off({ itemID: [null, '', 'a\u0000', 'x'.repeat(513), {}, '7'] }),
    );
    expect(changes).toMatchObject([{ externalId: '7' }]);
    expect(problems.map((problem) => problem.path)).toEqual([
      '/itemID/0',
      '/itemID/1',
      '/itemID/2',
      '/itemID/3',
      '/itemID/4',
    ]);
  });

  test('on and off and on again with equal bytes are three facts', () => {
    const bytes = off({});
    expect(run(normaliseItemStock, bytes)).toEqual(run(normaliseItemStock, bytes));
  });

  test.each<[unknown, string | undefined]>([
    [off({ itemID: undefined }), '/itemID'],
    [off({ itemID: null }), '/itemID'],
    [off({ itemID: true }), '/itemID'],
    [off({ inStock: 'perhaps' }), '/inStock'],
    [[], ''],
    ['not json', undefined],
  ])('%j cannot be understood', (body, path) => {
    try {
      run(normaliseItemStock, body);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(AdapterError);
      expect([(error as AdapterError).kind, (error as AdapterError).path]).toEqual(['schema', path]);
    }
  });
});

describe('store status', () => {
  test.each<[object, object, string[]]>([
    [{ store_status: 1, reason: '' }, { state: 'open', returnAt: null, reason: null }, []],
    [{ store_status: '1', turn_on_time: '2026-11-23 18:00:00' }, { state: 'open', returnAt: null, reason: null }, []],
    [
      { store_status: 0, turn_on_time: '2026-11-23 18:00:00', reason: ' Lunch break ' },
      { state: 'paused', returnAt: '2026-11-23T12:30:00.000Z', reason: 'Lunch break' },
      [],
    ],
    [{ store_status: '0', turn_on_time: '' }, { state: 'closed', returnAt: null, reason: null }, []],
    [
      { store_status: '0', turn_on_time: 'endofday' },
      { state: 'paused', returnAt: '2026-11-22T23:30:00.000Z', reason: null },
      [],
    ],
    [
      { store_status: false, turn_on_time: 'soon' },
      { state: 'closed', returnAt: null, reason: null },
      ['/turn_on_time'],
    ],
    [{ store_status: 0, reason: 'x'.repeat(301) }, { state: 'closed', returnAt: null, reason: null }, ['/reason']],
  ])('%j', (fields, status, problemPaths) => {
    const { changes, problems } = run(normaliseStoreStatus, { restID: 'r1', ...fields });
    expect(changes).toEqual([{ kind: 'store.status', path: '/store_status', status }]);
    expect(problems.map((problem) => problem.path)).toEqual(problemPaths);
  });

  test.each([{}, { store_status: 2 }, { store_status: null }, []])('%j cannot be understood', (body) => {
    expect(() => run(normaliseStoreStatus, body)).toThrow(AdapterError);
  });
});

describe('samples', () => {
  const folder = process.env.KIRANA_SAMPLES;
  const file = folder === undefined ? '' : join(folder, 'petpooja', '06_partner_webhooks_assembled.json');
  const missing = !existsSync(file);
  if (missing) console.info('PetPooja webhook samples skipped: KIRANA_SAMPLES names no folder that has them');

  test.skipIf(missing)('the assembled webhooks are read without a problem', () => {
    const samples = JSON.parse(readFileSync(file, 'utf8'));
    const stock = Object.keys(samples).filter((name) => name.includes('_stock'));
    expect(stock).toHaveLength(4);
    for (const name of stock) {
      const { changes, problems } = run(normaliseItemStock, samples[name].body);
      expect([name, changes.length > 0, problems]).toEqual([name, true, []]);
    }
    expect(run(normaliseStoreStatus, samples.update_store_status.body)).toMatchObject({
      changes: [{ status: { state: 'paused', returnAt: '2025-11-19T12:30:00.000Z', reason: 'Lunch break' } }],
      problems: [],
    });
  });
});
