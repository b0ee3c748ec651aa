import { Config, type Interfaces, run } from '@oclif/core';
import { settings } from '@oclif/core/settings';
import { EXIT } from './exit-codes.ts';
import { exitCodeOf, failureOf, failureText } from './failure.ts';
import { isReported } from './kirana-command.ts';

export interface RunOptions {
  /** Folder of this package. */
  readonly root: string;
  /** Its package.json, with the place of the commands. */
  readonly manifest: Interfaces.PJSON;
}

/** Runs one command and gives the exit code; what there was to tell is told. */
export async function runKirana(argv: readonly string[], { root, manifest }: RunOptions): Promise<number> {
  // the sources are run as they are
  settings.enableAutoTranspile = false;
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    const config = await Config.load({ root, pjson: manifest });
    await run([...argv], config);
    return Number(process.exitCode ?? EXIT.ok.code);
  } catch (error) {
    if (isReported(error)) return error.exitCode;
    const exit = (error as { oclif?: { exit?: number } }).oclif?.exit;
    // the end of --help
    if (exit === 0) return EXIT.ok.code;
    const failure = failureOf(error);
    process.stderr.write(`${failureText(failure)}\n`);
    return exitCodeOf(failure);
  } finally {
    process.exitCode = before;
  }
}
