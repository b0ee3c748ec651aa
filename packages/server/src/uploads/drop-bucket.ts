import type { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { ConnectionId } from '@kirana/core';
import { type DropPlace, type DroppedFile, FileLeft, mediaTypeOf, REPORT, SETTLED } from './dropped-file.ts';

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

/** Another object is there under the key, or none. */
const isOther = (error: unknown): boolean =>
  error instanceof S3ServiceException && [404, 412].includes(error.$metadata.httpStatusCode ?? 0);

/** A prefix of a bucket. An object is whole when it is there. */
export function openDropBucket({ bucket, prefix, endpoint, region, ...credentials }: DropBucketOptions): DropPlace {
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 3 });

  /** Copies and deletes just the object of this tag. */
  async function move(key: string, tag: string, to: string): Promise<void> {
    const source = `${bucket}/${key}`.split('/').map(encodeURIComponent).join('/');
    try {
      await client.send(new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource: source, CopySourceIfMatch: tag }));
      // not every engine heeds a condition on a deletion
      const { ETag } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      if (ETag === tag) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, IfMatch: tag }));
    } catch (error) {
      if (!isOther(error)) throw error;
    }
  }

  function dropped(key: string, tag: string, modifiedMs: number | undefined): DroppedFile | undefined {
    const place = placeIn(key.slice(prefix.length));
    if (place === undefined) return undefined;
    const folder = key.slice(0, -place.name.length);
    return {
      ...place,
      identity: `${bucket}/${key}\n${tag}${modifiedMs ?? ''}`,
      async open() {
        try {
          const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: tag }));
          if (Body === undefined) throw new FileLeft('the object has no body');
          return Body as Readable;
        } catch (error) {
          throw isOther(error) ? new FileLeft('the object changed', { cause: error }) : error;
        }
      },
      async settle(outcome, report) {
        const kept = `${folder}${outcome}/${place.name}`;
        await client.send(
          new PutObjectCommand({ Bucket: bucket, Key: kept + REPORT, Body: report, ContentType: 'application/json' }),
        );
        await move(key, tag, kept);
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
          const file = dropped(Key, ETag, LastModified?.getTime());
          if (file !== undefined) files.push(file);
        }
        next = page.NextContinuationToken;
      } while (next !== undefined);
      return files;
    },
    close: () => client.destroy(),
  };
}
