import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Usage } from './answer-parent.ts';

/** A process under test or a baseline: nothing of it shares an event loop with the load. */
export interface Child<Hello> {
  readonly hello: Hello;
  usage(): Promise<Usage>;
  /** Ends it and waits. Safe to call again. */
  stop(): Promise<void>;
  /** Ends it as a loss of power would (SIGKILL), and waits. */
  kill(): Promise<void>;
}

export interface ChildOptions {
  /** A file of this folder that calls `answerParent`. */
  readonly file: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Folder for a CPU profile, written when it ends. */
  readonly profile?: string | undefined;
}

const NODE_FLAGS = ['--conditions=@kirana/source', '--disable-warning=ExperimentalWarning'];
const UP_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 60_000;

/** @throws with the end of its stderr when it does not come up */
export async function startChild<Hello>({ file, args = [], env = {}, profile }: ChildOptions): Promise<Child<Hello>> {
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const inherited = Object.fromEntries(['PATH', 'HOME', 'TMPDIR'].map((name) => [name, process.env[name]]));
  const child = spawn(process.execPath, [...NODE_FLAGS, ...profiling, join(import.meta.dirname, file), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...inherited, ...env },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4_000);
  });
  child.stdin.on('error', () => undefined);
  const waiting: ((line: string) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line));
  const next = (withinMs: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${file} ${why}\n${errors}`));
      const timer = setTimeout(() => fail(`said nothing in ${withinMs / 1000} s`), withinMs);
      void ended.then(() => {
        clearTimeout(timer);
        fail('ended');
      });
      waiting.push((line) => {
        clearTimeout(timer);
        resolve(JSON.parse(line));
      });
    });
  const stop = async (): Promise<void> => {
    child.stdin.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(timer);
    // Whatever it complained of belongs to the run.
    if (errors !== '') process.stderr.write(`${file}: ${errors}\n`);
    errors = '';
  };
  try {
    const hello = (await next(UP_WITHIN_MS)) as Hello;
    return {
      hello,
      async usage() {
        child.stdin.write('usage\n');
        return (await next(UP_WITHIN_MS)) as Usage;
      },
      stop,
      async kill() {
        child.kill('SIGKILL');
        await ended;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
