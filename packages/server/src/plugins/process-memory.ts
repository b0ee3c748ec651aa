import { readFile } from 'node:fs/promises';

/**
 * Resident memory of another process, in bytes; undefined where only the process itself can say: the limit of V8 does not count buffers,
 * and a process that is busy growing does not answer.
 */
export async function residentBytes(pid: number): Promise<number | undefined> {
  try {
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? undefined : Number(kib) * 1_024;
  } catch {
    return undefined;
  }
}
