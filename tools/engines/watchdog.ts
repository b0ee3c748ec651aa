import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Each line on standard input replaces the list of pids to end. The input closes when its writer ends, in whatever way
 * it ends: that is the one notice that also follows a SIGKILL.
 */
const SCRIPT = `
pids=
while read -r line; do pids=$line; done
if [ -n "$pids" ]; then
  kill -CONT $pids 2>/dev/null
  kill -INT $pids 2>/dev/null
  sleep 2
  kill -KILL $pids 2>/dev/null
fi
rm -rf "$1"
`;

interface Watchdog {
  readonly process: ChildProcess;
  /** Holds every run folder of this process. */
  readonly folder: string;
  readonly pids: Set<number>;
  readonly openFolders: Set<string>;
}

let current: Watchdog | undefined;

function watchdog(): Watchdog {
  if (current !== undefined) return current;
  const folder = mkdtempSync(join(tmpdir(), 'kirana-engines-'));
  chmodSync(folder, 0o711); // PostgreSQL under root runs as another user, who has to reach its folder in here
  // A session of its own: Ctrl-C in the terminal must not end it before it has done its work.
  const process = spawn('sh', ['-c', SCRIPT, 'sh', folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  process.on('error', () => {});
  process.stdin?.on('error', () => {});
  process.unref();
  (process.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  current = { process, folder, pids: new Set(), openFolders: new Set() };
  return current;
}

function closeIfIdle(): void {
  if (current === undefined || current.pids.size > 0 || current.openFolders.size > 0) return;
  try {
    rmdirSync(current.folder);
  } catch {
    // not empty or gone already: the script removes it
  }
  current.process.stdin?.end();
  current = undefined;
}

const tell = ({ process, pids }: Watchdog): void => void process.stdin?.write(`${[...pids].join(' ')}\n`);

/** From now on these processes end when this one does, even by SIGKILL. */
export function watch(pids: Iterable<number>): void {
  const dog = watchdog();
  for (const pid of pids) dog.pids.add(pid);
  tell(dog);
}

/** Call as soon as a watched process has ended: its pid may be given to a stranger. */
export function unwatch(pids: Iterable<number>): void {
  if (current === undefined) return;
  for (const pid of pids) current.pids.delete(pid);
  tell(current);
  closeIfIdle();
}

/** A new temporary folder, removed by `closeRunFolder` or when this process ends. */
export function openRunFolder(name: string): string {
  const dog = watchdog();
  const folder = mkdtempSync(join(dog.folder, `${name}-`));
  dog.openFolders.add(folder);
  return folder;
}

export async function closeRunFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  current?.openFolders.delete(folder);
  closeIfIdle();
}
