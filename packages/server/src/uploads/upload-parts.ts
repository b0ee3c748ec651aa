import type { SnapshotKind } from '@kirana/core';
import type { Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { type ArchivedDelivery, insertDeliveries, laneOf } from '../gateway/delivery-rows.ts';
import { archiveDay } from '../gateway/receive-delivery.ts';
import { COMPLETION_ENDPOINT, completionBody } from '../normalizer/completion.ts';
import type { UploadDeps } from './upload-deps.ts';
import type { UploadPlace } from './upload-place.ts';
import { saveEnd, saveProgress, type UploadEnd, type UploadRow } from './upload-rows.ts';

type PartDeps = Pick<UploadDeps, 'database' | 'archive' | 'sealer' | 'now' | 'wake'>;

/** Somebody ended the upload, or removed its connection, while the file was still coming. */
export class UploadGone extends Error {}

/** A body in the archive, as a delivery of this upload. */
async function archived(
  { archive, sealer, now }: PartDeps,
  upload: UploadRow,
  { connection }: UploadPlace,
  endpoint: string,
  bytes: Uint8Array,
): Promise<ArchivedDelivery> {
  const receivedAt = now();
  const archiveKey = await archive.put(archiveDay(receivedAt), await sealer.seal(upload.tenant_id, bytes));
  return {
    tenantId: upload.tenant_id,
    id: newId('delivery'),
    sourceId: connection.sourceId,
    connectionId: connection.id,
    account: connection.account,
    location: upload.location,
    lane: laneOf(connection.sourceId, connection.id, upload.location),
    endpoint,
    origin: 'upload',
    providerDeliveryId: null,
    bytes: bytes.byteLength,
    contentType: upload.media_type,
    requestId: upload.id,
    receivedAt,
    archiveKey,
  };
}

async function insert(tx: Tx, upload: UploadRow, deliveries: readonly ArchivedDelivery[], bytes: number, now: Date) {
  if (!(await saveProgress(tx, upload, bytes, deliveries.length, now))) throw new UploadGone();
  if (deliveries.length > 0) await insertDeliveries(tx, deliveries, now);
}

/** Puts parts into the inbox, in their order. `bytes`: of the file, so far. @throws UploadGone, ARCHIVE_UNAVAILABLE, DATABASE_UNAVAILABLE */
export async function saveParts(
  deps: PartDeps,
  upload: UploadRow,
  place: UploadPlace,
  bodies: readonly Uint8Array[],
  bytes: number,
): Promise<void> {
  const deliveries: ArchivedDelivery[] = [];
  for (const body of bodies) deliveries.push(await archived(deps, upload, place, place.endpoint, body));
  await deps.database.tenant(upload.tenant_id, (tx) => insert(tx, upload, deliveries, bytes, deps.now()));
  if (deliveries.length > 0) deps.wake(deliveries.map(({ tenantId, lane }) => ({ tenantId, lane })));
}

/**
 * The file came to its end. Where it is a complete list, a last delivery behind its parts removes what none of them named; the lane keeps
 * their order, so it is applied when they are.
 */
export async function completeUpload(
  deps: PartDeps,
  upload: UploadRow,
  place: UploadPlace,
  end: UploadEnd & { readonly completes: readonly SnapshotKind[] },
): Promise<void> {
  const { completes, bytes } = end;
  const last =
    completes.length === 0
      ? []
      : [await archived(deps, upload, place, COMPLETION_ENDPOINT, completionBody(completes, upload.created_at))];
  await deps.database.tenant(upload.tenant_id, async (tx) => {
    // it is no part of the file
    if (!(await saveProgress(tx, upload, bytes, 0, deps.now()))) throw new UploadGone();
    await saveEnd(tx, upload, end, deps.now());
    if (last.length > 0) await insertDeliveries(tx, last, deps.now());
  });
  deps.wake(last.map(({ tenantId, lane }) => ({ tenantId, lane })));
}
