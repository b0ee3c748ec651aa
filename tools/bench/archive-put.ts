import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { openFilesystemArchive } from '../../packages/server/src/engines/archive/filesystem/filesystem-archive.ts';
import { alternate } from './alternate.ts';
import type { Bench } from './bench-room.ts';

const CALLERS = 64;
const BODY_BYTES = 2_048;
const DAY = '20261122';

/** Bodies per second with so many callers, each putting its next body when the last is stored. */
async function putFor(ms: number, put: (bytes: Uint8Array) => Promise<unknown>): Promise<number> {
  const started = performance.now();
  let count = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() - started < ms) {
      await put(randomBytes(BODY_BYTES));
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return (count / (performance.now() - started)) * 1000;
}

/** The other way to be crash-safe: a temporary file, synced, then given its name. */
function filePerBody(folder: string) {
  return async (bytes: Uint8Array): Promise<void> => {
    const path = join(folder, createHash('sha256').update(bytes).digest('hex'));
    const file = await open(`${path}.part`, 'wx');
    await file.write(bytes);
    await file.datasync();
    await file.close();
    await rename(`${path}.part`, path);
  };
}

export const archivePut: Bench = {
  name: 'archive-put',
  about: 'bodies into the segment archive, against a synced file for each',
  sets: ['embedded'],
  async run(room) {
    const folder = await room.folder();
    await mkdir(join(folder, 'files'));
    const archive = await openFilesystemArchive({ root: join(folder, 'segments') });
    const putFile = filePerBody(join(folder, 'files'));
    const ms = room.options.quick ? 500 : 1_500;
    const { value, baseline, ratio } = await alternate(
      3,
      { baseline: () => putFor(ms, putFile), ours: () => putFor(ms, (bytes) => archive.put(DAY, bytes)) },
      (perSecond) => perSecond,
    );
    await archive.close();
    const note = `${BODY_BYTES} bytes, ${CALLERS} callers`;
    return [{ name: 'archive-put', value, unit: 'bodies/s', baseline, ratio, bar: null, engines: 'none', note }];
  },
};
