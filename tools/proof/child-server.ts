import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Settings } from './proof-server.ts';

const ROOT = join(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'packages/server/src/main.ts');
const FLAGS = ['--conditions=@kirana/source', '--disable-warning=ExperimentalWarning'];
const UP_WITHIN_MS = 120_000;

const environment = (settings: Settings): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  KIRANA_ALLOW_PRIVATE_HOSTS: '127.0.0.1',
  KIRANA_REQUESTS_PER_MINUTE: '10000000',
  ...settings,
});

/** Runs one command of `kirana-server` to its end and gives what it printed. */
export function runCommand(words: readonly string[], settings: Settings): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...FLAGS, MAIN, ...words], {
      env: environment(settings),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(`${words.join(' ')}: ${errors}`))));
  });
}

export interface ChildServer {
  readonly url: string;
  /** Everything it printed so far: its log is in there. */
  output(): string;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  /** Asks it to end; resolves to its exit code. */
  stop(): Promise<number | null>;
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)));

/** `kirana-server serve` as a process of its own; resolves when it listens. */
export async function startChildServer(settings: Settings): Promise<ChildServer> {
  const child = spawn(process.execPath, [...FLAGS, MAIN, 'serve'], {
    env: environment(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the server does not listen: ${output}`));
    }, UP_WITHIN_MS);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /Kirana listens on (\S+)/.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code, signal) => reject(new Error(`the server ended with ${signal ?? code}: ${output}`)));
  });
  return {
    url,
    output: () => output,
    async kill() {
      child.kill('SIGKILL');
      await ended(child);
    },
    async stop() {
      child.kill('SIGTERM');
      return ended(child);
    },
  };
}
