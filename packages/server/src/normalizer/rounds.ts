import type { DeliveryFacts } from './lane-context.ts';
import type { ReadDelivery } from './read-delivery.ts';

/** A delivery of one chunk. */
export interface SmallDelivery {
  readonly delivery: DeliveryFacts;
  readonly read: ReadDelivery;
}

/** Kinds that speak of one thing that is there already, and bring nothing others may have waited for. */
const OF_ONE_THING: ReadonlySet<string> = new Set(['item.switched', 'item.priced']);

/** What a delivery speaks of, when it speaks of single things only; undefined otherwise. */
function thingsOf({ delivery, read }: SmallDelivery): ReadonlySet<string> | undefined {
  if (delivery.again || read.snapshot.kinds.length > 0 || read.stock.isWhole) return undefined;
  const things = new Set<string>();
  for (const { change } of read.chunks[0] ?? []) {
    // the ledger has it by now, in its order: here it is only counted
    if (change.kind === 'stock.reported') continue;
    if (!OF_ONE_THING.has(change.kind) || !('externalId' in change)) return undefined;
    things.add(change.externalId);
  }
  return things;
}

/**
 * Cuts deliveries of a lane into rounds, in their order. A round holds nothing twice, so that one pass over its things tells the same
 * facts as one pass for each delivery would: off, on and off again stay three.
 */
export function roundsOf(deliveries: readonly SmallDelivery[]): readonly (readonly SmallDelivery[])[] {
  const rounds: SmallDelivery[][] = [];
  let open: { readonly round: SmallDelivery[]; readonly things: Set<string> } | undefined;
  for (const entry of deliveries) {
    const things = thingsOf(entry);
    if (things === undefined) {
      rounds.push([entry]);
      open = undefined;
    } else if (open?.things.isDisjointFrom(things) === true) {
      open.round.push(entry);
      for (const thing of things) open.things.add(thing);
    } else {
      open = { round: [entry], things: new Set(things) };
      rounds.push(open.round);
    }
  }
  return rounds;
}
