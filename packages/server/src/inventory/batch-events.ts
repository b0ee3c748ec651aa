import { type BatchOutcome, type Entry, type Origin, stockChanged, stockShortfall } from '@kirana/core';
import type { TenantEvent } from '../events/event-rows.ts';

/** Stock has a stream of its own: a reservation must not make the cached catalog of its store old. */
export const stockStream = (storeId: string): string => `stock:${storeId}`;

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

/** One event for each position a batch of one store touched, and one for each that came short. */
export function batchEvents(
  tenantId: string,
  storeId: string,
  outcome: BatchOutcome,
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
  const short = outcome.shortfalls.map((shortfall): TenantEvent => {
    const { itemId } = shortfall;
    const of = told.get(itemId);
    const origin = of === undefined ? {} : { origin: originOf(of, requestId) };
    return { tenantId, stream, kind: 'stock.shortfall', subject: itemId, data: stockShortfall(shortfall), ...origin };
  });
  return [...changed, ...short];
}
