import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { runKirana } from '../src/run.ts';

export interface Ran {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Env = Readonly<Record<string, string>>;

const oclif = { ...manifest.oclif, commands: { ...manifest.oclif.commands, target: './src/commands.ts' } };
const options = { root: join(import.meta.dirname, '..'), manifest: { ...manifest, oclif } as never };

/** Runs one command in this process, with only the KIRANA_ variables given. */
export async function runCli(argv: readonly string[], env: Env = {}): Promise<Ran> {
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (name.startsWith('KIRANA_')) delete process.env[name];
  Object.assign(process.env, env);
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      written[stream] += String(chunk);
      return true;
    }),
  );
  try {
    return { exit: await runKirana(argv, options), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.env = before;
  }
}

/** A folder of its own for contexts, removed afterwards. */
export async function contextsFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'kirana-cli-'));
  const path = join(folder, 'kirana', 'contexts.json');
  return { path, env: { KIRANA_CONFIG: path }, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Starts a command as a process of its own, as people do. */
export function startCli(argv: readonly string[], env: Env) {
  const entry = join(import.meta.dirname, '../bin/kirana.ts');
  const flags = ['--conditions=@kirana/source', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, entry, ...argv], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    written.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    written.stderr += String(chunk);
  });
  const ended = once(child, 'close').then(([exit]): Ran => ({ exit: Number(exit), ...written }));
  return { child, written, ended };
}
