#!/usr/bin/env node
import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { KiranaError } from '@kirana/core';
import { Command } from 'commander';
import { BUILT_IN_ADAPTERS, SERVER_FOLDER } from './adapters.ts';
import { dump } from './backup/dump.ts';
import { restore } from './backup/restore.ts';
import { openServer } from './compose.ts';
import { type Environment, environmentHelp, ROLES, readConfig, type ServerRole } from './config.ts';
import { migrate } from './database/migrate.ts';
import { Opened, openStorage, prepareSchema, type StorageEngines } from './engines.ts';
import { initInstallation, replaceRootKey } from './identity/installation.ts';
import { masterKey } from './identity/master-key.ts';
import { rewrapDataKeys } from './identity/rewrap-data-keys.ts';
import { createLog } from './observe/log.ts';
import { addAdapter, type CommandDeps, listAdapters, removeAdapter } from './plugins/adapter-commands.ts';
import { untilStopped } from './until-stopped.ts';

/** Says what went wrong and what to do, and ends with 1; 2 is commander's own for wrong arguments. */
function fail(error: unknown): never {
  const lines =
    error instanceof KiranaError
      ? [`${error.code}: ${error.message}`, error.next]
      : [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
}

/** Runs work on database and archive alone, then closes them. */
async function withStorage(work: (storage: StorageEngines, config: Environment) => Promise<void>): Promise<void> {
  const config = readConfig(process.env);
  const opened = new Opened();
  try {
    await work(await openStorage(config, createLog(config.KIRANA_LOG_LEVEL), opened), config);
  } finally {
    await opened.close();
  }
}

const say = (text: string) => process.stdout.write(`${text}\n`);

const program = new Command('kirana-server')
  .description('The Kirana server. Configured by environment variables: see `kirana-server config`.')
  .showHelpAfterError();

program
  .command('serve', { isDefault: true })
  .description('run the server until it is stopped')
  .option('--role <role...>', `parts to run: ${ROLES.join(', ')}; all unless given`)
  .action(async ({ role }: { role?: string[] }) => {
    const unknown = (role ?? []).filter((name) => !(ROLES as readonly string[]).includes(name));
    if (unknown.length > 0)
      program.error(`error: unknown role ${unknown.join(', ')}; there are ${ROLES.join(', ')}`, { exitCode: 2 });
    const server = await openServer(readConfig(process.env), {
      roles: (role as ServerRole[] | undefined) ?? [...ROLES],
    });
    say(`Kirana listens on ${server.url} (${server.engines.join(', ')})`);
    await untilStopped();
    await server.close();
  });

program
  .command('init')
  .description('prepare an empty installation and print its root key, once')
  .option('--replace-root-key', 'make a new root key; the old one is refused from the next start of each server')
  .action(({ replaceRootKey: replace }: { replaceRootKey?: boolean }) =>
    withStorage(async ({ database }) => {
      await migrate(database);
      const rootKey = replace ? await replaceRootKey(database) : await initInstallation(database);
      if (rootKey === undefined) {
        throw new KiranaError(
          'ALREADY_EXISTS',
          {},
          { detail: 'There is a root key already. Lost it? Use --replace-root-key.' },
        );
      }
      say(rootKey);
      process.stderr.write('This is the root key. It creates tenants, and it is not shown again.\n');
    }),
  );

program
  .command('migrate')
  .description('bring the schema to the version of this program')
  .action(() =>
    withStorage(async ({ database }) => {
      const { applied, current } = await migrate(database);
      say(applied.length === 0 ? `The schema is at ${current}: nothing to do.` : `Applied ${applied.join(', ')}.`);
    }),
  );

program
  .command('rewrap')
  .description('put every tenant under the present KIRANA_SECRET_KEY, so that the previous one can be taken away')
  .action(() =>
    withStorage(async ({ database, secretKey }, config) => {
      await prepareSchema(config, database, createLog('silent'));
      const master = masterKey(secretKey, config.KIRANA_SECRET_KEY_PREVIOUS);
      const { rewrapped, present, withoutKey, unreadable } = await rewrapDataKeys(database, master);
      say(`Rewrapped ${rewrapped} tenants; ${present} were under the present key, ${withoutKey} have no data key yet.`);
      if (unreadable.length > 0) {
        const detail = `${unreadable.length} tenants are under neither key: ${unreadable.slice(0, 20).join(', ')}`;
        throw new KiranaError('SECRET_KEY_UNKNOWN', { tenants: unreadable }, { detail });
      }
      say('KIRANA_SECRET_KEY_PREVIOUS can be taken away.');
    }),
  );

program
  .command('dump')
  .description('write everything to one file: a backup, or the way to another database')
  .argument('<file>', 'file to write (gzipped JSON lines)')
  .action((file: string) =>
    withStorage(async ({ database, archive }, config) => {
      await prepareSchema(config, database, createLog('silent'));
      const draft = `${file}.part`;
      const counts = await dump(
        { database, archive, now: () => new Date() },
        createWriteStream(draft, { mode: 0o600 }),
      );
      await rename(draft, file);
      say(`Dumped ${counts.tenants} tenants, ${counts.rows} rows and ${counts.bodies} bodies to ${file}.`);
      process.stderr.write(
        'Its secrets are sealed: restoring needs the same KIRANA_SECRET_KEY (or the secret-key file of KIRANA_DATA).\n',
      );
    }),
  );

program
  .command('restore')
  .description('read a dump into this installation, which must not have its tenants')
  .argument('<file>', 'file that dump wrote')
  .action((file: string) =>
    withStorage(async ({ database, archive }) => {
      await migrate(database);
      const counts = await restore({ database, archive }, createReadStream(file));
      say(`Restored ${counts.tenants} tenants, ${counts.rows} rows and ${counts.bodies} bodies.`);
    }),
  );

const adapterDeps = (): CommandDeps => {
  const { KIRANA_ADAPTERS: enabled, KIRANA_ADAPTERS_FROM: from } = readConfig(process.env);
  return { builtIns: BUILT_IN_ADAPTERS, serverFolder: SERVER_FOLDER, from: from ?? process.cwd(), enabled, say };
};

const adapters = program.command('adapters').description('lock the packages of adapters that are not built in');

adapters
  .command('add')
  .description('show what an installed package asks for, and lock it as it is now')
  .argument('<package>', 'its name, or a path that begins with . or /')
  .option('--accept', 'agree to what it asks for beyond what was locked')
  .action((given: string, { accept = false }: { accept?: boolean }) => addAdapter(adapterDeps(), given, { accept }));

adapters
  .command('list')
  .description('list the adapters that are built in or locked')
  .action(() => listAdapters(adapterDeps()));

adapters
  .command('remove')
  .description('forget the lock of a package')
  .argument('<package>', 'its name')
  .action((name: string) => removeAdapter(adapterDeps(), name));

program
  .command('config')
  .description('list the environment variables, their defaults and meaning')
  .action(() => {
    for (const { name, fallback, meaning } of environmentHelp())
      say(`${name.padEnd(34)} ${fallback.padEnd(12)} ${meaning}`);
  });

await program.parseAsync().catch(fail);
