import { createHash } from 'node:crypto';
import { AdapterError } from '@kirana/adapter';
import { KiranaError } from '@kirana/core';
import type { HostedCutter } from '../plugins/hosted-adapter.ts';
import type { UploadDeps } from './upload-deps.ts';
import { completeUpload, saveParts, UploadGone } from './upload-parts.ts';
import type { UploadPlace } from './upload-place.ts';
import { saveFailure, saveProgress, type UploadRow } from './upload-rows.ts';

/** How often a file that fills no part shows that it is still coming. */
const PROGRESS_MS = 30_000;
const MOST_PART_BYTES = 50 * 1024 * 1024;

/** What a failure is for people. Broken streams have many names; what is ours or the adapter's is known. */
function failureOf(error: unknown, signal: AbortSignal): KiranaError {
  if (error instanceof KiranaError) return error;
  if (error instanceof UploadGone) return new KiranaError('NOT_FOUND', {}, { cause: error });
  if (error instanceof AdapterError) {
    const { kind, message } = error;
    if (kind === 'schema' || kind === 'permanent')
      return new KiranaError('UPLOAD_UNREADABLE', {}, { cause: error, detail: message });
    if (kind === 'config') return new KiranaError('SETTINGS_INVALID', {}, { cause: error, detail: message });
    const isLater = kind === 'transient' || kind === 'rate_limited';
    return new KiranaError(isLater ? 'OVERLOADED' : 'INTERNAL', {}, { cause: error });
  }
  if (signal.aborted && signal.reason instanceof KiranaError) return signal.reason;
  return new KiranaError('UPLOAD_BROKEN_OFF', {}, { cause: error });
}

/**
 * Takes a file in, piece by piece, at the pace of the archive and the database: what is not yet taken stays with the sender. When it breaks off
 * the parts that came are applied, and nothing is removed.
 * @throws UPLOAD_UNREADABLE, UPLOAD_BROKEN_OFF, BODY_TOO_LARGE, SETTINGS_INVALID, SHUTTING_DOWN, and trouble of the engines
 */
export async function takeUpload(
  deps: UploadDeps,
  upload: UploadRow,
  place: UploadPlace,
  pieces: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  let bytes = 0;
  let cutter: HostedCutter | undefined;
  try {
    cutter = await place.adapter.cut(place.endpoint, place.connection.settings);
    const hash = createHash('sha256');
    let progressMs = deps.now().getTime();
    const save = async (bodies: readonly Uint8Array[]): Promise<void> => {
      // one by one: the rest of a large piece waits in memory, not in the archive's queue
      for (const body of bodies) {
        if (body.byteLength > MOST_PART_BYTES)
          throw new AdapterError('bug', 'the adapter cut a part of more than 50 MiB');
        await saveParts(deps, upload, place, [body], bytes);
        progressMs = deps.now().getTime();
      }
    };
    for await (const piece of pieces) {
      signal.throwIfAborted();
      bytes += piece.byteLength;
      if (bytes > deps.mostBytes) throw new KiranaError('BODY_TOO_LARGE', { limitBytes: deps.mostBytes });
      hash.update(piece);
      await save(await cutter.push(piece));
      if (deps.now().getTime() - progressMs > PROGRESS_MS) {
        await deps.database.tenant(upload.tenant_id, (tx) => saveProgress(tx, upload, bytes, 0, deps.now()));
        progressMs = deps.now().getTime();
      }
    }
    const { bodies, completes } = await cutter.end();
    await save(bodies);
    await completeUpload(deps, upload, place, { bytes, sha256: hash.digest('hex'), completes });
  } catch (error) {
    const failure = failureOf(error, signal);
    await deps.database
      .tenant(upload.tenant_id, (tx) =>
        saveFailure(tx, upload, { bytes, code: failure.code, detail: failure.message }, deps.now()),
      )
      .catch((cause: unknown) =>
        deps.log.warn({ uploadId: upload.id, err: cause }, 'an upload that failed could not be marked'),
      );
    deps.log.info(
      { uploadId: upload.id, connectionId: upload.connection_id, code: failure.code, bytes },
      'upload failed',
    );
    throw failure;
  } finally {
    cutter?.close();
  }
}
