import type { Subject } from './subject.ts';

/** The capability is not declared, or there is nothing to try it on. */
export class NotApplicable {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

export const notApplicable = (reason: string): NotApplicable => new NotApplicable(reason);

/** What was found wrong, one sentence each. None: the check passes. */
export type Findings = readonly string[] | NotApplicable;

export interface Check {
  /** `group/name`; never changed, never used again: waivers and scorecards name it. */
  readonly id: string;
  /** What holds when it passes. */
  readonly title: string;
  /** What would go wrong otherwise. */
  readonly why: string;
  run(subject: Subject): Findings | Promise<Findings>;
}

export type CheckResult = { readonly id: string; readonly title: string } & (
  | { readonly result: 'pass' }
  | { readonly result: 'fail'; readonly findings: readonly string[] }
  | { readonly result: 'waived'; readonly reason: string; readonly findings: readonly string[] }
  | { readonly result: 'not-applicable'; readonly reason: string }
);
