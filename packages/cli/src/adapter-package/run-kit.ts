import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CommandError } from '../failure.ts';
import { KIT_REPORTER, type ReportedTest } from './kit-reporter.ts';

/** One check of the kit, or one of the package's own tests. */
export interface KitLine {
  /** Id of the check; null: a test of the package's own. */
  readonly check: string | null;
  readonly title: string;
  readonly result: 'pass' | 'fail' | 'waived' | 'not-applicable' | 'skipped';
  /** Why it failed, was waived, or does not apply. */
  readonly reason: string | null;
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
function runVitest(program: string, folder: string, temporary: string, signal: AbortSignal): Promise<void> {
  const args = [program, 'run', `--reporter=${join(temporary, 'reporter.mjs')}`];
  const env = { ...process.env, KIRANA_KIT_REPORT: join(temporary, 'report.json') };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: folder,
      stdio: ['ignore', process.stderr, 'inherit'],
      env,
      signal,
    });
    child.once('error', (error) => reject(signal.aborted ? signal.reason : error));
    child.once('close', () => resolve());
  });
}

/** Results the report of vitest cannot tell: what was waived or does not apply, by check. */
async function scorecardOf(
  folder: string,
): Promise<ReadonlyMap<string, { result: KitLine['result']; reason: string | null }>> {
  try {
    const card = JSON.parse(await readFile(join(folder, 'scorecard.json'), 'utf8')) as {
      checks: readonly { id: string; result: KitLine['result']; reason?: string }[];
    };
    return new Map(card.checks.map(({ id, result, reason = null }) => [id, { result, reason }]));
  } catch {
    return new Map();
  }
}

const CHECK = /^([a-z][a-z0-9.-]*\/[a-z0-9./-]+): (.*)$/s;

function lineOf(test: ReportedTest, scorecard: Awaited<ReturnType<typeof scorecardOf>>): KitLine {
  const { suite, name, state, errors } = test;
  const [, id, text] = (suite.startsWith('conformance of ') && CHECK.exec(name)) || [];
  const check = id ?? null;
  const title = text ?? (suite === '' ? name : `${suite} > ${name}`);
  if (state === 'failed') return { check, title, result: 'fail', reason: errors.join('\n').trim() };
  if (state !== 'passed') return { check, title, result: 'skipped', reason: null };
  const known = check === null ? undefined : scorecard.get(check);
  // a check that passed just now passed: a card from before may only say more of it
  return known === undefined || known.result === 'fail'
    ? { check, title, result: 'pass', reason: null }
    : { check, title, ...known };
}

/** Runs all tests of a package. @throws CommandError when there is nothing to run, or no report came of it */
export async function runKit(folder: string, signal: AbortSignal): Promise<{ ok: boolean; lines: readonly KitLine[] }> {
  const program = await vitestOf(folder);
  const temporary = await mkdtemp(join(tmpdir(), 'kirana-kit-'));
  try {
    await writeFile(join(temporary, 'reporter.mjs'), KIT_REPORTER);
    await runVitest(program, folder, temporary, signal);
    const report: unknown = await readFile(join(temporary, 'report.json'), 'utf8').then(JSON.parse, () => undefined);
    if (!Array.isArray(report)) {
      const next = 'Run npx vitest run there and read what it says.';
      throw new CommandError('check', 'KIT_FAILED', 'vitest gave no report.', next);
    }
    const scorecard = await scorecardOf(folder);
    const lines = (report as readonly ReportedTest[]).map((test) => lineOf(test, scorecard));
    return { ok: lines.length > 0 && lines.every(({ result }) => result !== 'fail'), lines };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
