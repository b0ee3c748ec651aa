import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTenant, openServer, type RunningServer, readConfig } from '../../server/src/index.ts';
import { contextsFolder, type Ran, runCli } from './run-cli.ts';

const ORIGIN = { actor: 'root', requestId: 'req_test', cause: null };

let folder: string;
let server: RunningServer;
let contexts: Awaited<ReturnType<typeof contextsFolder>>;
let connectionId: string;

const kirana = (...argv: string[]): Promise<Ran> => runCli(argv, contexts.env);

async function json<T = { id: string }>(exit: number, ...argv: string[]): Promise<T> {
  const ran = await kirana(...argv, '--json');
  expect(ran.exit, `${argv.join(' ')}: ${ran.stdout}${ran.stderr}`).toBe(exit);
  return JSON.parse(ran.stdout) as T;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kirana-cli-upload-'));
  contexts = await contextsFolder();
  server = await openServer(readConfig({ KIRANA_DATA: join(folder, 'data'), PORT: '0', KIRANA_LOG_LEVEL: 'silent' }));
  const { key } = await createTenant({ database: server.database, now: () => new Date() }, { name: 'Test' }, ORIGIN);
  await json(0, 'init', '--url', server.url, '--key', key);
  const merchant = await json(0, 'merchant', 'create', '--name', 'Tulsi');
  const place = ['--zone', 'Asia/Kolkata', '--currency', 'INR'];
  const store = await json(
    0,
    'store',
    'create',
    '--merchant',
    merchant.id,
    '--name',
    'Market Road',
    '--kind',
    'retail',
    ...place,
  );
  const { source } = await json<{ source: { id: string } }>(
    0,
    'source',
    'create',
    '--adapter',
    'csv',
    '--name',
    'Files',
  );
  const setting = 'columns={"externalId":"sku","name":"name","price":"price"}';
  const named = ['--merchant', merchant.id, '--account', 'files', '--name', 'Files', '--setting', setting];
  connectionId = (await json(0, 'connection', 'create', '--source', source.id, ...named)).id;
  await json(0, 'connection', 'link', connectionId, '--location', 'shop', '--store', store.id);
});

afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
  await contexts.remove();
});

test('a file is uploaded, watched, and its rows looked at', async () => {
  const file = join(folder, 'monday.csv');
  await writeFile(file, 'sku,name,price\n1,Rice,10\n2,Salt,cheap\n');
  const upload = await json<{ id: string; status: string; problems: number; fileName: string }>(
    6,
    ...['upload', file, '--connection', connectionId, '--watch'],
  );
  expect(upload).toMatchObject({ status: 'done', problems: 1, fileName: 'monday.csv' });
  expect(await json(0, 'upload', 'show', upload.id)).toMatchObject({ id: upload.id, bytes: 38 });
  expect(await json(0, 'upload', 'list', '--connection', connectionId)).toMatchObject({ items: [{ id: upload.id }] });
  const problems = await json(0, 'upload', 'problems', upload.id);
  expect(problems).toMatchObject({ items: [{ row: 3, column: 'price', externalId: '2' }] });
  const shown = await kirana('upload', 'show', upload.id);
  expect(shown.stdout).toContain('monday.csv');
});

test('what cannot be uploaded is told', async () => {
  const place = ['--connection', connectionId];
  expect(await kirana('upload', join(folder, 'none.csv'), ...place)).toMatchObject({ exit: 2 });
  const strange = join(folder, 'export.dat');
  await writeFile(strange, 'a,b\n1,2\n');
  expect(await kirana('upload', strange, ...place)).toMatchObject({ exit: 2 });
  const refused = await kirana('upload', strange, ...place, '--type', 'text/csv');
  expect(refused.exit).not.toBe(0);
  expect(refused.stderr).toContain('UPLOAD_UNREADABLE');
});
