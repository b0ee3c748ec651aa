import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, inject, test } from 'vitest';
import { allOf, describeDeliveryArchive } from '../delivery-archive.suite.ts';
import { openS3Archive } from './s3-archive.ts';

const DAY = '20260301';
const { env, unavailable } = inject('engines');
const missing = unavailable.find(({ engine }) => engine === 's3')?.reason ?? 'no S3_ENDPOINT';

/** Where the engine is; each test works under a prefix or in a bucket of its own. */
const place = () => ({
  endpoint: env.S3_ENDPOINT ?? '',
  bucket: env.S3_BUCKET ?? '',
  region: env.S3_REGION ?? '',
  accessKeyId: env.S3_ACCESS_KEY_ID ?? '',
  secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '',
  prefix: `test-${randomUUID()}`,
});

describe.skipIf(!env.S3_ENDPOINT)(`S3 archive${env.S3_ENDPOINT ? '' : ` (skipped: ${missing})`}`, () => {
  describeDeliveryArchive('S3', async () => {
    const options = place();
    let archive = await openS3Archive(options);
    return {
      archive,
      reopen: async () => {
        await archive.close();
        archive = await openS3Archive(options);
        return archive;
      },
      dispose: () => archive.close(),
    };
  });

  const client = () => {
    const { endpoint, region, accessKeyId, secretAccessKey } = place();
    return new S3Client({ endpoint, region, credentials: { accessKeyId, secretAccessKey }, forcePathStyle: true });
  };

  test('makes the bucket at the first use, also when several need it at once', async () => {
    const options = { ...place(), bucket: `kirana-${randomUUID()}` };
    const archives = await Promise.all([openS3Archive(options), openS3Archive(options)]);
    const keys = await Promise.all(archives.map((archive) => archive.put(DAY, randomBytes(10))));
    expect((await allOf((await openS3Archive(options)).keys())).sort()).toEqual(keys.sort());
    await expect(client().send(new CreateBucketCommand({ Bucket: options.bucket }))).rejects.toThrow();
  });

  test('an object that was changed behind our back is missing, never wrong', async () => {
    const options = place();
    const writer = await openS3Archive(options);
    const key = await writer.put(DAY, randomBytes(100));
    await client().send(
      new PutObjectCommand({ Bucket: options.bucket, Key: `${options.prefix}/${key}`, Body: randomBytes(100) }),
    );
    const reader = await openS3Archive(options);
    await expect(reader.get(key)).rejects.toMatchObject({ code: 'ARCHIVE_BODY_MISSING' });
  });

  test('lists and removes more than one page', async () => {
    const archive = await openS3Archive(place());
    const keys = await Promise.all(Array.from({ length: 1100 }, () => archive.put('20260228', randomBytes(8))));
    expect(await allOf(archive.keys())).toEqual(keys.sort());
    expect(await archive.removeBefore(DAY)).toBe(1);
    expect(await allOf(archive.keys())).toEqual([]);
  });

  test('says that it may not be used with the wrong secret', async () => {
    const archive = await openS3Archive({ ...place(), secretAccessKey: 'not-the-secret' });
    await expect(archive.check()).rejects.toMatchObject({ code: 'ARCHIVE_UNAVAILABLE' });
  });
});

describe('an S3 that is not there', () => {
  const options = { bucket: 'kirana', region: 'us-east-1', accessKeyId: 'a', secretAccessKey: 'b' };

  async function withServer(status: number | 'refuses', run: (endpoint: string) => Promise<void>): Promise<void> {
    const server = createServer((_request, response) => response.writeHead(status === 'refuses' ? 500 : status).end());
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const close = () => new Promise((closed) => server.close(closed));
    if (status === 'refuses') await close();
    await run(endpoint);
    server.closeAllConnections();
    if (status !== 'refuses') await close();
  }

  test.each([['refuses'], [503], [403]] as const)('answers %s', async (status) => {
    await withServer(status, async (endpoint) => {
      const archive = await openS3Archive({ ...options, endpoint });
      const unavailableError = { code: 'ARCHIVE_UNAVAILABLE', retryable: true };
      await expect(archive.put(DAY, randomBytes(10))).rejects.toMatchObject(unavailableError);
      await expect(archive.get(`${DAY}/${'0'.repeat(64)}`)).rejects.toMatchObject(unavailableError);
      await expect(archive.check()).rejects.toMatchObject(unavailableError);
      await expect(archive.removeBefore(DAY)).rejects.toMatchObject(unavailableError);
      await archive.close();
    });
  });
});
