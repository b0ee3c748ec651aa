import { Readable } from 'node:stream';
import { KiranaError } from '@kirana/core';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { DropPlace, DroppedFile } from './dropped-file.ts';
import { takeDropped } from './take-dropped.ts';
import type { UploadDeps } from './upload-deps.ts';

const CONNECTION = 'con_01k4f2m8r5e6s9v0a1b2c3d4e5';

/** One file, and what was done with it. */
function placeWith(act: Partial<Pick<DroppedFile, 'open' | 'settle'>> = {}) {
  const reports: unknown[] = [];
  const calls = { list: 0, open: 0, settle: 0 };
  const file: DroppedFile = {
    connectionId: CONNECTION,
    location: undefined,
    name: 'a.csv',
    identity: 'a',
    async open() {
      calls.open += 1;
      return act.open?.() ?? Readable.from(['x']);
    },
    async settle(outcome, report) {
      calls.settle += 1;
      await act.settle?.(outcome, report);
      reports.push(JSON.parse(report));
    },
  };
  const place: DropPlace = {
    origin: 'folder',
    pollMs: 1,
    async list() {
      calls.list += 1;
      return reports.length === 0 ? [file] : [];
    },
    close: () => undefined,
  };
  return { place, reports, calls };
}

const depsWith = (database: object): UploadDeps =>
  ({
    database,
    adapters: new Map([
      ['csv', { manifest: { capabilities: { upload: { endpoint: 'file', mediaTypes: ['text/csv'] } } } }],
    ]),
    log: pino({ level: 'silent' }),
    now: () => new Date(),
  }) as unknown as UploadDeps;

/** Every look at the database fails so. */
function failing(code: 'OVERLOADED' | 'INTERNAL' | 'NOT_FOUND' | 'DATABASE_UNAVAILABLE') {
  const seen = { tries: 0 };
  const system = async () => {
    seen.tries += 1;
    throw new KiranaError(code);
  };
  return { seen, deps: depsWith({ system }) };
}

describe('a file that cannot be taken', () => {
  test.each([
    ['OVERLOADED', 3],
    ['INTERNAL', 1],
  ] as const)('is failed for %s after %i tries', async (code, tries) => {
    const { place, reports, calls } = placeWith();
    const { deps, seen } = failing(code);
    const loop = takeDropped(deps, place, 1);
    await expect.poll(() => reports, { timeout: 20_000 }).toMatchObject([{ outcome: 'failed', code, upload: null }]);
    await loop.close();
    expect([seen.tries, calls.open]).toEqual([tries, 0]);
  });

  test('stays while the engines are away', async () => {
    const { place, reports } = placeWith();
    const { deps, seen } = failing('DATABASE_UNAVAILABLE');
    const loop = takeDropped(deps, place, 1);
    await expect.poll(() => seen.tries, { timeout: 20_000 }).toBeGreaterThan(4);
    await loop.close();
    expect(reports).toEqual([]);
  });

  test('stays, without an upload, when it cannot be opened', async () => {
    const { place, reports, calls } = placeWith({ open: () => Promise.reject(new Error('EACCES')) });
    let reads = 0;
    const connection = { status: 'active', adapter: 'csv', stores: new Map([['shop', null]]) };
    const tenant = async () => {
      reads += 1;
      return connection;
    };
    const loop = takeDropped(depsWith({ system: async () => 'ten_1', tenant }), place, 1);
    await expect.poll(() => calls.open, { timeout: 20_000 }).toBeGreaterThan(4);
    await loop.close();
    expect(reports).toEqual([]);
    expect(reads).toBe(calls.open);
  });

  test('is moved later when it cannot be moved, and not taken anew', async () => {
    let left = 3;
    const { place, reports, calls } = placeWith({
      async settle() {
        left -= 1;
        if (left >= 0) throw new Error('EACCES');
      },
    });
    const { deps, seen } = failing('NOT_FOUND');
    const loop = takeDropped(deps, place, 1);
    await expect.poll(() => reports, { timeout: 20_000 }).toHaveLength(1);
    await loop.close();
    expect([seen.tries, calls.settle]).toEqual([1, 4]);
  });

  test('is not moved at every look', async () => {
    const { place, calls } = placeWith({ settle: () => Promise.reject(new Error('EACCES')) });
    const loop = takeDropped(failing('NOT_FOUND').deps, place, 1_000_000);
    await expect.poll(() => calls.list, { timeout: 20_000 }).toBeGreaterThan(20);
    await loop.close();
    expect(calls.settle).toBe(1);
  });
});
