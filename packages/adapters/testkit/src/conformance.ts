import type { Adapter } from '@kirana/adapter';
import { describe, expect, test } from 'vitest';
import type { CheckResult } from './check.ts';
import { CHECKS } from './checks/index.ts';
import type { ConformanceOptions } from './options.ts';
import { runChecks } from './run-checks.ts';
import { compareScorecard, scorecardOf, writeScorecard } from './scorecard.ts';

/** Whichever test comes first waits for all checks, which a busy machine takes its time for. */
const LONGEST_MS = 300_000;

const textOf = (result: CheckResult | undefined): string => {
  if (result === undefined) return 'the check did not run';
  return result.result === 'fail' ? [`${result.id}: ${result.title}`, ...result.findings].join('\n- ') : '';
};

/** Registers one vitest test for each check of the kit, and one that holds the committed scorecard to what was found. */
export function conformance(adapter: Adapter, options: ConformanceOptions): void {
  describe(`conformance of ${adapter.manifest.id}`, () => {
    let running: Promise<readonly CheckResult[]> | undefined;
    const results = (): Promise<readonly CheckResult[]> => {
      running ??= runChecks(adapter, options);
      return running;
    };
    test.each(CHECKS.map(({ id, title }) => [id, title]))(
      '%s: %s',
      async (id) => {
        const result = (await results()).find((one) => one.id === id);
        expect(textOf(result)).toBe('');
      },
      LONGEST_MS,
    );
    test('waivers name checks that there are', () => {
      const known = new Set(CHECKS.map(({ id }) => id));
      expect(Object.keys(options.waive ?? {}).filter((id) => !known.has(id))).toEqual([]);
    });
    const { scorecard } = options;
    if (scorecard !== undefined) {
      test(
        'the committed scorecard is true',
        async () => {
          const found = scorecardOf(adapter, await results());
          if (process.env.KIRANA_SCORECARD === 'write') writeScorecard(scorecard, found);
          expect(compareScorecard(scorecard, found)).toBe('');
        },
        LONGEST_MS,
      );
    }
  });
}
