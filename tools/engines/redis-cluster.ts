import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findOnPath, runCommand } from './command.ts';
import { type Engine, EngineUnavailable } from './engine.ts';
import type { ProcessPlan } from './engine-process.ts';
import { freePorts } from './free-ports.ts';
import { askRedis } from './redis-wire.ts';
import { runEngine, waitUntil } from './run-engine.ts';

const MASTERS = 3; // the fewest that can agree that one of them has failed
const SLOTS = 16_384;
const SETTLE_WITHIN_MS = 60_000;

interface Node {
  readonly port: number;
  readonly busPort: number;
}

/** Redis Cluster: three masters, no replicas. Nothing is kept on disk but the shape of the cluster. */
export const redisCluster: Engine = {
  name: 'redis',
  async install() {
    await installProgram();
  },
  async start() {
    const program = await installProgram();
    return runEngine('redis', async (folder) => {
      const ports = await freePorts(2 * MASTERS);
      const nodes = ports.slice(0, MASTERS).map((port, n) => ({ port, busPort: ports[MASTERS + n] ?? 0 }));
      for (const { port } of nodes) await mkdir(join(folder, String(port)));
      return {
        env: { REDIS_URL: nodes.map(({ port }) => `redis://127.0.0.1:${port}`).join(',') },
        stopSignal: 'SIGTERM',
        processes: nodes.map((node) => nodePlan(program, folder, node)),
        prepare: () => formCluster(nodes),
        settle: () => waitUntil('the Redis nodes agree', SETTLE_WITHIN_MS, () => agree(nodes)),
      };
    });
  },
};

function nodePlan(program: Program, folder: string, { port, busPort }: Node): ProcessPlan {
  const settings = {
    port,
    'cluster-port': busPort,
    bind: '127.0.0.1',
    'cluster-enabled': 'yes',
    'cluster-config-file': 'nodes.conf',
    'cluster-node-timeout': 2_000,
    save: '',
    appendonly: 'no',
    maxmemory: '256mb',
    'maxmemory-policy': 'noeviction',
  };
  return {
    label: `redis-${port}`,
    ...program,
    args: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    folder: join(folder, String(port)),
    isReady: async () => (await askRedis(port, ['PING'])) === 'PONG',
  };
}

/** Gives each node its share of the slots and lets them meet. */
async function formCluster(nodes: readonly Node[]): Promise<void> {
  const share = Math.ceil(SLOTS / nodes.length);
  for (const [n, { port }] of nodes.entries()) {
    const last = Math.min((n + 1) * share, SLOTS) - 1;
    await askRedis(port, ['CLUSTER', 'ADDSLOTSRANGE', String(n * share), String(last)]);
    // different epochs from the start: equal ones are a conflict the nodes would have to settle first
    await askRedis(port, ['CLUSTER', 'SET-CONFIG-EPOCH', String(n + 1)]);
  }
  const [first, ...others] = nodes;
  for (const { port, busPort } of others) {
    await askRedis(first?.port ?? 0, ['CLUSTER', 'MEET', '127.0.0.1', String(port), String(busPort)]);
  }
}

async function agree(nodes: readonly Node[]): Promise<boolean> {
  const answers = await Promise.all(nodes.map(({ port }) => askRedis(port, ['CLUSTER', 'INFO'])));
  return answers.every(
    (info) =>
      info.includes('cluster_state:ok') &&
      info.includes(`cluster_known_nodes:${nodes.length}`) &&
      info.includes(`cluster_slots_ok:${SLOTS}`),
  );
}

interface Program {
  readonly file: string;
  readonly argv0?: string;
}

async function installProgram(): Promise<Program> {
  const program = findProgram() ?? (await installFromDebian());
  const version = await runCommand(program.file, ['--version'], {}).catch((error: unknown) => String(error));
  const major = Number(/(?:v=|redis-check-rdb )(\d+)\./.exec(version)?.[1]);
  if (!(major >= 7))
    throw new EngineUnavailable('redis', `Redis 7 or newer is needed, ${program.file} is ${version.trim()}`);
  return program;
}

/**
 * Debian's redis-tools holds the server under the name of a check tool, and the program goes by the name it is called by.
 * Its redis-server package adds a link, and a service on port 6379 that we do not want to start on anyone's machine.
 */
function findProgram(): Program | undefined {
  const server = findOnPath('redis-server');
  if (server !== undefined) return { file: server };
  const underOtherName = findOnPath('redis-check-rdb');
  return underOtherName === undefined ? undefined : { file: underOtherName, argv0: 'redis-server' };
}

async function installFromDebian(): Promise<Program> {
  const missing = 'redis-server is not installed';
  if (findOnPath('apt-get') === undefined || process.getuid?.() !== 0) {
    throw new EngineUnavailable('redis', `${missing}; as root on Debian or Ubuntu: apt-get install redis-tools`);
  }
  const install = ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', 'redis-tools'];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  process.stderr.write('engines: installing redis-tools with apt-get\n');
  try {
    await runCommand('apt-get', install, { env }).catch(async () => {
      await runCommand('apt-get', ['update'], { env }); // the package lists of a fresh container are empty
      await runCommand('apt-get', install, { env });
    });
  } catch (cause) {
    throw new EngineUnavailable('redis', `${missing} and ${(cause as Error).message}`, { cause });
  }
  const program = findProgram();
  if (program === undefined) throw new EngineUnavailable('redis', `${missing}, even by installing redis-tools`);
  return program;
}
