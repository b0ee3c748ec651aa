import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCounts } from './read-counts.ts';

const ITEM = 'itm_01k4f2m8r5e6s9v0a1b2c3d4e5';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kirana-counts-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(text: string) {
  const path = join(folder, 'counts');
  await writeFile(path, text);
  return readCounts(path);
}

const ours = { itemId: ITEM, quantity: 5 };
const theirs = { externalId: '910000093', quantity: 0 };

test.each([
  ['without a header', `${ITEM},5\n910000093,0\n`],
  [
    'with a header, more columns and Windows line ends',
    `\uFEFFname,sku,on hand\r\n"a, ""b""",${ITEM},5\r\n,910000093,0\r\n`,
  ],
  ['with semicolons and quotes', `item_id;quantity\n"${ITEM}";"5"\n910000093;0`],
  ['as JSON', JSON.stringify([ours, theirs])],
])('counts %s', async (_name, text) => {
  expect(await read(text)).toEqual([ours, theirs]);
});

test.each([
  ['', 'it names no columns'],
  ['name,price\na,5', 'it names no columns'],
  [`${ITEM},5\n${ITEM},many`, 'line 2'],
  [`item_id,quantity\n${ITEM},1.5`, 'line 2'],
  ['item_id,quantity\n', 'no counts'],
  ['[{', 'no JSON'],
  ['{"a":1}', 'no list'],
  [JSON.stringify([{ itemId: ITEM, quantity: -1 }]), 'entry 0'],
  [JSON.stringify([null]), 'entry 0'],
])('%j is refused', async (text, why) => {
  await expect(read(text)).rejects.toThrow(why.replace('it names', 'names'));
});

test('a file that is not there', async () => {
  await expect(readCounts(join(folder, 'none'))).rejects.toThrow('ENOENT');
});
