/**
 * A reporter for the package's own vitest, whatever version that is: it is written beside the report it makes, because it has to be a file,
 * and because this program has no vitest. Of a failure it keeps what was found, whole.
 */
export const KIT_REPORTER = `
import { writeFileSync } from 'node:fs';
const textOf = (error) =>
  typeof error.actual === 'string' && error.actual.startsWith("'") === false && error.expected === '' ? error.actual : error.message;
export default class {
  onTestRunEnd(modules, unhandled) {
    const tests = [];
    for (const module of modules) {
      for (const error of module.errors()) tests.push({ suite: '', name: module.relativeModuleId, state: 'failed', errors: [error.message] });
      for (const test of module.children.allTests()) {
        const { state, errors = [] } = test.result();
        const suite = test.parent.type === 'suite' ? test.parent.fullName : '';
        tests.push({ suite, name: test.name, state, errors: errors.map(textOf) });
      }
    }
    for (const error of unhandled) tests.push({ suite: '', name: 'outside of any test', state: 'failed', errors: [error.message] });
    writeFileSync(process.env.KIRANA_KIT_REPORT, JSON.stringify(tests));
  }
}
`;

/** One test, as the reporter writes it. */
export interface ReportedTest {
  readonly suite: string;
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped' | 'pending';
  readonly errors: readonly string[];
}
