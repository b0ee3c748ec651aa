import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { archivePut } from './archive-put.ts';
import { type Bench, type BenchOptions, BenchRoom, startSet } from './bench-room.ts';
import { catalogRead } from './catalog-read.ts';
import { csvNormalise } from './csv.ts';
import { eventsAppend } from './events-append.ts';
import { memory, menuApply } from './menu-apply.ts';
import { normalise } from './normalise.ts';
import { outOfStock } from './out-of-stock.ts';
import { oversell } from './oversell.ts';
import { reserveHot } from './reserve-hot.ts';
import { reserveHttp } from './reserve-http.ts';
import { reserveSpread } from './reserve-spread.ts';
import { type EngineSet, jsonLine, type Measured, passes } from './result.ts';
import { stockReports } from './stock-reports.ts';
import { storeOrderability } from './store-orderability.ts';
import { table } from './table.ts';
import { visible } from './visible.ts';
import { webhookAccept } from './webhook-accept.ts';

const BENCHES: readonly Bench[] = [
  catalogRead,
  webhookAccept,
  visible,
  menuApply,
  memory,
  normalise,
  csvNormalise,
  archivePut,
  eventsAppend,
  reserveHot,
  reserveSpread,
  reserveHttp,
  stockReports,
  storeOrderability,
  outOfStock,
  oversell,
];
const SETS: readonly EngineSet[] = ['embedded', 'postgres', 'real'];

const HELP = `npm run bench [-- options]: ratios of this machine, now

  --only <name>     one bench: ${BENCHES.map((bench) => bench.name).join(', ')}
  --engines <set>   only with these engines: ${SETS.join(', ')}
  --quick           fewer and shorter rounds
  --json            one object a line instead of the table
  --strict          exit 1 when a bar is missed
  --profile <dir>   CPU profiles of the server and the baselines
`;

const progress = (text: string) => process.stderr.write(`${text}\n`);

async function runSet(
  set: EngineSet,
  benches: readonly Bench[],
  options: BenchOptions,
): Promise<Map<Bench, readonly Measured[]>> {
  const results = new Map<Bench, readonly Measured[]>();
  const engines = await startSet(set);
  try {
    for (const bench of benches) {
      progress(`${bench.name} (${set}): ${bench.about} …`);
      const room = new BenchRoom(set, options, engines);
      try {
        results.set(bench, await bench.run(room));
      } catch (error) {
        // the others still tell something
        process.exitCode = 1;
        progress(`${bench.name} (${set}) failed: ${error instanceof Error ? error.stack : String(error)}`);
      } finally {
        await room.close();
      }
    }
  } finally {
    await engines?.stop();
  }
  return results;
}

/** `menu-apply` gives the figures of `memory` too: all together they are made once. */
function chosen(only: string | undefined): readonly Bench[] {
  if (only === undefined) return BENCHES.filter((bench) => bench !== memory);
  const found = BENCHES.filter((bench) => bench.name === only);
  if (found.length === 0)
    throw new RangeError(`there is no bench "${only}"; there are ${BENCHES.map(({ name }) => name).join(', ')}`);
  return found;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      engines: { type: 'string' },
      profile: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const benches = chosen(values.only);
  const loadBefore = loadavg()[0] ?? 0;
  const started = performance.now();
  const results: [Bench, readonly Measured[]][] = [];
  for (const set of SETS.filter((one) => values.engines === undefined || one === values.engines)) {
    const wanted = benches.filter((bench) => bench.sets.includes(set));
    if (wanted.length > 0)
      results.push(...(await runSet(set, wanted, { quick: values.quick, profile: values.profile })));
  }
  const measured = benches
    .flatMap((bench) => results.filter(([one]) => one === bench).flatMap(([, found]) => found))
    .filter(({ name }) => values.only === undefined || name.startsWith(values.only));
  const lines = values.json ? measured.map(jsonLine).join('\n') : table(measured);
  process.stdout.write(`${lines}\n`);
  const seconds = Math.round((performance.now() - started) / 1000);
  progress(
    `${seconds} s on ${availableParallelism()} cores, Node ${process.version}; load average before: ${loadBefore.toFixed(1)}`,
  );
  if (values.strict && measured.some((one) => passes(one) === false)) process.exitCode = 1;
}

await main();
