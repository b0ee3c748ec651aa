import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  /** Both streams, as they came. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** It is ended after so long. */
  readonly limitMs?: number;
}

/** The environment of all programs: `node` is the one that runs this. */
export const ENVIRONMENT: Readonly<NodeJS.ProcessEnv> = {
  ...process.env,
  NODE_OPTIONS: '',
  PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`,
};

const FIVE_MINUTES_MS = 300_000;

/** Runs a program to its end. */
export function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env = {}, limitMs = FIVE_MINUTES_MS }: RunOptions,
): Promise<Ran> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(limitMs);
    const child = spawn(command, args, {
      cwd,
      env: { ...ENVIRONMENT, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    const pieces: Buffer[] = [];
    const data: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => {
      pieces.push(piece);
      data.push(piece);
    });
    child.stderr.on('data', (piece: Buffer) => pieces.push(piece));
    child.once('error', (error) => pieces.push(Buffer.from(String(error))));
    child.once('close', (code) =>
      resolve({ code: code ?? 1, stdout: Buffer.concat(data).toString(), output: Buffer.concat(pieces).toString() }),
    );
  });
}

/** As `runProgram`; gives stdout. @throws Error with the end of its output when it fails */
export async function mustRun(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { code, stdout, output } = await runProgram(command, args, options);
  if (code === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output.split('\n').slice(-60).join('\n')}`);
}
