import { argv, exit, stderr, stdout } from 'node:process';
import { ENGINE_NAMES, type EngineName, EngineUnavailable, installEngine, startEngines } from './index.ts';

const USAGE = `Real engines for tests and benches, on private ports of this machine.

  npm run --silent engines -- start [names]     start, print "export NAME=value" lines, stay until Ctrl-C
  npm run --silent engines -- install [names]   only make them available

Names: ${ENGINE_NAMES.join(' ')} (default: all). Data is temporary and removed at the end.
Installed once per user, in KIRANA_ENGINES_DIR or the cache folder of the user.
`;

const [command, ...words] = argv.slice(2);
const unknown = words.filter((word) => !isEngineName(word));
if ((command !== 'start' && command !== 'install') || unknown.length > 0) {
  stderr.write(unknown.length > 0 ? `no such engine: ${unknown.join(' ')}\n\n${USAGE}` : USAGE);
  exit(2);
}
const names = words.length > 0 ? words.filter(isEngineName) : ENGINE_NAMES;
exit(command === 'install' ? await install(names) : await start(names));

function isEngineName(word: string): word is EngineName {
  return (ENGINE_NAMES as readonly string[]).includes(word);
}

/** Resolves to the exit code: 1 when one of them is not available. */
async function install(wanted: readonly EngineName[]): Promise<number> {
  const codes = wanted.map(async (name) => {
    try {
      await installEngine(name);
      stderr.write(`${name}: ready to start\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) throw error;
      stderr.write(`${error.message}\n`);
      return 1;
    }
  });
  return Math.max(...(await Promise.all(codes)));
}

async function start(wanted: readonly EngineName[]): Promise<number> {
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  const parent = process.ppid;
  const stayAwake = setInterval(() => {
    // npm, when killed, does not pass that on: without it we would run for ever, unseen
    if (process.env.npm_lifecycle_event !== undefined && process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 1_000);
  const begun = performance.now();
  const starting = startEngines(wanted);
  // interrupted while starting: leave at once, the watchdog ends what runs by now
  const started = await Promise.race([starting, interrupted]);
  if (started === undefined) return 0;
  for (const { engine, reason } of started.unavailable) stderr.write(`${engine} is not available here: ${reason}\n`);
  for (const [name, value] of Object.entries(started.env)) stdout.write(`export ${name}='${value}'\n`);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const running = started.running.map(({ name }) => name).join(', ');
  stderr.write(`running after ${seconds} s: ${running || 'nothing'}. Ctrl-C stops.\n`);
  if (started.running.length === 0) return 1;
  await interrupted;
  clearInterval(stayAwake);
  await started.stop();
  return 0;
}
