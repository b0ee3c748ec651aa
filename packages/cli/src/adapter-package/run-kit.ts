import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CommandError } from '../failure.ts';
import { isParts } from './read-package.ts';

/** One check of the kit, or one of the package's own tests. */
export interface KitLine {
  /** Id of the check; null: a test of the package's own. */
  readonly check: string | null;
  readonly title: string;
  readonly result: 'pass' | 'fail' | 'waived' | 'not-applicable' | 'skipped';
  /** Why it failed, was waived, or does not apply. */
  readonly reason: string | null;
}

interface Assertion {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  readonly failureMessages?: readonly string[] | undefined;
}
interface Report {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly Assertion[];
  }[];
}

/** The package's own vitest. @throws CommandError when it is not installed */
async function vitestOf(folder: string): Promise<string> {
  try {
    const path = createRequire(join(folder, 'package.json')).resolve('vitest/package.json');
    const { bin } = JSON.parse(await readFile(path, 'utf8')) as { bin: string | { vitest: string } };
    return join(dirname(path), typeof bin === 'string' ? bin : bin.vitest);
  } catch {
    throw new CommandError('usage', 'USAGE', `vitest is not installed in ${folder}.`, 'Run npm install there.');
  }
}

/** Ends when vitest does. Its words are for stderr: stdout is ours. */
function runVitest(program: string, folder: string, report: string, signal: AbortSignal): Promise<void> {
  const args = [program, 'run', '--reporter=json', `--outputFile=${report}`];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], signal });
    child.once('error', (error) => reject(signal.aborted ? signal.reason : error));
    child.once('close', () => resolve());
  });
}

const firstLines = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\s*at /.test(line))
    .slice(0, 12)
    .join('\n')
    .trim();

/** Results the report of vitest cannot tell: what was waived or does not apply, by check. */
async function scorecardOf(folder: string): Promise<ReadonlyMap<string, { result: KitLine['result']; reason: string | null }>> {
  try {
    const card = JSON.parse(await readFile(join(folder, 'scorecard.json'), 'utf8')) as {
      checks: readonly { id: string; result: KitLine['result']; reason?: string }[];
    };
    return new Map(card.checks.map(({ id, result, reason = null }) => [id, { result, reason }]));
  } catch {
    return new Map();
  }
}

function lineOf(assertion: Assertion, scorecard: Awaited<ReturnType<typeof scorecardOf>>): KitLine {
  const { ancestorTitles, title, status, failureMessages = [] } = assertion;
  const isOfKit = ancestorTitles.some((name) => name.startsWith('conformance of '));
  const [, id, text] = (isOfKit && /^([a-z][a-z0-9/.-]*\/[a-z0-9/.-]+): (.*)$/s.exec(title)) || [];
  const check = id ?? null;
  const name = text ?? [...ancestorTitles, title].join(' > ');
  if (status === 'failed') return { check, title: name, result: 'fail', reason: firstLines(failureMessages.join('\n')) };
  if (status !== 'passed') return { check, title: name, result: 'skipped', reason: null };
  const known = check === null ? undefined : scorecard.get(check);
  // a check that passed just now passed: a card from before may only say more of it
  return known === undefined || known.result === 'fail'
    ? { check, title: name, result: 'pass', reason: null }
    : { check, title: name, ...known };
}

/** Runs all tests of a package. @throws CommandError when there is nothing to run, or no report came of it */
export async function runKit(folder: string, signal: AbortSignal): Promise<{ ok: boolean; lines: readonly KitLine[] }> {
  const program = await vitestOf(folder);
  const temporary = await mkdtemp(join(tmpdir(), 'kirana-kit-'));
  try {
    const path = join(temporary, 'report.json');
    await runVitest(program, folder, path, signal);
    const report: unknown = await readFile(path, 'utf8').then(JSON.parse, () => undefined);
    if (!isParts(report)) {
      throw new CommandError('check', 'KIT_FAILED', 'vitest gave no report.', 'Run npx vitest run there and read what it says.');
    }
    const { success, testResults } = report as unknown as Report;
    const scorecard = await scorecardOf(folder);
    const lines = testResults.flatMap(({ name, status, message = '', assertionResults }): KitLine[] =>
      status === 'failed' && assertionResults.length === 0
        ? [{ check: null, title: name, result: 'fail', reason: firstLines(message) }]
        : assertionResults.map((assertion) => lineOf(assertion, scorecard)),
    );
    return { ok: success && lines.length > 0, lines };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
