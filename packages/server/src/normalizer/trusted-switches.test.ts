import { expect, test } from 'vitest';
import { item, switched } from './test-river.ts';
import { describeRivers } from './test-rivers.ts';

describeRivers('lists whose switches are trusted', ({ river, storeItem }) => {
  test('one that agrees with the switch is its newest word: what waited from before is older', async () => {
    const at = await river({ snapshotSwitches: 'always' });
    await at.send([switched('1', false)]);
    await at.send([item('1', { on: true })], { snapshotOf: ['item'] });
    expect((await storeItem(at, '1'))?.switch.on).toBe(true);
  });

  test('an older switch that comes late does not move what a newer list stated', async () => {
    const at = await river({ snapshotSwitches: 'always', versions: 'sequence' });
    await at.send([item('1', { on: true, version: '2' })], { snapshotOf: ['item'] });
    await at.send([{ ...switched('1', false), version: '1' }]);
    expect((await storeItem(at, '1'))?.switch.on).toBe(true);
  });
});
