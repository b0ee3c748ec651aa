import type { Environment } from '../config.ts';
import { openDropBucket } from './drop-bucket.ts';
import { openDropFolder } from './drop-folder.ts';
import type { DropPlace } from './dropped-file.ts';

/** Where this process takes files from, by its configuration. The bucket is reached as the archive's is. */
export function dropPlaces(config: Environment): readonly DropPlace[] {
  const places: DropPlace[] = [];
  if (config.KIRANA_DROP_FOLDER !== undefined)
    places.push(openDropFolder(config.KIRANA_DROP_FOLDER, () => performance.now()));
  const [, bucket, path = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(config.KIRANA_DROP_S3 ?? '') ?? [];
  if (bucket !== undefined && config.S3_ENDPOINT !== undefined) {
    places.push(
      openDropBucket({
        endpoint: config.S3_ENDPOINT,
        region: config.S3_REGION,
        accessKeyId: config.S3_ACCESS_KEY_ID,
        secretAccessKey: config.S3_SECRET_ACCESS_KEY,
        bucket,
        prefix: path === '' ? '' : path.replace(/\/*$/, '/'),
      }),
    );
  }
  return places;
}
