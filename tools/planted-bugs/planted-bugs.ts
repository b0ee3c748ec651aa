import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineUnavailable, type RunningEngine, startEngine } from '../engines/index.ts';
import { plant } from './plant.ts';
import type { PlantedBug } from './planted-bug.ts';
import { RULE_BUGS } from './rule-bugs.ts';
import { makeScratchCopy, ROOT } from './scratch-copy.ts';
import { STORED_BUGS } from './stored-bugs.ts';

/**
 * Plants one bug after the other in a copy of the working tree and runs the tests that must catch it: a test suite is worth what it
 * catches. Words on the command line choose bugs by name. Ends with an error when one survives.
 */
interface Report {
  readonly numTotalTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

async function runTests(folder: string, files: readonly string[], env: Readonly<Record<string, string>>) {
  const output = join(folder, 'report.json');
  await rm(output, { force: true });
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const said = await new Promise<string>((resolve) => {
    const args = [vitest, 'run', '--bail=1', '--reporter=json', `--outputFile=${output}`, ...files];
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: { ...process.env, KIRANA_ENGINES: 'none', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('close', () => resolve(text));
  });
  const text = await readFile(output, 'utf8').catch(() => undefined);
  if (text === undefined) throw new Error(`the tests could not be run: ${said}`);
  const report = JSON.parse(text) as Report;
  const failed = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap(({ status, fullName }) => (status === 'failed' ? [fullName] : [])),
  );
  const messages = report.testResults.map(({ message }) => message).filter((message) => message !== '');
  return { success: report.success && report.numTotalTests > 0, failed, messages };
}

/** The test that caught it; undefined: it survives. @throws when no test ran: a program that does not load proves nothing */
async function catchBug(folder: string, bug: PlantedBug, env: Readonly<Record<string, string>>) {
  const mend = plant(folder, bug);
  try {
    const { success, failed, messages } = await runTests(folder, bug.caughtBy, env);
    if (success) return undefined;
    const [first] = failed;
    if (first === undefined) throw new Error(`${bug.name}: no test ran: ${messages.join('\n')}`);
    return first;
  } finally {
    mend();
  }
}

async function startPostgres(): Promise<RunningEngine | undefined> {
  try {
    return await startEngine('postgres', { fsync: false });
  } catch (error) {
    if (!(error instanceof EngineUnavailable) || process.env.KIRANA_REQUIRE_ENGINES === '1') throw error;
    console.log(`${error.message}: bugs that only several processes meet are left out`);
    return undefined;
  }
}

async function main(words: readonly string[]): Promise<boolean> {
  const chosen = [...RULE_BUGS, ...STORED_BUGS].filter(({ name }) => words.every((word) => name.includes(word)));
  const postgres = await startPostgres();
  const folder = makeScratchCopy();
  try {
    const env = postgres?.env ?? {};
    const bugs = chosen.filter((bug) => postgres !== undefined || bug.needsPostgres !== true);
    const files = [...new Set(bugs.flatMap(({ caughtBy }) => caughtBy))];
    const sound = await runTests(folder, files, env);
    if (!sound.success)
      throw new Error(`red before any bug is planted: ${[...sound.failed, ...sound.messages].join('\n')}`);
    let survived = 0;
    for (const bug of bugs) {
      const startMs = performance.now();
      const by = await catchBug(folder, bug, env);
      const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
      console.log(
        by === undefined
          ? `✗ ${bug.name}: SURVIVES ${bug.caughtBy.join(', ')}`
          : `✓ ${bug.name} (${seconds} s)\n    ${by}`,
      );
      if (by === undefined) survived += 1;
    }
    console.log(`${bugs.length} bugs planted, ${bugs.length - survived} caught, ${survived} survived`);
    return survived === 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await postgres?.stop();
  }
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
