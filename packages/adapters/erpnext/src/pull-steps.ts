import type { SnapshotKind } from '@kirana/adapter';
import type { Filter } from './frappe-list.ts';

/**
 * What a pull goes through for each location, one after the other. `rows`: items without their child tables. `prices`, `starting` and
 * `ending` find items by prices that changed, or that a date brought into force or ended.
 */
export type StepName = 'groups' | 'items' | 'rows' | 'prices' | 'starting' | 'ending' | 'bins';

export interface Plan {
  readonly whole: readonly StepName[];
  /** Null: only ever pulled as a whole. */
  readonly changes: readonly StepName[] | null;
  readonly completes: readonly SnapshotKind[];
}

const CHANGED_ITEMS = ['groups', 'items', 'prices', 'starting', 'ending'] as const;

const PLANS: ReadonlyMap<string | null, Plan> = new Map<string | null, Plan>([
  [
    null,
    {
      whole: ['groups', 'items', 'bins'],
      changes: [...CHANGED_ITEMS, 'bins'],
      completes: ['item', 'category', 'stock'],
    },
  ],
  ['catalog', { whole: ['groups', 'items'], changes: CHANGED_ITEMS, completes: ['item', 'category'] }],
  ['items', { whole: ['rows'], changes: null, completes: ['item'] }],
  ['stock', { whole: ['bins'], changes: ['bins'], completes: ['stock'] }],
]);

export const planOf = (scope: string | null): Plan | undefined => PLANS.get(scope);

/** The type of document whose times of change a step goes by. */
export const DOCTYPES = {
  groups: 'Item Group',
  items: 'Item',
  rows: 'Item',
  prices: 'Item Price',
  starting: 'Item Price',
  ending: 'Item Price',
  bins: 'Bin',
} as const satisfies Record<StepName, string>;

/** How far a pull had seen when it began: by type of document, on the site's own clock, and the date there. */
export interface Marks {
  readonly modified: Readonly<Record<string, string | null>>;
  readonly day: string;
  /** What was asked for: of other stores, warehouses or prices nothing has been seen yet. */
  readonly asked: string;
}

/** Those of the changed rows a step asks for. Prices whose dates were reached since the last pull did not change by that. */
export function changedSince(
  step: StepName,
  from: string | undefined,
  days: readonly [last: string, today: string],
): Filter[] {
  if (step === 'starting') return [['valid_from', 'between', days]];
  if (step === 'ending') return [['valid_upto', 'between', days]];
  return from === undefined ? [] : [['modified', '>=', from]];
}
