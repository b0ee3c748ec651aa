import { hoursAt, type OpenState, scheduleAt } from '../identity/opening-hours.ts';
import type { OpeningHours, Schedule } from '../identity/schedule.ts';
import type { StoreStatus } from '../identity/store.ts';
import { Findings, instantOf, untilMs } from './findings.ts';
import type { Reason } from './reason.ts';

/** What of a store decides whether it takes orders. */
export interface StoreFacts {
  readonly status: Readonly<StoreStatus>;
  readonly hours: OpeningHours;
  readonly zone: string;
}

/** What a store contributes to every one of its items at one instant: worked out once, used for the whole menu. */
export interface StoreAvailability {
  readonly atMs: number;
  readonly reasons: readonly Reason[];
  /** The first moment the store's part changes by time alone; Infinity: none. */
  readonly freshUntilMs: number;
  /** The store takes no orders before this; -Infinity: it does now; Infinity: never by time alone. */
  readonly blockedUntilMs: number;
  /** A schedule at this instant, in the store's zone. Kept by what it says: most items of a menu say one of a few. */
  schedule(schedule: Schedule): OpenState;
  /** The same store at another instant. */
  at(atMs: number): StoreAvailability;
}

/** A closed or paused store with a return time opens by itself then; without one it stays so until somebody opens it. */
function judgeStatus({ status }: StoreFacts, atMs: number, findings: Findings): void {
  if (status.state === 'open') return;
  const { endsAtMs, over } = untilMs(status.returnAt, atMs);
  if (over) return;
  findings.refuse(
    status.state === 'closed' ? 'STORE_CLOSED' : 'STORE_PAUSED',
    {
      ...(endsAtMs === null ? {} : { until: instantOf(endsAtMs) }),
      ...(status.reason === null ? {} : { reason: status.reason }),
    },
    endsAtMs,
  );
}

function judgeHours({ hours, zone }: StoreFacts, atMs: number, findings: Findings): void {
  const { open, changesAtMs } = hoursAt(hours, zone, atMs);
  if (open) findings.changesAt(changesAtMs);
  else findings.refuse('OUTSIDE_HOURS', changesAtMs === null ? {} : { opensAt: instantOf(changesAtMs) }, changesAtMs);
}

/** Most items of a menu wait for the same few moments (opening time, a return time): their answers are kept, in small number. */
const MAX_KEPT = 200;

/** Works out a store's part of orderability at an instant, in milliseconds. */
export function storeAvailability(facts: StoreFacts, atMs: number): StoreAvailability {
  return availabilityAt(facts, atMs, new Map());
}

function availabilityAt(facts: StoreFacts, atMs: number, kept: Map<number, StoreAvailability>): StoreAvailability {
  const known = kept.get(atMs);
  if (known !== undefined) return known;
  const findings = new Findings();
  judgeStatus(facts, atMs, findings);
  judgeHours(facts, atMs, findings);
  const schedules = new Map<string, OpenState>();
  const availability: StoreAvailability = {
    atMs,
    reasons: findings.reasons,
    freshUntilMs: findings.freshUntilMs,
    blockedUntilMs: findings.blockedUntilMs,
    schedule(schedule) {
      const says = schedule.length === 0 ? '' : JSON.stringify(schedule);
      let state = schedules.get(says);
      if (state === undefined) {
        state = scheduleAt(schedule, facts.zone, atMs);
        schedules.set(says, state);
      }
      return state;
    },
    at: (otherMs) => availabilityAt(facts, otherMs, kept),
  };
  if (kept.size < MAX_KEPT) kept.set(atMs, availability);
  return availability;
}
