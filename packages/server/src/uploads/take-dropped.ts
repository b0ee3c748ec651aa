import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { KiranaError } from '@kirana/core';
import { startWorkerLoop, type WorkerLoop } from '../gateway/worker-loop.ts';
import { beginUpload } from './begin-upload.ts';
import { type DropPlace, type DroppedFile, FileLeft, mediaTypeOf } from './dropped-file.ts';
import { takeUpload } from './take-upload.ts';
import type { UploadDeps } from './upload-deps.ts';
import { checkMediaType, findPlace } from './upload-place.ts';
import { findTenant, listProblems, listUploads, releaseKey, type UploadRow } from './upload-rows.ts';
import type { Upload, UploadProblem } from './upload-view.ts';

/** The report waits so long for the parts to be applied; then it tells how far they are. */
const REPORT_WITHIN_MS = 10 * 60 * 1_000;
const APPLIED_POLL_MS = 250;
const MOST_PROBLEMS = 1_000;
/** A file that cannot be taken now is tried again after this, then after twice as long, and so on. */
const LATER_MS = 10_000;
const LATEST_MS = 60 * 1_000;
/** What may be the file's own fault is tried so often. */
const MOST_TRIES = 3;
/** What is known of a file that is gone. */
const FORGET_MS = 60 * 60 * 1_000;

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

/** Nothing about the file: it stays where it is until these go away. */
const NOT_ITS_FAULT: ReadonlySet<string> = new Set([
  'CONNECTION_PAUSED',
  'SHUTTING_DOWN',
  'DATABASE_UNAVAILABLE',
  'ARCHIVE_UNAVAILABLE',
  'IDEMPOTENCY_IN_FLIGHT',
]);

/** How a file was taken. */
interface Ended {
  readonly row: UploadRow | undefined;
  readonly failure: KiranaError | undefined;
}

/** What is remembered of a file that could not be taken or moved. */
interface Pending {
  tries: number;
  pauses: number;
  /** Not before. */
  atMs: number;
  /** Only its move is missing. */
  ended?: Ended;
}

/** Takes files from one place, one after the other. */
export function takeDropped(deps: UploadDeps, place: DropPlace, laterMs: number = LATER_MS): WorkerLoop {
  const { database, log, now } = deps;
  /** Files in hand until they are moved. */
  const settling = new Map<string, Promise<void>>();
  const pending = new Map<string, Pending>();
  let troubles = new Set<string>();

  function pendingOf({ identity }: DroppedFile): Pending {
    const known = pending.get(identity) ?? { tries: 0, pauses: 0, atMs: 0 };
    pending.set(identity, known);
    return known;
  }

  function leave(file: DroppedFile, error: unknown): void {
    const known = pendingOf(file);
    known.atMs = performance.now() + Math.min(laterMs * 2 ** known.pauses, LATEST_MS);
    known.pauses += 1;
    log.info({ file: file.name, connectionId: file.connectionId, err: error }, 'dropped file left for later');
  }

  /** May it go away by itself? Unless there were enough tries. */
  function isForLater(file: DroppedFile, { code, retryable, cause }: KiranaError): boolean {
    if (NOT_ITS_FAULT.has(code)) return true;
    if (cause instanceof FileLeft) return true;
    if (!retryable || code === 'INTERNAL') return false;
    const known = pendingOf(file);
    known.tries += 1;
    return known.tries < MOST_TRIES;
  }

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

  async function settle(file: DroppedFile, { row, failure }: Ended, signal: AbortSignal) {
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
    if (row !== undefined)
      await database
        .tenant(row.tenant_id, (tx) => releaseKey(tx, row))
        .catch((error: unknown) => log.warn({ uploadId: row.id, err: error }, 'the key of an upload was not released'));
    log.info({ file: file.name, connectionId: file.connectionId, outcome, code }, 'dropped file taken');
  }

  async function find(file: DroppedFile) {
    const tenantId = await database.system((tx) => findTenant(tx, file.connectionId));
    if (tenantId === undefined) throw new KiranaError('NOT_FOUND', { connectionId: file.connectionId });
    const target = await findPlace(deps, tenantId, file.connectionId, file.location);
    return { tenantId, target, mediaType: checkMediaType(target, mediaTypeOf(file.name)) };
  }

  const openOrLeave = (file: DroppedFile): Promise<Readable | undefined> =>
    file.open().catch((error: unknown) => {
      leave(file, error);
      return undefined;
    });

  async function ingest(file: DroppedFile, signal: AbortSignal): Promise<Ended | undefined> {
    let row: UploadRow | undefined;
    let pieces: Readable | undefined;
    try {
      const { tenantId, target, mediaType } = await find(file);
      // before there is an upload: one that cannot be opened has none
      pieces = await openOrLeave(file);
      if (pieces === undefined) return undefined;
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
      row = begun.row;
      if (begun.isNew) await takeUpload(deps, row, target, pieces, signal);
      return { row, failure: undefined };
    } catch (error) {
      const failure = error instanceof KiranaError ? error : new KiranaError('INTERNAL', {}, { cause: error });
      if (!isForLater(file, failure)) return { row, failure };
      leave(file, failure);
      return undefined;
    } finally {
      pieces?.destroy();
    }
  }

  async function take(file: DroppedFile, signal: AbortSignal): Promise<void> {
    const ended = pending.get(file.identity)?.ended ?? (await ingest(file, signal));
    if (ended === undefined) return;
    const settled = settle(file, ended, signal)
      .then(() => void pending.delete(file.identity))
      .catch((error: unknown) => {
        // gone or changed, it is no longer the file that was read
        if (!(error instanceof FileLeft)) pendingOf(file).ended = ended;
        leave(file, error);
      })
      .finally(() => settling.delete(file.identity));
    settling.set(file.identity, settled);
  }

  function forget(files: readonly DroppedFile[]): void {
    const listed = new Set(files.map(({ identity }) => identity));
    for (const [identity, { atMs }] of pending)
      if (!listed.has(identity) && !settling.has(identity) && performance.now() > atMs + FORGET_MS)
        pending.delete(identity);
  }

  /** Folders that cannot be read are told of once, not at every look. */
  async function list(): Promise<readonly DroppedFile[]> {
    const now = new Set<string>();
    const files = await place.list((error) => {
      const text = String(error);
      if (!troubles.has(text)) log.warn({ err: error, origin: place.origin }, 'dropped files cannot be looked at');
      now.add(text);
    });
    troubles = now;
    return files;
  }

  const loop = startWorkerLoop({
    restFirst: true,
    pollMs: place.pollMs,
    async step(signal) {
      const files = await list();
      forget(files);
      for (const file of files) {
        if (signal.aborted) break;
        const isNow = performance.now() >= (pending.get(file.identity)?.atMs ?? 0);
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
