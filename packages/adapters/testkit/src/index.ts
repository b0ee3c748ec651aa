export type { Check, CheckResult } from './check.ts';
export { CHECKS } from './checks/index.ts';
export { conformance } from './conformance.ts';
export { type Fixture, loadFixtures } from './fixture.ts';
export type { ConformanceOptions, Upload } from './options.ts';
export { runChecks } from './run-checks.ts';
export { type Scorecard, type ScorecardEntry, scorecardOf, scorecardTable } from './scorecard.ts';
