import type { Reason, ReasonCode } from './reason.ts';

/** What the rules found at one instant. Rules report to it; it keeps what time alone will change. */
export class Findings {
  readonly reasons: Reason[] = [];
  /** The first moment any input changes by time; Infinity: none. */
  freshUntilMs = Number.POSITIVE_INFINITY;
  /** Nothing is orderable before this, as each reason stands until its own change; Infinity: one of them never ends by time. */
  blockedUntilMs = Number.NEGATIVE_INFINITY;

  /** An input changes at this moment by time alone (null: it does not), whether it stands in the way now or not. */
  changesAt(changesAtMs: number | null): void {
    if (changesAtMs !== null && changesAtMs < this.freshUntilMs) this.freshUntilMs = changesAtMs;
  }

  /** A reason stands, until `endsAtMs` by time alone (null: never). */
  refuse(code: ReasonCode, params: Reason['params'], endsAtMs: number | null): void {
    this.reasons.push({ code, params });
    this.changesAt(endsAtMs);
    this.blockedUntilMs = Math.max(this.blockedUntilMs, endsAtMs ?? Number.POSITIVE_INFINITY);
  }
}

/** An instant of ours as text. */
export const instantOf = (ms: number): string => new Date(ms).toISOString();

/** When something that says "until then" (null: for good) ends; null also when that is over, with `over` saying so. */
export function untilMs(
  until: string | null,
  atMs: number,
): { readonly endsAtMs: number | null; readonly over: boolean } {
  if (until === null) return { endsAtMs: null, over: false };
  const ms = Date.parse(until);
  return ms <= atMs ? { endsAtMs: null, over: true } : { endsAtMs: ms, over: false };
}
