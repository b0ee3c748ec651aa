import { Flags } from '@oclif/core';
import { CommandError } from './failure.ts';

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** "2026-11-22T10:00:00+05:30", or a span: "90s", "30m", "2h", "7d". @throws CommandError for anything else */
export function instantOf(text: string, nowMs: number, direction: 'ago' | 'ahead'): string {
  const span = /^(\d{1,6})([smhd])$/.exec(text);
  const ms =
    span === null
      ? /^\d{4}-\d\d-\d\dT/.test(text) && /(Z|[+-]\d\d:\d\d)$/.test(text)
        ? Date.parse(text)
        : Number.NaN
      : nowMs + Number(span[1]) * (UNIT_MS[span[2] ?? ''] ?? 0) * (direction === 'ago' ? -1 : 1);
  if (!Number.isNaN(ms)) return new Date(ms).toISOString();
  const next = 'Give it as 2026-11-22T10:00:00Z, or as a span: 30m, 2h, 7d.';
  throw new CommandError('usage', 'USAGE', `Not a time: ${text}`, next);
}

const instantFlag = (direction: 'ago' | 'ahead') =>
  Flags.custom<string>({
    helpValue: '<time>',
    parse: async (text) => instantOf(text, Date.now(), direction),
  });

/** A time that was: a span counts back from now. */
export const pastInstant = instantFlag('ago');
/** A time to come: a span counts on from now. */
export const futureInstant = instantFlag('ahead');
