import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Everything `npm test` does: the checks of the code itself, then every test. Ends with one line of counts. */
const ROOT = join(import.meta.dirname, '../..');
const BIN = join(ROOT, 'node_modules/.bin');
const NODE_FLAGS = ['--conditions=@kirana/source', '--disable-warning=ExperimentalWarning'];

interface Check {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

const CHECKS: readonly Check[] = [
  { name: 'lint and format', command: join(BIN, 'biome'), args: ['check', '.'] },
  { name: 'types', command: join(BIN, 'tsc'), args: ['-p', 'tsconfig.json'] },
  {
    name: 'arrows',
    command: join(BIN, 'depcruise'),
    args: ['--config', 'tools/tidy/arrows.mjs', '--output-type', 'err', 'packages', 'tools'],
  },
  {
    name: 'generated files are fresh',
    command: process.execPath,
    args: [...NODE_FLAGS, 'tools/generate/generate.ts', '--check'],
  },
];

/** Runs to the end; gives the exit code, its output shown only when it failed. */
function run({ command, args }: Check): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
  readonly success: boolean;
}

async function vitest(report: string, only: readonly string[]): Promise<VitestReport> {
  await new Promise<void>((resolve) => {
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...only];
    const child = spawn(join(BIN, 'vitest'), args, { cwd: ROOT, stdio: 'inherit' });
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
  return JSON.parse(await readFile(report, 'utf8')) as VitestReport;
}

const folder = await mkdtemp(join(tmpdir(), 'kirana-test-'));
let passed = 0;
let failed = 0;
let skipped = 0;
try {
  for (const check of CHECKS) {
    const started = Date.now();
    const { code, output } = await run(check);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`${code === 0 ? '✓' : '✗'} ${check.name} (${seconds} s)`);
    if (code === 0) passed += 1;
    else {
      failed += 1;
      console.log(output);
    }
  }
  const report = await vitest(join(folder, 'report.json'), process.argv.slice(2));
  passed += report.numPassedTests;
  // a file that does not load fails as a suite without any test in it
  failed += Math.max(report.numFailedTests, report.success ? 0 : 1);
  skipped += report.numPendingTests + report.numTodoTests;
} catch (error) {
  console.error(error);
  failed += 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
// with all engines and the samples at hand nothing has a reason to be skipped
if (skipped > 0 && process.env.KIRANA_REQUIRE_ENGINES === '1' && process.env.KIRANA_SAMPLES) {
  console.log(`${skipped} skipped tests: none may be skipped where everything they need is at hand`);
  failed += skipped;
  skipped = 0;
}
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
