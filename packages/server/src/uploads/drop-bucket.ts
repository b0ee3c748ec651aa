import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { ConnectionId } from '@kirana/core';
import { type DropPlace, type DroppedFile, mediaTypeOf, REPORT, SETTLED } from './dropped-file.ts';

export interface DropBucketOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly bucket: string;
  /** '' or ends with a slash. */
  readonly prefix: string;
}

const POLL_MS = 30_000;

/** The connection, location and name in a key under the prefix; undefined: nothing to be taken. */
function placeIn(path: string): Pick<DroppedFile, 'connectionId' | 'location' | 'name'> | undefined {
  const [connectionId = '', ...rest] = path.split('/');
  const name = rest.pop();
  if (name === undefined || rest.length > 1 || !ConnectionId.safeParse(connectionId).success) return undefined;
  if (rest.some((step) => SETTLED.has(step) || step.startsWith('.')) || mediaTypeOf(name) === undefined)
    return undefined;
  return { connectionId, location: rest[0], name };
}

/** A prefix of a bucket. An object is whole when it is there. */
export function openDropBucket({ bucket, prefix, endpoint, region, ...credentials }: DropBucketOptions): DropPlace {
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 3 });

  function dropped(key: string, version: string): DroppedFile | undefined {
    const place = placeIn(key.slice(prefix.length));
    if (place === undefined) return undefined;
    const folder = key.slice(0, -place.name.length);
    return {
      ...place,
      identity: `${bucket}/${key}\n${version}`,
      async open() {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        if (Body === undefined) throw new Error('the object has no body');
        return Body as unknown as AsyncIterable<Uint8Array>;
      },
      async settle(outcome, report) {
        const kept = `${folder}${outcome}/${place.name}`;
        const source = `${bucket}/${key}`.split('/').map(encodeURIComponent).join('/');
        await client.send(
          new PutObjectCommand({ Bucket: bucket, Key: kept + REPORT, Body: report, ContentType: 'application/json' }),
        );
        await client.send(new CopyObjectCommand({ Bucket: bucket, Key: kept, CopySource: source }));
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
      },
    };
  }

  return {
    origin: 's3',
    pollMs: POLL_MS,
    async list() {
      const files: DroppedFile[] = [];
      let next: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({
            Bucket: bucket,
            Prefix: prefix,
            ...(next === undefined ? {} : { ContinuationToken: next }),
          }),
        );
        for (const { Key = '', ETag = '', LastModified } of page.Contents ?? []) {
          const file = dropped(Key, `${ETag}${LastModified?.getTime() ?? ''}`);
          if (file !== undefined) files.push(file);
        }
        next = page.NextContinuationToken;
      } while (next !== undefined);
      return files;
    },
    close: () => client.destroy(),
  };
}
