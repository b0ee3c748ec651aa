import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Bench } from './bench-room.ts';
import type { CsvCost } from './csv-child.ts';
import { below, plain } from './result.ts';

const MB = 1_000_000;
const MOST_MB = 300;
/** Garbage is collected in time; what is really held would not fit into much less. */
const HEAP_FLAGS = ['--max-old-space-size=128', '--max-semi-space-size=4'];
const NODE_FLAGS = ['--conditions=@kirana/source', '--disable-warning=ExperimentalWarning'];

const run = promisify(execFile);

/** In a process of its own: the file is made while it is read, so that nothing but the adapter is measured. */
export const csvNormalise: Bench = {
  name: 'csv-normalise',
  about: 'a CSV file cut, parsed and put into our words, and the most memory that took',
  sets: ['embedded'],
  async run({ options }) {
    const bytes = options.quick ? 50 * MB : 1_000 * MB;
    const child = join(import.meta.dirname, 'csv-child.ts');
    const { stdout } = await run(process.execPath, [...NODE_FLAGS, ...HEAP_FLAGS, child, String(bytes)]);
    const cost = JSON.parse(stdout) as CsvCost;
    if (cost.problems > 0) throw new Error(`${cost.problems} rows of a good file could not be read`);
    const note = `${Math.round(cost.bytes / MB)} MB, ${cost.rows} rows, ${cost.changes} changes, in ${cost.seconds.toFixed(1)} s`;
    return [
      { name: 'csv-normalise', ...plain(cost.rows / cost.seconds), unit: 'rows/s', engines: 'none', note },
      {
        name: 'csv-normalise-memory',
        ...below(MOST_MB, cost.peakBytes / MB),
        unit: 'MB',
        engines: 'none',
        note: `peak RSS of the process; heap limited by ${HEAP_FLAGS.join(' ')}`,
      },
    ];
  },
};
