import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, inject, test } from 'vitest';
import { openDropBucket } from './drop-bucket.ts';
import { FileLeft } from './dropped-file.ts';

const { env, unavailable } = inject('engines');
const missing = unavailable.find(({ engine }) => engine === 's3')?.reason ?? 'no S3_ENDPOINT';
const fail = (error: unknown) => {
  throw error;
};
const CONNECTION = 'con_01k4f2m8r5e6s9v0a1b2c3d4e5';

describe.skipIf(!env.S3_ENDPOINT)(`files under a prefix${env.S3_ENDPOINT ? '' : ` (skipped: ${missing})`}`, () => {
  const endpoint = env.S3_ENDPOINT ?? '';
  const region = env.S3_REGION ?? 'us-east-1';
  const credentials = { accessKeyId: env.S3_ACCESS_KEY_ID ?? '', secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '' };
  const bucket = `drops-${randomUUID()}`;
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const put = (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  const keys = async () =>
    ((await s3.send(new ListObjectsV2Command({ Bucket: bucket }))).Contents ?? []).map(({ Key }) => Key).sort();

  test('are listed, read and moved with their report', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const place = openDropBucket({ endpoint, region, ...credentials, bucket, prefix: 'in/' });
    expect(await place.list(fail)).toEqual([]);
    await put(`in/${CONNECTION}/a b.csv`, 'sku\n1\n');
    await put(`in/${CONNECTION}/north/c.json`, '[]');
    await put(`in/${CONNECTION}/done/old.csv`, 'x');
    await put(`in/${CONNECTION}/notes.pdf`, 'x');
    await put('in/elsewhere/d.csv', 'x');
    await put('d.csv', 'x');
    const files = await place.list(fail);
    expect(files.map(({ connectionId, location, name }) => ({ connectionId, location, name }))).toEqual([
      { connectionId: CONNECTION, location: undefined, name: 'a b.csv' },
      { connectionId: CONNECTION, location: 'north', name: 'c.json' },
    ]);
    const pieces: Uint8Array[] = [];
    for await (const piece of (await files[0]?.open()) ?? []) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe('sku\n1\n');
    await files[0]?.settle('done', '{"outcome":"done"}\n');
    await files[1]?.settle('failed', '{"outcome":"failed"}\n');
    expect(await place.list(fail)).toEqual([]);
    expect(await keys()).toEqual(
      [
        'd.csv',
        'in/elsewhere/d.csv',
        `in/${CONNECTION}/done/a b.csv`,
        `in/${CONNECTION}/done/a b.csv.report.json`,
        `in/${CONNECTION}/done/old.csv`,
        `in/${CONNECTION}/north/failed/c.json`,
        `in/${CONNECTION}/north/failed/c.json.report.json`,
        `in/${CONNECTION}/notes.pdf`,
      ].sort(),
    );
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: `in/${CONNECTION}/done/a b.csv` }));
    expect(await Body?.transformToString()).toBe('sku\n1\n');

    const late = `in/${CONNECTION}/late.csv`;
    await put(late, 'first');
    const [first] = await place.list(fail);
    await (await first?.open())?.toArray();
    await put(late, 'second');
    await expect(first?.open()).rejects.toThrow(FileLeft);
    await first?.settle('done', '{}');
    expect(await keys()).toContain(late);
    expect(await keys()).not.toContain(`in/${CONNECTION}/done/late.csv`);
    expect(await keys()).toContain(`in/${CONNECTION}/done/late.csv.report.json`);
    const [second] = await place.list(fail);
    expect(Buffer.concat((await (await second?.open())?.toArray()) ?? []).toString()).toBe('second');
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: late }));
    await expect(second?.open()).rejects.toThrow(FileLeft);
    place.close();
  });
});
