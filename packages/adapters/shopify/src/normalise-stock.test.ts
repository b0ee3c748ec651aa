import { AdapterError } from '@kirana/adapter';
import { describe, expect, test } from 'vitest';
import { run } from './context-for-tests.ts';

const level = {
  inventory_item_id: 17,
  location_id: 9,
  available: 4,
  updated_at: '2026-11-20T10:00:00-05:00',
};
const observedAt = '2026-11-20T15:00:00.000Z';
const report = (absolute: number, at = observedAt) => ({
  kind: 'stock.reported',
  path: '/available',
  externalId: 'inventory_item:17',
  amount: { absolute },
  observedAt: at,
});

describe('a level', () => {
  test.each([
    ['a count', level, [report(4)]],
    ['below zero', { ...level, available: -3 }, [report(-3)]],
    ['null: not counted, and no number', { ...level, available: null }, []],
    ['nothing is said', { ...level, available: undefined }, []],
    ['no time: when it came', { ...level, updated_at: undefined }, [report(4, '2026-11-22T10:00:00.000Z')]],
  ])('%s', (_name, body, changes) => {
    expect(run('inventory_level', body)).toEqual({ changes, problems: [], snapshotOf: [] });
  });

  test.each([
    [{ ...level, available: 1.5 }, 'inventory_item:17'],
    [{ ...level, available: 'many' }, 'inventory_item:17'],
    [{ ...level, updated_at: 'yesterday' }, 'inventory_item:17'],
    [{ ...level, inventory_item_id: null }, null],
  ])('%j is a problem', (body, externalId) => {
    const { changes, problems } = run('inventory_level', body);
    expect(changes).toEqual([]);
    expect(problems).toMatchObject([{ externalId }]);
  });

  test.each(['[]', '{}', ''])('"%s" is none', (body) => {
    expect(() => run('inventory_level', body)).toThrow(AdapterError);
    expect(() => run('inventory_level_removed', body)).toThrow(AdapterError);
  });
});

test('where it is no longer stocked there is none of it, from the time it was said', () => {
  const [change] = run('inventory_level_removed', level).changes;
  expect(change).toMatchObject({ amount: { absolute: 0 }, observedAt: '2026-11-22T10:00:00.000Z' });
});

describe('lines of a bulk operation', () => {
  const line = (item: object, quantity: unknown = 5) =>
    JSON.stringify({
      id: 'gid://shopify/InventoryLevel/1?inventory_item_id=17',
      updatedAt: '2026-11-20T15:00:00Z',
      item,
      quantities: [{ name: 'available', quantity }],
    });
  const item = { id: 'gid://shopify/InventoryItem/17', tracked: true };

  test.each([
    ['a level', line(item), [{ amount: { absolute: 5 } }], []],
    ['what is not tracked has no number, whatever it says', line({ ...item, tracked: false }, 0), [], []],
    ['other things are left', '{"id":"gid://shopify/InventoryItem/17"}', [], []],
    ['nothing', '', [], []],
    ['a line that is cut off', `${line(item)}\n{"id":"gid`, [{}], [{ path: '/1', externalId: null }]],
    ['no quantity', line(item, null), [], []],
    ['a quantity that is none', line(item, 'x'), [], [{ path: '/0', externalId: 'inventory_item:17' }]],
  ])('%s', (_name, body, changes, problems) => {
    expect(run('stock', body)).toMatchObject({ changes, problems });
  });

  test('what has no line that can be read is none', () => {
    expect(() => run('stock', 'a\nb')).toThrow(AdapterError);
  });
});
