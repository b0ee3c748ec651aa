import type { LoggedEvent, Reason, ReasonCode, StockEntry } from '@kirana/core';
import type { ExplainedCause } from './explanation.ts';

const MOST_CAUSES = 3;

/** Which events can have made a reason so: their kind, whom they tell of, and one of the fields they say changed. */
interface Search {
  readonly kinds: readonly LoggedEvent['kind'][];
  readonly subjects: readonly string[];
  readonly fields?: readonly string[];
}

interface Subjects {
  readonly storeId: string;
  readonly itemId: string;
  readonly parentId: string | null;
  /** By group. */
  readonly optionIds: ReadonlyMap<string, readonly string[]>;
}

const text = (params: Reason['params'], name: string): string | undefined => {
  const value = params[name];
  return typeof value === 'string' ? value : undefined;
};

const AT_STORE: readonly LoggedEvent['kind'][] = ['store_item.changed', 'switch.changed', 'price.changed'];
const FIELDS: Readonly<Partial<Record<ReasonCode, readonly string[]>>> = {
  STORE_CLOSED: ['status'],
  STORE_PAUSED: ['status'],
  OUTSIDE_HOURS: ['hours', 'zone'],
  ITEM_REMOVED: ['removed'],
  NOT_SELLABLE: ['sellable', 'components'],
  NOT_LISTED: ['listed', 'removed'],
  SWITCHED_OFF: ['switch'],
  NO_PRICE: ['price'],
  OUTSIDE_SCHEDULE: ['schedule'],
  ORDER_TYPE_UNAVAILABLE: ['orderTypes'],
  QUANTITY_ABOVE_MAXIMUM: ['maxQuantity'],
};

function searchOf({ code, params }: Reason, of: Subjects): Search {
  const fields = FIELDS[code];
  const item = text(params, 'parentId') ?? text(params, 'itemId') ?? of.itemId;
  switch (code) {
    case 'STORE_CLOSED':
    case 'STORE_PAUSED':
    case 'OUTSIDE_HOURS':
      return { kinds: ['store.changed'], subjects: [of.storeId], ...(fields && { fields }) };
    case 'CATEGORY_INACTIVE':
    case 'CATEGORY_OUTSIDE_SCHEDULE':
      return { kinds: ['category.changed'], subjects: [text(params, 'categoryId') ?? ''] };
    case 'MODIFIER_UNAVAILABLE':
      return { kinds: ['modifier_option.changed'], subjects: of.optionIds.get(text(params, 'groupId') ?? '') ?? [] };
    default:
      return { kinds: [...AT_STORE, 'item.changed'], subjects: [item], ...(fields && { fields }) };
  }
}

function tellsOf({ kinds, subjects, fields }: Search, event: LoggedEvent): boolean {
  if (!kinds.includes(event.kind) || !subjects.includes(event.subject)) return false;
  const { changed } = event.data as { readonly changed?: readonly string[] };
  return fields === undefined || changed === undefined || changed.some((field) => fields.includes(field));
}

const isDelivery = (id: string | null): id is string => id?.startsWith('dlv_') === true;

const ofEvent = ({ id, stream, sequence, kind, actor, cause, recordedAt }: LoggedEvent): ExplainedCause => ({
  at: recordedAt,
  actor,
  deliveryId: isDelivery(cause) ? cause : null,
  event: { id, stream, sequence, kind },
  entry: null,
});

const ofEntry = ({ itemId, sequence, kind, reason, source, actor, recordedAt }: StockEntry): ExplainedCause => ({
  at: recordedAt,
  actor,
  deliveryId: source.kind === 'delivery' ? source.id : null,
  event: null,
  entry: { itemId, sequence, kind, reason, source },
});

const OF_LEDGER: readonly ReasonCode[] = ['OUT_OF_STOCK', 'STOCK_BLOCKED', 'STOCK_STALE'];

/** Entries that took sellable units away, or the last ones where none did. */
function causesInLedger({ params }: Reason, itemId: string, entries: ReadonlyMap<string, readonly StockEntry[]>) {
  const of = entries.get(text(params, 'itemId') ?? itemId) ?? [];
  const took = of.filter(({ deltas }) => deltas.onHand - deltas.blocked - deltas.reserved - deltas.safetyStock < 0);
  return (took.length > 0 ? took : of).slice(0, MOST_CAUSES).map(ofEntry);
}

/** What is on record that made a reason so, the newest first. Events and entries are given the newest first. */
export function causesOf(
  reason: Reason,
  of: Subjects,
  events: readonly LoggedEvent[],
  entries: ReadonlyMap<string, readonly StockEntry[]>,
): ExplainedCause[] {
  if (OF_LEDGER.includes(reason.code)) return causesInLedger(reason, of.itemId, entries);
  const search = searchOf(reason, of);
  const found = events.filter((event) => tellsOf(search, event)).slice(0, MOST_CAUSES);
  const taken = reason.code === 'QUANTITY_ABOVE_MAXIMUM' ? causesInLedger(reason, of.itemId, entries) : [];
  return [...found.map(ofEvent), ...taken].slice(0, MOST_CAUSES);
}
