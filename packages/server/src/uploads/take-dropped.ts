import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { KiranaError } from '@kirana/core';
import { startWorkerLoop, type WorkerLoop } from '../gateway/worker-loop.ts';
import { beginUpload } from './begin-upload.ts';
import { type DropPlace, type DroppedFile, mediaTypeOf } from './dropped-file.ts';
import { takeUpload } from './take-upload.ts';
import type { UploadDeps } from './upload-deps.ts';
import { checkMediaType, findPlace } from './upload-place.ts';
import { findTenant, listProblems, listUploads, releaseKey, type UploadRow } from './upload-rows.ts';
import type { Upload, UploadProblem } from './upload-view.ts';

/** The report waits so long for the parts to be applied; then it tells how far they are. */
const REPORT_WITHIN_MS = 10 * 60 * 1_000;
const APPLIED_POLL_MS = 250;
const MOST_PROBLEMS = 1_000;
/** A file that cannot be taken now is tried again after this. */
const LATER_MS = 10_000;

/** What lies beside a file that was taken. */
interface DropReport {
  readonly file: string;
  readonly outcome: 'done' | 'failed';
  readonly code: string | null;
  readonly message: string | null;
  readonly upload: Upload | null;
  /** The first 1,000; `upload.problems` counts them all. */
  readonly problems: readonly UploadProblem[];
}

/** What may go away by itself: the file stays where it is, and is taken later. */
const isForLater = (error: KiranaError): boolean => error.retryable || error.code === 'CONNECTION_PAUSED';

/** Takes files from one place, one after the other. */
export function takeDropped(deps: UploadDeps, place: DropPlace): WorkerLoop {
  const { database, log, now } = deps;
  /** Files in hand until they are moved. */
  const settling = new Map<string, Promise<void>>();
  /** When files that could not be taken are tried again. */
  let later = new Map<string, number>();

  async function read(tenantId: string, uploadId: string): Promise<Upload | null> {
    const filter = { uploadId, storeId: null };
    const page = { before: undefined, limit: 1 };
    const [upload] = await database.tenant(tenantId, (tx) => listUploads(tx, tenantId, filter, page, now()));
    return upload ?? null;
  }

  async function whenApplied(row: UploadRow, signal: AbortSignal): Promise<Upload | null> {
    const untilMs = performance.now() + REPORT_WITHIN_MS;
    for (;;) {
      const upload = await read(row.tenant_id, row.id);
      if (upload?.status !== 'applying' || performance.now() > untilMs || signal.aborted) return upload;
      await pause(APPLIED_POLL_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async function settle(
    file: DroppedFile,
    row: UploadRow | undefined,
    failure: KiranaError | undefined,
    signal: AbortSignal,
  ) {
    const upload = row === undefined ? null : await whenApplied(row, signal);
    const problems =
      row === undefined
        ? []
        : await database.tenant(row.tenant_id, (tx) =>
            listProblems(tx, row.tenant_id, row.id, { after: undefined, limit: MOST_PROBLEMS }),
          );
    const outcome = failure === undefined ? 'done' : 'failed';
    const { code = null, message = null } = failure ?? {};
    const report: DropReport = { file: file.name, outcome, code, message, upload, problems };
    await file.settle(outcome, `${JSON.stringify(report, null, 2)}\n`);
    // laid down again, it is a new file
    if (row !== undefined) await database.tenant(row.tenant_id, (tx) => releaseKey(tx, row));
    log.info({ file: file.name, connectionId: file.connectionId, outcome, code }, 'dropped file taken');
  }

  async function begin(file: DroppedFile) {
    const tenantId = await database.system((tx) => findTenant(tx, file.connectionId));
    if (tenantId === undefined) throw new KiranaError('NOT_FOUND', { connectionId: file.connectionId });
    const target = await findPlace(deps, tenantId, file.connectionId, file.location);
    const mediaType = checkMediaType(target, mediaTypeOf(file.name));
    const begun = await beginUpload(deps, {
      tenantId,
      connectionId: file.connectionId,
      storeId: target.storeId,
      location: target.location,
      origin: place.origin,
      fileName: file.name,
      mediaType,
      requestKey: `drop:${createHash('sha256').update(file.identity).digest('hex')}`,
      requestedBy: `system:${place.origin}`,
    });
    return { ...begun, target };
  }

  async function take(file: DroppedFile, signal: AbortSignal): Promise<void> {
    let row: UploadRow | undefined;
    let failure: KiranaError | undefined;
    try {
      const begun = await begin(file);
      row = begun.row;
      if (begun.isNew) await takeUpload(deps, row, begun.target, await file.open(), signal);
    } catch (error) {
      if (!(error instanceof KiranaError)) throw error;
      if (isForLater(error)) {
        later.set(file.identity, performance.now() + LATER_MS);
        log.info({ file: file.name, connectionId: file.connectionId, code: error.code }, 'dropped file left for later');
        return;
      }
      failure = error;
    }
    const settled = settle(file, row, failure, signal)
      .catch((error: unknown) => log.error({ file: file.name, err: error }, 'a dropped file could not be moved'))
      .finally(() => settling.delete(file.identity));
    settling.set(file.identity, settled);
  }

  const loop = startWorkerLoop({
    restFirst: true,
    pollMs: place.pollMs,
    async step(signal) {
      const files = await place.list();
      later = new Map(files.flatMap(({ identity }) => [[identity, later.get(identity) ?? 0] as const]));
      for (const file of files) {
        if (signal.aborted) break;
        const isNow = performance.now() >= (later.get(file.identity) ?? 0);
        if (isNow && !settling.has(file.identity)) await take(file, signal);
      }
      return false;
    },
    onError: (error) => log.error({ err: error, origin: place.origin }, 'dropped files'),
  });
  return {
    wake: loop.wake,
    async close() {
      await loop.close();
      await Promise.all(settling.values());
      place.close();
    },
  };
}
