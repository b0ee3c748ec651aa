import type { Check } from '../check.ts';
import { ACCOUNT_CHECKS } from './account-checks.ts';
import { CONVERGE_CHECKS } from './converge-checks.ts';
import { CUT_CHECKS } from './cut-checks.ts';
import { FIXTURE_CHECKS } from './fixture-checks.ts';
import { MANIFEST_CHECKS } from './manifest-checks.ts';
import { NORMALISE_CHECKS } from './normalise-checks.ts';
import { PULL_CHECKS } from './pull-checks.ts';
import { PULL_FAILURE_CHECKS } from './pull-failure-checks.ts';
import { PUSH_CHECKS } from './push-checks.ts';
import { REPLY_CHECKS } from './reply-checks.ts';
import { ROUTE_CHECKS } from './route-checks.ts';
import { VERIFY_CHECKS } from './verify-checks.ts';

/** Every check of the kit, in the order of the scorecard. */
export const CHECKS: readonly Check[] = [
  ...MANIFEST_CHECKS,
  ...FIXTURE_CHECKS,
  ...VERIFY_CHECKS,
  ...ROUTE_CHECKS,
  ...REPLY_CHECKS,
  ...NORMALISE_CHECKS,
  ...CONVERGE_CHECKS,
  ...PULL_CHECKS,
  ...PULL_FAILURE_CHECKS,
  ...PUSH_CHECKS,
  ...ACCOUNT_CHECKS,
  ...CUT_CHECKS,
];
