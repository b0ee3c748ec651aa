import type { DayWindow, OpeningHours, Schedule } from './schedule.ts';
import { dayNumber, instantMsOfLocal, isoWeekdayOfDay, localDay, minutesOf } from './zoned-time.ts';

/** Whether it is open at an instant, and when that next changes (ms; null: not within 400 days). */
export interface OpenState {
  readonly open: boolean;
  readonly changesAtMs: number | null;
}

/** A stretch of real time [beginMs, endMs). */
interface Stretch {
  readonly beginMs: number;
  readonly endMs: number;
}

const ALWAYS: OpenState = { open: true, changesAtMs: null };
const DAY_MINUTES = 1440;
const HORIZON_DAYS = 400;
/** A week and a day show every edge of a week, twice that also where a clock change swallowed the first. */
const WEEKS_DAYS = 16;
const NO_EXCEPTIONS: ReadonlyMap<number, readonly DayWindow[]> = new Map();

/** The opening hours with the exceptions found by day number. */
interface Plan {
  readonly weekly: Schedule;
  readonly exceptions: ReadonlyMap<number, readonly DayWindow[]>;
  readonly zone: string;
}

/** The last of several exceptions for one date wins. */
function planOf(hours: OpeningHours, zone: string): Plan {
  if (hours.exceptions.length === 0) return { weekly: hours.weekly, exceptions: NO_EXCEPTIONS, zone };
  const exceptions = new Map(hours.exceptions.map((exception) => [dayNumber(exception.date), exception.windows]));
  return { weekly: hours.weekly, exceptions, zone };
}

const WHOLE_DAY: readonly DayWindow[] = [{ from: '00:00', to: '24:00' }];

function windowsOf(plan: Plan, day: number): readonly DayWindow[] {
  const exception = plan.exceptions.get(day);
  if (exception !== undefined) return exception;
  if (plan.weekly.length === 0) return WHOLE_DAY;
  const weekday = isoWeekdayOfDay(day);
  return plan.weekly.filter((window) => window.days.includes(weekday));
}

/**
 * Adds the stretches of the windows that begin on a local day. An exception decides its whole date, midnight to midnight: a window
 * that began the day before ends at its midnight. (To stay open after midnight on such a date, the exception says so from 00:00.)
 */
function addStretchesOf(plan: Plan, day: number, into: Stretch[]): void {
  const windows = windowsOf(plan, day);
  // A date that the zone skipped (Samoa, 30 December 2011) never happened: its windows would fall on the next date.
  if (windows.length === 0 || localDay(instantMsOfLocal(day, 0, plan.zone), plan.zone).day !== day) return;
  const lastMinute = plan.exceptions.has(day + 1) ? DAY_MINUTES : 2 * DAY_MINUTES;
  for (const window of windows) {
    const from = minutesOf(window.from);
    const to = minutesOf(window.to);
    const beginMs = instantMsOfLocal(day, from, plan.zone);
    const endMs = instantMsOfLocal(day, Math.min(to > from ? to : to + DAY_MINUTES, lastMinute), plan.zone);
    if (endMs > beginMs) into.push({ beginMs, endMs });
  }
}

/** What sorted stretches say of an instant: open until the end of those that touch, or closed until the next begins. */
function stateIn(stretches: readonly Stretch[], atMs: number): OpenState {
  let openUntilMs: number | null = null;
  for (const { beginMs, endMs } of stretches) {
    const reachedMs: number = openUntilMs ?? atMs;
    if (beginMs > reachedMs) return { open: openUntilMs !== null, changesAtMs: openUntilMs ?? beginMs };
    if (endMs > reachedMs) openUntilMs = endMs;
  }
  return { open: openUntilMs !== null, changesAtMs: openUntilMs };
}

/** The state as seen from the windows of the next `days` days; a change in the last of them is not certain, and left out. */
function stateWithin(plan: Plan, atMs: number, days: number): OpenState {
  const today = localDay(atMs, plan.zone).day;
  const stretches: Stretch[] = [];
  for (let day = today - 2; day <= today + days; day += 1) addStretchesOf(plan, day, stretches);
  stretches.sort((a, b) => a.beginMs - b.beginMs);
  const state = stateIn(stretches, atMs);
  const certainMs = instantMsOfLocal(today + days, 0, plan.zone);
  return state.changesAtMs === null || state.changesAtMs < certainMs ? state : { open: state.open, changesAtMs: null };
}

function stateOf(plan: Plan, atMs: number): OpenState {
  const today = localDay(atMs, plan.zone).day;
  let lastException = Number.NEGATIVE_INFINITY;
  for (const day of plan.exceptions.keys()) if (day > lastException) lastException = day;
  if (plan.weekly.length === 0 && lastException < today - 2) return ALWAYS;
  // Nearly every answer is in the next days; the far end is looked at only when it is not.
  for (const days of [2, WEEKS_DAYS]) {
    const state = stateWithin(plan, atMs, days);
    if (state.changesAtMs !== null) return state;
  }
  return stateWithin(plan, atMs, Math.min(HORIZON_DAYS, Math.max(WEEKS_DAYS, lastException - today + WEEKS_DAYS)));
}

/** Whether a store is open at an instant by its hours, and when that next changes. An empty week is always open, but for exceptions. */
export const hoursAt = (hours: OpeningHours, zone: string, atMs: number): OpenState =>
  hours.weekly.length === 0 && hours.exceptions.length === 0 ? ALWAYS : stateOf(planOf(hours, zone), atMs);

/** Whether a schedule offers its thing at an instant, and when that next changes. An empty schedule is always. */
export const scheduleAt = (schedule: Schedule, zone: string, atMs: number): OpenState =>
  schedule.length === 0 ? ALWAYS : stateOf({ weekly: schedule, exceptions: NO_EXCEPTIONS, zone }, atMs);
