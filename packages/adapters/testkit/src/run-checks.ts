import type { Adapter } from '@kirana/adapter';
import { type Check, type CheckResult, type Findings, NotApplicable } from './check.ts';
import { CHECKS } from './checks/index.ts';
import type { ConformanceOptions } from './options.ts';
import { prepareSubject, type Subject } from './subject.ts';

const MOST_FINDINGS = 5;

async function findingsOf(check: Check, subject: Subject): Promise<Findings> {
  try {
    return await check.run(subject);
  } catch (error) {
    return [error instanceof Error ? `${error.name}: ${error.message}` : String(error)];
  }
}

function judge(check: Check, findings: Findings, waiver: string | undefined): CheckResult {
  const { id, title } = check;
  if (findings instanceof NotApplicable) {
    if (waiver === undefined) return { id, title, result: 'not-applicable', reason: findings.reason };
    return { id, title, result: 'fail', findings: [`needless waiver: it does not apply (${findings.reason})`] };
  }
  const most = findings.slice(0, MOST_FINDINGS);
  if (findings.length > MOST_FINDINGS) most.push(`and ${findings.length - MOST_FINDINGS} more`);
  if (waiver !== undefined && most.length > 0) return { id, title, result: 'waived', reason: waiver, findings: most };
  if (waiver !== undefined) return { id, title, result: 'fail', findings: ['needless waiver: the check passes'] };
  return most.length === 0 ? { id, title, result: 'pass' } : { id, title, result: 'fail', findings: most };
}

/** Runs every check of the kit, one after the other: the order and the results are the same at every run. */
export async function runChecks(adapter: Adapter, options: ConformanceOptions): Promise<readonly CheckResult[]> {
  const subject = await prepareSubject(adapter, options);
  try {
    const results: CheckResult[] = [];
    for (const check of CHECKS) {
      results.push(judge(check, await findingsOf(check, subject), options.waive?.[check.id]));
    }
    return results;
  } finally {
    await subject.close();
  }
}
