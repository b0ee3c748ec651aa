import type { HookRequest } from '@kirana/adapter';

export interface CountMessage {
  readonly merchant: string;
  readonly eventId: string;
  readonly at: string;
  readonly counts: readonly CountEntry[];
}

export interface CountEntry {
  readonly variation: string;
  readonly location: string;
  /** A decimal in text. */
  readonly quantity: string;
  readonly calculatedAt: string;
  /** IN_STOCK unless given. */
  readonly state?: string;
  /** ITEM_VARIATION unless given. */
  readonly type?: string;
}

/** A count as the inventory API has it, in messages and in answers. */
export const countBody = ({ variation, location, quantity, calculatedAt, state, type }: CountEntry) => ({
  catalog_object_id: variation,
  catalog_object_type: type ?? 'ITEM_VARIATION',
  state: state ?? 'IN_STOCK',
  location_id: location,
  quantity,
  calculated_at: calculatedAt,
});

/** As Square posts it, unsigned. */
function message(type: string, { merchant, eventId, at }: Omit<CountMessage, 'counts'>, data: unknown): HookRequest {
  const body = { merchant_id: merchant, type, event_id: eventId, created_at: at, data };
  return {
    method: 'POST',
    path: '',
    query: {},
    headers: { 'content-type': 'application/json', 'square-environment': 'Sandbox' },
    body: Buffer.from(JSON.stringify(body)),
  };
}

export const countMessage = (facts: CountMessage): HookRequest =>
  message('inventory.count.updated', facts, {
    type: 'inventory_counts',
    id: `data-${facts.eventId}`,
    object: { inventory_counts: facts.counts.map(countBody) },
  });

/** The id of what changed is empty, and there is nothing in it but a time. */
export const catalogMessage = (facts: Omit<CountMessage, 'counts'>): HookRequest =>
  message('catalog.version.updated', facts, {
    type: 'catalog_version',
    id: '',
    object: { catalog_version: { updated_at: facts.at } },
  });

export const otherMessage = (type: string, facts: Omit<CountMessage, 'counts'>): HookRequest =>
  message(type, facts, { type: 'customer', id: 'CUSTOMER1', object: { customer: { id: 'CUSTOMER1' } } });
