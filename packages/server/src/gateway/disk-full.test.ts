import { mkdtemp, open as openFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/database.ts';
import { testDatabases } from '../database/test-database.ts';
import { openFilesystemArchive } from '../engines/archive/filesystem/filesystem-archive.ts';
import type { OpenSegment } from '../engines/archive/filesystem/segment-file.ts';
import { openTestGateway } from './test-gateway.ts';
import { createShop, markingSealer, type Shop } from './test-shop-rows.ts';

const AUTH = { 'x-token': 'right-token', 'content-type': 'application/json' };
const ROUND = 24;

/** A disk with so many bytes left: it takes what fits, as real ones do, and then nothing. */
function smallDisk() {
  let left = Number.POSITIVE_INFINITY;
  const full = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  const openSegment: OpenSegment = async (path) => {
    if (left <= 0) throw full();
    const file = await openFile(path, 'wx');
    const write = async (bytes: Uint8Array, offset: number, length: number, position: number) => {
      if (left <= 0) throw full();
      const { bytesWritten } = await file.write(bytes, offset, Math.min(length, left), position);
      left -= bytesWritten;
      return { bytesWritten, buffer: bytes };
    };
    return {
      write: write as never,
      datasync: () => file.datasync(),
      truncate: (bytes) => file.truncate(bytes),
      close: () => file.close(),
    };
  };
  return {
    openSegment,
    leave: (bytes: number) => {
      left = bytes;
    },
  };
}

describe.each(testDatabases())('a disk that is full before the acknowledgement, on $name', ({ open }) => {
  let database: Database;
  let root: string;
  let shop: Shop;
  beforeAll(async () => {
    database = await open();
    root = await mkdtemp(join(tmpdir(), 'kirana-full-'));
    shop = await createShop(database);
  });
  afterAll(async () => {
    await database?.close();
    await rm(root, { recursive: true, force: true });
  });

  test('I10: 503 with Retry-After, nothing half-written, and all goes on when there is space again', async () => {
    const disk = smallDisk();
    const archive = await openFilesystemArchive({ root, openSegment: disk.openSegment });
    const here = await openTestGateway(database, { workers: false, archive });
    const accepted: string[] = [];
    const refused: string[] = [];
    const statuses = new Set<number>();
    let number = 0;
    const post = async () => {
      number += 1;
      const price = String(number);
      const payload = JSON.stringify({ shop: 'shop-1', store: 'store-1', price, filling: 'x'.repeat(500) });
      const answer = await here.app.inject({ method: 'POST', url: `${shop.hook}/items`, headers: AUTH, payload });
      statuses.add(answer.statusCode);
      if (answer.statusCode === 200) accepted.push(payload);
      else {
        refused.push(payload);
        expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1);
      }
      return answer.statusCode;
    };
    const manyAtOnce = () => Promise.all(Array.from({ length: ROUND }, post));
    try {
      expect(new Set(await manyAtOnce())).toEqual(new Set([200]));
      // ends in the middle of a body, and then in the middle of a batch
      for (const left of [300, 2_000, 0]) {
        disk.leave(left);
        expect(await manyAtOnce()).toContain(503);
        expect(await post()).toBe(503);
      }
      disk.leave(Number.POSITIVE_INFINITY);
      expect(new Set(await manyAtOnce())).toEqual(new Set([200]));
      expect(statuses).toEqual(new Set([200, 503]));
      expect(refused.length).toBeGreaterThan(0);

      const rows = await database.tenant(shop.tenantId, (tx) =>
        tx
          .selectFrom('deliveries')
          .select(['id', 'archive_key', 'status'])
          .where('tenant_id', '=', shop.tenantId)
          .orderBy('ingress')
          .execute(),
      );
      expect(rows.map(({ status }) => status)).toEqual(accepted.map(() => 'pending'));
      await here.close();

      // as the next process finds it
      const after = await openFilesystemArchive({ root });
      const bodies: string[] = [];
      for (const { archive_key: key } of rows) {
        bodies.push(Buffer.from(await markingSealer.open(shop.tenantId, await after.get(key ?? ''))).toString());
      }
      expect(bodies.toSorted()).toEqual(accepted.toSorted());
      const events = await database.tenant(shop.tenantId, (tx) =>
        tx.selectFrom('events').select(['subject', 'sequence']).where('tenant_id', '=', shop.tenantId).execute(),
      );
      expect(events.map(({ subject }) => subject).toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
      for await (const key of after.keys()) await after.get(key);
      await after.close();
    } finally {
      await here.close();
    }
  });
});
