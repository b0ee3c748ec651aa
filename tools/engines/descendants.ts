import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The pids of all living children of a process, and of theirs. */
export function descendants(pid: number): readonly number[] {
  const parents = existsSync('/proc/self/stat') ? parentsFromProc() : parentsFromPs();
  const found: number[] = [];
  let generation = new Set([pid]);
  while (generation.size > 0) {
    const parentsNow = generation;
    const next = parents.filter(([, parent]) => parentsNow.has(parent)).map(([child]) => child);
    found.push(...next);
    generation = new Set(next);
  }
  return found;
}

type ChildAndParent = readonly [child: number, parent: number];

function parentsFromProc(): readonly ChildAndParent[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      try {
        const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
        // "pid (name) state ppid …": the name may hold spaces and brackets
        const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
        return [[Number(entry), Number(parent)] as const];
      } catch {
        return []; // it ended while we looked
      }
    });
}

function parentsFromPs(): readonly ChildAndParent[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => {
      const [child, parent] = line.trim().split(/\s+/).map(Number);
      return [child ?? 0, parent ?? 0] as const;
    });
}
