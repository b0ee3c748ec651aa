import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Adapter, staticManifest } from '@kirana/adapter';
import { afterAll, describe, expect, test } from 'vitest';
import { CHECKS } from '../checks/index.ts';
import { lotus } from '../example/adapter.ts';
import { itemsOf, simulator } from '../example/simulator.ts';
import type { ConformanceOptions } from '../options.ts';
import { runChecks } from '../run-checks.ts';
import { compareScorecard, scorecardOf, scorecardTable, writeScorecard } from '../scorecard.ts';
import { BROKEN_CALLING } from './broken-calling.ts';
import { BROKEN_DECLARING } from './broken-declaring.ts';
import { BROKEN_READING } from './broken-reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'kirana-testkit-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

function optionsFor(adapter: Adapter): ConformanceOptions {
  files += 1;
  const manifest = join(folder, `${files}.json`);
  writeFileSync(manifest, JSON.stringify(staticManifest(adapter)));
  const skus = itemsOf(20).map(({ sku }) => sku);
  return {
    manifest: pathToFileURL(manifest),
    fixtures: new URL('../example/fixtures/', import.meta.url),
    simulator,
    holds: () => ({ 'item.upserted': skus, 'stock.reported': skus }),
    refusals: { 'stock.set': [{ status: 200, body: { ok: false, code: 'CLOSED' } }] },
    uploads: [
      {
        file: new URL('../example/lanterns.ndjson', import.meta.url),
        settings: { baseUrl: 'https://till.lotus.example' },
      },
    ],
    fuzzRuns: 20,
  };
}

const failed = async (adapter: Adapter, options: ConformanceOptions): Promise<Record<string, readonly string[]>> =>
  Object.fromEntries(
    (await runChecks(adapter, options)).flatMap((one) => (one.result === 'fail' ? [[one.id, one.findings]] : [])),
  );

describe('the example', () => {
  test('passes everything, and every check but one applies to it', async () => {
    const results = await runChecks(lotus, optionsFor(lotus));
    expect(results.filter((one) => one.result === 'fail' || one.result === 'waived')).toEqual([]);
    expect(results.filter((one) => one.result === 'not-applicable').map((one) => one.id)).toEqual([
      'verify/near-miss',
      'verify/unsigned-refused',
    ]);
  });

  test('a waiver of what would pass, or does not apply, is a failure', async () => {
    const waive = { 'manifest/json': 'just so', 'verify/near-miss': 'just so' };
    const found = await failed(lotus, { ...optionsFor(lotus), waive });
    expect(Object.keys(found)).toEqual(Object.keys(waive));
    expect(Object.values(found).flat().join()).toMatch(/needless waiver.*needless waiver/);
  });

  test('a scorecard is written, compared and shown', async () => {
    const options = { ...optionsFor(lotus), manifest: new URL('./stale.manifest.json', import.meta.url) };
    const results = await runChecks(lotus, { ...options, waive: { 'manifest/file': 'shown | here' } });
    const scorecard = scorecardOf(lotus, results);
    expect(scorecard.totals).toEqual({ pass: CHECKS.length - 3, fail: 0, waived: 1, 'not-applicable': 2 });
    const file = pathToFileURL(join(folder, 'scorecard.json'));
    expect(compareScorecard(file, scorecard)).toContain('KIRANA_SCORECARD=write');
    writeScorecard(file, scorecard);
    expect(compareScorecard(file, scorecard)).toBe('');
    expect(compareScorecard(file, { ...scorecard, checks: scorecard.checks.slice(1) })).toContain('differs');
    expect(scorecardTable(scorecard)).toContain('| `manifest/file` | waived | shown \\| here |');
  });

  test('without a simulator, what needs one fails', async () => {
    const { simulator: _none, ...options } = optionsFor(lotus);
    const found = await failed(lotus, options);
    expect(Object.keys(found)).toEqual(expect.arrayContaining(['pull/whole', 'push/done', 'check/outage']));
  });
});

describe('a broken adapter fails where it is broken, and nowhere else', () => {
  const all = [...BROKEN_DECLARING, ...BROKEN_READING, ...BROKEN_CALLING];

  test.each(all.map((one) => [one.fault, one] as const))('one that %s', async (_fault, { adapter, fails, options }) => {
    const found = await failed(adapter, { ...optionsFor(adapter), ...options });
    expect(Object.keys(found), JSON.stringify(found, null, 1)).toEqual(fails);
  });

  test('there are more than a dozen', () => {
    expect(all.length).toBeGreaterThanOrEqual(12);
  });
});
