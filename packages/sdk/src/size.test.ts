import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('..', import.meta.url));
const sizeLimit = fileURLToPath(import.meta.resolve('size-limit')).replace(/index\.js$/, 'bin.js');

/** Bundled for a browser, minified, gzipped; the limits are in .size-limit.json. */
test('both entries stay under their limits', async () => {
  const { stdout } = await run(process.execPath, [sizeLimit, '--json'], { cwd: folder });
  expect(JSON.parse(stdout)).toMatchObject([
    { name: '@kirana/sdk', passed: true },
    { name: '@kirana/sdk/webhooks', passed: true },
  ]);
});
