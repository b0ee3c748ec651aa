import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { staticManifest } from '../../packages/adapters/contract/src/index.ts';
import csv from '../../packages/adapters/csv/src/index.ts';
import erpnext from '../../packages/adapters/erpnext/src/index.ts';
import odoo from '../../packages/adapters/odoo/src/index.ts';
import petpooja from '../../packages/adapters/petpooja/src/index.ts';
import shopify from '../../packages/adapters/shopify/src/index.ts';
import square from '../../packages/adapters/square/src/index.ts';
import { asyncapiDocument } from '../../packages/server/src/http/asyncapi-document.ts';
import { openapi } from './openapi.ts';
import { scorecardsPage } from './scorecards.ts';
import { apiTypes, eventTypes } from './sdk-types.ts';

const ADAPTERS = [csv, erpnext, odoo, petpooja, shopify, square];
const ROOT = join(import.meta.dirname, '../..');

const pretty = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** Everything that is generated, by its path. */
async function generated(): Promise<Map<string, string>> {
  const api = await openapi();
  return new Map([
    ['openapi/openapi.json', pretty(api)],
    ['openapi/asyncapi.json', pretty(asyncapiDocument())],
    ['packages/sdk/src/generated/api.ts', await apiTypes(api)],
    ['packages/sdk/src/generated/events.ts', await eventTypes()],
    [
      'docs/scorecards.md',
      await scorecardsPage(
        ROOT,
        ADAPTERS.map(({ manifest }) => manifest.id),
      ),
    ],
    ...ADAPTERS.map(({ manifest, ...rest }): [string, string] => [
      `packages/adapters/${manifest.id}/kirana.manifest.json`,
      pretty(staticManifest({ manifest, ...rest })),
    ]),
  ]);
}

const present = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8').catch(() => '');

/** Writes what is generated, or with `--check` exits 1 naming the files that are not as they would be generated. */
async function main(isCheck: boolean): Promise<void> {
  const stale: string[] = [];
  for (const [path, text] of await generated()) {
    if ((await present(path)) === text) continue;
    stale.push(path);
    if (isCheck) continue;
    await mkdir(dirname(join(ROOT, path)), { recursive: true });
    await writeFile(join(ROOT, path), text);
  }
  if (stale.length === 0) console.log('Generated files are fresh.');
  else if (!isCheck) console.log(`Written: ${stale.join(', ')}`);
  else {
    console.error(`Not fresh: ${stale.join(', ')}. Run \`npm run generate\` and commit the result.`);
    process.exitCode = 1;
  }
}

await main(process.argv.includes('--check'));
