import type { components } from '@kirana/sdk';
import { CommandError } from './failure.ts';

export type OpeningHours = components['schemas']['OpeningHours'];
type WeeklyWindow = OpeningHours['weekly'][number];
type HoursException = OpeningHours['exceptions'][number];

/** ISO 8601: Monday is 1. */
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WINDOW = /^(\d\d:\d\d)-(\d\d:\d\d)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

const refuse = (text: string, next: string) => new CommandError('usage', 'USAGE', `Not opening hours: ${text}`, next);
const WRITE_WEEKLY = 'Write days and a window: "mon-fri 09:00-22:00", "sat,sun 10:00-02:00"; or "always".';
const WRITE_DATE = 'Write a date and its windows: "2026-12-31 10:00-16:00"; or "2026-12-25 closed".';

function daysOf(text: string): number[] | undefined {
  const days = new Set<number>();
  for (const part of text.toLowerCase().split(',')) {
    const [first, last] = part.split('-').map((name) => DAYS.indexOf(name) + 1);
    if (!first || last === 0) return undefined;
    // "sat-mon" goes over the end of the week
    for (let day = first; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === (last ?? first)) break;
    }
  }
  return [...days].sort();
}

function windowOf(text: string): { from: string; to: string } | undefined {
  const [, from, to] = WINDOW.exec(text) ?? [];
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** "mon-fri 09:00-14:00", several of them; "always" alone: no hours, so always open. @throws CommandError */
export function weeklyOf(texts: readonly string[]): WeeklyWindow[] {
  if (texts.length === 1 && texts[0] === 'always') return [];
  return texts.map((text) => {
    const [days = '', window = '', ...more] = text.trim().split(/\s+/);
    const weekly = { days: daysOf(days), ...windowOf(window) };
    const { from, to } = weekly;
    if (weekly.days === undefined || from === undefined || to === undefined || more.length > 0) {
      throw refuse(text, WRITE_WEEKLY);
    }
    return { days: weekly.days, from, to };
  });
}

/** "2026-12-25 closed", "2026-12-31 10:00-14:00 18:00-22:00". @throws CommandError */
export function exceptionOf(text: string): HoursException {
  const [date = '', ...rest] = text.trim().split(/\s+/);
  const windows = rest.length === 1 && rest[0] === 'closed' ? [] : rest.map(windowOf);
  const known = windows.filter((window) => window !== undefined);
  if (!DATE.test(date) || rest.length === 0 || known.length < windows.length) throw refuse(text, WRITE_DATE);
  return { date, windows: known };
}

/** Dates set anew replace what they said before; the earliest first. */
export function withExceptions(
  before: readonly HoursException[],
  set: readonly HoursException[],
  unset: readonly string[],
): HoursException[] {
  const byDate = new Map([...before, ...set].map((exception) => [exception.date, exception]));
  for (const date of unset) byDate.delete(date);
  return [...byDate.values()].sort((left, right) => left.date.localeCompare(right.date));
}

/** Runs of days: "mon-fri", "mon,wed". */
function daysText(days: readonly number[]): string {
  const runs: number[][] = [];
  for (const day of [...days].sort()) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined) => DAYS[(day ?? 1) - 1];
  return runs.map((run) => (run.length === 1 ? name(run[0]) : `${name(run[0])}-${name(run.at(-1))}`)).join(',');
}

/** As they are written: "mon-sun 00:00-24:00; 2026-12-25 closed". */
export function hoursText({ weekly, exceptions }: OpeningHours): string {
  const week = weekly.map(({ days, from, to }) => `${daysText(days)} ${from}-${to}`);
  const dates = exceptions.map(({ date, windows }) =>
    [date, ...(windows.length === 0 ? ['closed'] : windows.map(({ from, to }) => `${from}-${to}`))].join(' '),
  );
  return [...(week.length === 0 ? ['always'] : week), ...dates].join('; ');
}
