/** Run by the kill test: stores bodies as fast as it can and prints each key once it is acknowledged. */
import { randomBytes } from 'node:crypto';
import { openFilesystemArchive } from './filesystem-archive.ts';

const [root = '', day = ''] = process.argv.slice(2);
const archive = await openFilesystemArchive({ root });

async function putForEver(): Promise<never> {
  for (;;) process.stdout.write(`${await archive.put(day, randomBytes(2000))}\n`);
}

await Promise.all(Array.from({ length: 16 }, putForEver));
