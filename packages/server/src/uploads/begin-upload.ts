import { KiranaError } from '@kirana/core';
import type { UploadDeps } from './upload-deps.ts';
import { findByKey, insertUpload, listUploads, type NewUpload, releaseKey, type UploadRow } from './upload-rows.ts';

/**
 * A record for a file that is about to come. Under a key that an upload has already it is that one, unless that one failed.
 * @throws IDEMPOTENCY_IN_FLIGHT while the file is still coming under this key
 */
export function beginUpload(
  { database, now }: Pick<UploadDeps, 'database' | 'now'>,
  upload: NewUpload,
): Promise<{ readonly row: UploadRow; readonly isNew: boolean }> {
  const { tenantId } = upload;
  return database.tenant(tenantId, async (tx) => {
    const inserted = await insertUpload(tx, upload, now());
    if (inserted !== undefined) return { row: inserted, isNew: true };
    const earlier = await findByKey(tx, upload);
    if (earlier === undefined) throw new KiranaError('IDEMPOTENCY_IN_FLIGHT');
    const filter = { uploadId: earlier.id, storeId: null };
    const [shown] = await listUploads(tx, tenantId, filter, { before: undefined, limit: 1 }, now());
    if (shown?.status === 'receiving') throw new KiranaError('IDEMPOTENCY_IN_FLIGHT');
    if (shown?.status !== 'failed') return { row: earlier, isNew: false };
    await releaseKey(tx, earlier);
    const again = await insertUpload(tx, upload, now());
    if (again === undefined) throw new KiranaError('IDEMPOTENCY_IN_FLIGHT');
    return { row: again, isNew: true };
  });
}
