import type { Change, EntityKind, ErrorCode } from '@kirana/core';
import type { TimerChange } from '../catalog-writes/timer-rows.ts';
import type { Tx } from '../database/database.ts';
import type { TenantEvent } from '../events/event-rows.ts';
import type { DeliveryFacts, LaneContext } from './lane-context.ts';

/** A change on its way in, with the delivery that brought it: one that waited keeps its own. */
export interface Incoming<C extends Change = Change> {
  readonly change: C;
  /** Hex sha256 of location and content. */
  readonly hash: string;
  readonly ingress: number;
  readonly deliveryId: string;
  readonly receivedAt: Date;
  /** It waited for something that is here now. */
  readonly waited: boolean;
}

/** An entry that could not be applied; the others were. */
export interface EntryProblem {
  readonly code: ErrorCode;
  readonly path: string;
  readonly externalId: string | null;
  readonly message: string;
}

/** One field that would be different. */
export interface DiffEntry {
  readonly entity: string;
  readonly id: string;
  readonly externalId: string | null;
  readonly name: string;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface Created {
  readonly kind: EntityKind;
  readonly externalId: string;
  readonly entityId: string;
}

/** What came of applying some changes; the caller writes it out at the end of its transaction. */
export interface Outcome {
  readonly events: TenantEvent[];
  readonly problems: EntryProblem[];
  readonly timers: TimerChange[];
  /** Pulls that were asked for. */
  refetch: number;
  readonly diff: DiffEntry[];
  readonly created: Created[];
  /** Reports of stock are to be given to the ledger before the delivery is finished. */
  stockDue: boolean;
  changed: number;
  stale: number;
  /** Changes looked at that were not stale, whether or not they changed anything. */
  current: number;
  /** Of a run that several deliveries share: what came of each, by its id. */
  readonly shares: Map<string, Outcome> | null;
}

export const emptyOutcome = (shared = false): Outcome => ({
  events: [],
  problems: [],
  timers: [],
  refetch: 0,
  diff: [],
  created: [],
  stockDue: false,
  changed: 0,
  stale: 0,
  current: 0,
  shares: shared ? new Map() : null,
});

/** Where what one change did is noted: with its delivery, in a run that several share. */
export function shareOf(outcome: Outcome, { deliveryId }: { readonly deliveryId: string }): Outcome {
  if (outcome.shares === null) return outcome;
  const share = outcome.shares.get(deliveryId) ?? emptyOutcome();
  outcome.shares.set(deliveryId, share);
  return share;
}

export function addOutcome(to: Outcome, from: Outcome): void {
  for (const event of from.events) to.events.push(event);
  for (const problem of from.problems) to.problems.push(problem);
  for (const timer of from.timers) to.timers.push(timer);
  for (const entry of from.diff) to.diff.push(entry);
  for (const entry of from.created) to.created.push(entry);
  to.refetch += from.refetch;
  to.stockDue ||= from.stockDue;
  to.changed += from.changed;
  to.stale += from.stale;
  to.current += from.current;
  for (const [deliveryId, share] of from.shares ?? []) addOutcome(shareOf(to, { deliveryId }), share);
}

/**
 * What became of a report of stock. `known`: it had been said before; `unknown`: nobody knows the item here yet; `held`: its list waits for a
 * person; `problem`: it cannot be taken as it is.
 */
export type StockAnswer =
  | { readonly kind: 'changed' | 'unchanged' | 'stale' | 'known' | 'unknown' | 'held' }
  | { readonly kind: 'problem'; readonly message: string };
export type StockAnswers = ReadonlyMap<Incoming, StockAnswer>;

export const NO_STOCK: StockAnswers = new Map();

/** One chunk being applied in one transaction. */
export interface ChunkRun {
  readonly tx: Tx;
  readonly lane: LaneContext;
  readonly delivery: DeliveryFacts;
  readonly now: Date;
  /** A complete list: an entry with the content last seen needs no second look. */
  readonly snapshot: boolean;
  /** Decides and tells what would change, and writes nothing. */
  readonly dryRun: boolean;
  /** Dry run only: ids that earlier chunks would have made. */
  readonly assumed: Map<string, string>;
  readonly limits: { readonly mostItems: number };
  /** What the ledger made of the reports of stock that it was given. */
  readonly stock: StockAnswers;
}
