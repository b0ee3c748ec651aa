import {
  type BatchOutcome,
  type Entry,
  type Origin,
  orderabilityChanged,
  stockChanged,
  stockShortfall,
} from '@kirana/core';
import { stockStream, storeStream } from '../catalog-writes/catalog-events.ts';
import type { TenantEvent } from '../events/event-rows.ts';
import type { StockFlip } from './stock-flips.ts';

const SYSTEM = 'system:inventory';

/** The entries of one position in a batch. */
interface Told {
  readonly fromSequence: number;
  readonly last: Entry;
  readonly actors: ReadonlySet<string>;
}

function toldOf(entries: readonly Entry[]): ReadonlyMap<string, Told> {
  const told = new Map<string, { fromSequence: number; last: Entry; actors: Set<string> }>();
  for (const entry of entries) {
    const known = told.get(entry.itemId);
    if (known === undefined) {
      told.set(entry.itemId, { fromSequence: entry.sequence, last: entry, actors: new Set([entry.actor]) });
    } else {
      known.last = entry;
      known.actors.add(entry.actor);
    }
  }
  return told;
}

const originOf = ({ actors, last }: Told, requestId: string): Origin => ({
  actor: actors.size === 1 ? last.actor : SYSTEM,
  requestId,
  cause: last.source.kind === 'delivery' ? last.source.id : null,
});

/**
 * One event for each position a batch of one store touched, one for each that came short, and one on the store's own stream for each whose
 * stock lets something be ordered or stops it: what is cached of the store is old then.
 */
export function batchEvents(
  tenantId: string,
  storeId: string,
  outcome: BatchOutcome,
  flips: readonly StockFlip[],
  requestId: string,
): TenantEvent[] {
  const told = toldOf(outcome.entries);
  const stream = stockStream(storeId);
  const changed = outcome.touched.flatMap(({ position }): TenantEvent[] => {
    const of = told.get(position.itemId);
    if (of === undefined) return [];
    const data = stockChanged(position, of.fromSequence);
    return [
      { tenantId, stream, kind: 'stock.changed', subject: position.itemId, data, origin: originOf(of, requestId) },
    ];
  });
  const originFor = (itemId: string) => {
    const of = told.get(itemId);
    return of === undefined ? {} : { origin: originOf(of, requestId) };
  };
  const short = outcome.shortfalls.map((shortfall): TenantEvent => {
    const { itemId } = shortfall;
    const data = stockShortfall(shortfall);
    return { tenantId, stream, kind: 'stock.shortfall', subject: itemId, data, ...originFor(itemId) };
  });
  const flipped = flips.map(({ position, usedIn }): TenantEvent => {
    const { itemId } = position;
    const told = { tenantId, stream: storeStream(storeId), kind: 'orderability.changed', subject: itemId } as const;
    return { ...told, data: orderabilityChanged(position, usedIn), ...originFor(itemId) };
  });
  return [...changed, ...short, ...flipped];
}
