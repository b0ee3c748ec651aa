import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Adapter } from '@kirana/adapter';
import type { CheckResult } from './check.ts';

export interface ScorecardEntry {
  readonly id: string;
  readonly result: CheckResult['result'];
  /** Of what was waived or does not apply. */
  readonly reason?: string;
}

/** What the kit found of an adapter; plain JSON, without times, so that it only changes when the adapter does. */
export interface Scorecard {
  readonly adapter: string;
  readonly apiVersion: number;
  readonly totals: Readonly<Record<CheckResult['result'], number>>;
  readonly checks: readonly ScorecardEntry[];
}

export function scorecardOf(adapter: Adapter, results: readonly CheckResult[]): Scorecard {
  const totals = { pass: 0, fail: 0, waived: 0, 'not-applicable': 0 };
  const checks = results.map((one): ScorecardEntry => {
    totals[one.result] += 1;
    return { id: one.id, result: one.result, ...('reason' in one ? { reason: one.reason } : {}) };
  });
  return { adapter: adapter.manifest.id, apiVersion: adapter.manifest.apiVersion, totals, checks };
}

export const writeScorecard = (file: URL, scorecard: Scorecard): void =>
  writeFileSync(file, `${JSON.stringify(scorecard, null, 2)}\n`);

/** "" when the committed scorecard says the same; otherwise what to do. */
export function compareScorecard(file: URL, scorecard: Scorecard): string {
  const renew = 'renew it: KIRANA_SCORECARD=write npx vitest run conformance';
  if (!existsSync(file)) return `there is no scorecard; ${renew}`;
  const committed = JSON.parse(readFileSync(file, 'utf8')) as Scorecard;
  if (isDeepStrictEqual(committed, JSON.parse(JSON.stringify(scorecard)))) return '';
  const before = new Map(committed.checks.map((one) => [one.id, one]));
  const changed = scorecard.checks.filter((one) => !isDeepStrictEqual(before.get(one.id), one)).map((one) => one.id);
  return `the committed scorecard differs (${changed.join(', ') || 'checks that are no more'}); ${renew}`;
}

const SIGN: Readonly<Record<CheckResult['result'], string>> = {
  pass: 'pass',
  fail: '**fail**',
  waived: 'waived',
  'not-applicable': 'n/a',
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A Markdown table of one scorecard. What was waived or does not apply shows why. */
export function scorecardTable(scorecard: Scorecard): string {
  const { totals } = scorecard;
  const rows = scorecard.checks.map(
    ({ id, result, reason }) => `| \`${id}\` | ${SIGN[result]} | ${cell(reason ?? '')} |`,
  );
  const sum = `${totals.pass} pass, ${totals.fail} fail, ${totals.waived} waived, ${totals['not-applicable']} not applicable`;
  return [`${sum}.`, '', '| check | result | reason |', '|---|---|---|', ...rows, ''].join('\n');
}
