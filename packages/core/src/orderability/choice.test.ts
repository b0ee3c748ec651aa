import { expect, test } from 'vitest';
import type { Choice, ChosenOption } from './choice.ts';
import { itemOrderability } from './orderability.ts';
import type { Reason } from './reason.ts';
import { storeAvailability } from './store-availability.ts';

const store = storeAvailability(
  {
    status: { state: 'open', returnAt: null, reason: null },
    hours: { weekly: [], exceptions: [] },
    zone: 'Asia/Kolkata',
  },
  1_000,
);
const ON = { on: true, until: null };
const listing = { listed: true, removed: false, switch: ON, schedule: [] };
const item = {
  removed: false,
  sellable: true,
  parent: null,
  categories: [],
  modifierGroups: [{ id: 'mgr_sauce', min: 1, max: 2, options: [{ listed: true, switch: ON }] }],
  storeItem: { ...listing, price: { priceMinor: 100, currency: 'INR', per: 1 }, orderTypes: [] },
};
const SAUCE = { id: 'mgr_sauce', min: 1, max: 2 };
const EXTRA = { id: 'mgr_extra', min: 0, max: null };
const option = (optionId: string, groupId: string, quantity: number, more: Partial<ChosenOption> = {}) => ({
  optionId,
  groupId,
  quantity,
  ordered: 0,
  maxQuantity: null,
  ...more,
});
const missing = (params: Reason['params']): Reason => ({ code: 'MODIFIER_CHOICE_MISSING', params });
const exceeded = (params: Reason['params']): Reason => ({ code: 'MODIFIER_CHOICE_EXCEEDED', params });

test.each<[string, Choice | undefined, Reason[]]>([
  ['nothing was said of modifiers', undefined, []],
  ['as many as asked for', { groups: [SAUCE, EXTRA], options: [option('a', 'mgr_sauce', 1)] }, []],
  ['as many as may be', { groups: [SAUCE, EXTRA], options: [option('a', 'mgr_sauce', 2)] }, []],
  ['none', { groups: [SAUCE, EXTRA], options: [] }, [missing({ groupId: 'mgr_sauce', min: 1, max: 2, chosen: 0 })]],
  [
    'of another group',
    { groups: [SAUCE, EXTRA], options: [option('b', 'mgr_extra', 9)] },
    [missing({ groupId: 'mgr_sauce', min: 1, max: 2, chosen: 0 })],
  ],
  [
    'too few of a group without a limit',
    { groups: [{ ...EXTRA, min: 2 }], options: [option('b', 'mgr_extra', 1)] },
    [missing({ groupId: 'mgr_extra', min: 2, chosen: 1 })],
  ],
  [
    'too many, over its options',
    { groups: [SAUCE], options: [option('a', 'mgr_sauce', 2), option('c', 'mgr_sauce', 1)] },
    [exceeded({ groupId: 'mgr_sauce', min: 1, max: 2, chosen: 3 })],
  ],
  [
    'of a group that is closed',
    { groups: [{ id: 'mgr_none', min: 0, max: 0 }], options: [option('d', 'mgr_none', 1)] },
    [exceeded({ groupId: 'mgr_none', min: 0, max: 0, chosen: 1 })],
  ],
  [
    'an option that is an item, at its limit',
    { groups: [EXTRA], options: [option('b', 'mgr_extra', 1, { ordered: 4, maxQuantity: 4 })] },
    [],
  ],
  [
    'an option that is an item, beyond its limit',
    { groups: [EXTRA], options: [option('b', 'mgr_extra', 1, { ordered: 5, maxQuantity: 4 })] },
    [exceeded({ groupId: 'mgr_extra', optionId: 'b', max: 4, chosen: 5 })],
  ],
  [
    'missing stands before exceeded, whatever the order of the groups',
    { groups: [{ ...EXTRA, max: 0 }, SAUCE], options: [option('b', 'mgr_extra', 1)] },
    [
      missing({ groupId: 'mgr_sauce', min: 1, max: 2, chosen: 0 }),
      exceeded({ groupId: 'mgr_extra', min: 0, max: 0, chosen: 1 }),
    ],
  ],
])('%s', (_name, choice, reasons) => {
  const context = { orderType: null, channel: null, ...(choice === undefined ? {} : { choice }) };
  const answer = itemOrderability(item, store, context);
  expect(answer).toMatchObject({ orderable: reasons.length === 0, reasons, nextAvailableAt: null });
});
