import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { DeadLettersTable, UploadsTable } from '../database/schema.ts';
import { placeOf, type Upload, type UploadProblem } from './upload-view.ts';

export type UploadRow = Selectable<UploadsTable>;

/** Uploads of the same bytes that came so recently are named. */
const SAME_WITHIN_MS = 7 * 24 * 60 * 60 * 1_000;
/** An upload that stood still for so long has lost its sender or its process. */
const LOST_AFTER_MS = 10 * 60 * 1_000;

export interface NewUpload {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly storeId: string | null;
  readonly location: string;
  readonly origin: UploadRow['origin'];
  readonly fileName: string | null;
  readonly mediaType: string;
  readonly requestKey: string | null;
  readonly requestedBy: string;
}

/** Undefined: an upload under this key is there already. */
export function insertUpload(tx: Tx, upload: NewUpload, at: Date): Promise<UploadRow | undefined> {
  return tx
    .insertInto('uploads')
    .values({
      tenant_id: upload.tenantId,
      id: newId('upload'),
      connection_id: upload.connectionId,
      store_id: upload.storeId,
      location: upload.location,
      origin: upload.origin,
      file_name: upload.fileName,
      media_type: upload.mediaType,
      status: 'receiving',
      request_key: upload.requestKey,
      requested_by: upload.requestedBy,
      created_at: at,
      progress_at: at,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'connection_id', 'request_key']).where('request_key', 'is not', null).doNothing(),
    )
    .returningAll()
    .executeTakeFirst();
}

export const findByKey = (
  tx: Tx,
  { tenantId, connectionId, requestKey }: Pick<NewUpload, 'tenantId' | 'connectionId' | 'requestKey'>,
): Promise<UploadRow | undefined> =>
  tx
    .selectFrom('uploads')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('request_key', '=', requestKey)
    .executeTakeFirst();

/** An attempt that failed gives its key to the next one. */
export async function releaseKey(tx: Tx, { tenant_id, id }: UploadRow): Promise<void> {
  await tx
    .updateTable('uploads')
    .set({ request_key: null })
    .where('tenant_id', '=', tenant_id)
    .where('id', '=', id)
    .execute();
}

const open = (tx: Tx, { tenant_id, id }: UploadRow) =>
  tx.updateTable('uploads').where('tenant_id', '=', tenant_id).where('id', '=', id).where('status', '=', 'receiving');

/** False: somebody else ended it, or it is gone with its connection. */
export async function saveProgress(
  tx: Tx,
  upload: UploadRow,
  bytes: number,
  parts: number,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await open(tx, upload)
    .set((where) => ({ bytes, parts: where('parts', '+', parts), progress_at: at }))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface UploadEnd {
  readonly bytes: number;
  readonly sha256: string;
  readonly completes: readonly string[];
}

export async function saveEnd(
  tx: Tx,
  upload: UploadRow,
  { bytes, sha256, completes }: UploadEnd,
  at: Date,
): Promise<void> {
  const same = await tx
    .selectFrom('uploads')
    .select('id')
    .where('tenant_id', '=', upload.tenant_id)
    .where('connection_id', '=', upload.connection_id)
    .where('sha256', '=', sha256)
    .where('status', '=', 'received')
    .where('location', '=', upload.location)
    .where('created_at', '>=', new Date(at.getTime() - SAME_WITHIN_MS))
    .orderBy('id', 'desc')
    .executeTakeFirst();
  await open(tx, upload)
    .set({
      status: 'received',
      bytes,
      sha256,
      completes: JSON.stringify(completes),
      same_as: same?.id ?? null,
      progress_at: at,
      received_at: at,
    })
    .execute();
}

export async function saveFailure(
  tx: Tx,
  upload: UploadRow,
  failure: { readonly bytes: number; readonly code: string; readonly detail: string },
  at: Date,
): Promise<void> {
  const { bytes, code, detail } = failure;
  await open(tx, upload)
    .set({ status: 'failed', bytes, code, detail: detail.slice(0, 1_000), progress_at: at })
    .execute();
}

export interface UploadFilter {
  readonly uploadId?: string | undefined;
  readonly connectionId?: string | undefined;
  readonly storeId: string | null;
}

/** The newest first. */
export async function listUploads(
  tx: Tx,
  tenantId: string,
  { uploadId, connectionId, storeId }: UploadFilter,
  page: { readonly before: string | undefined; readonly limit: number },
  at: Date,
): Promise<readonly Upload[]> {
  let query = tx.selectFrom('uploads').selectAll().where('tenant_id', '=', tenantId);
  if (uploadId !== undefined) query = query.where('id', '=', uploadId);
  if (connectionId !== undefined) query = query.where('connection_id', '=', connectionId);
  if (storeId !== null) query = query.where('store_id', '=', storeId);
  if (page.before !== undefined) query = query.where('id', '<', page.before);
  const rows = await query.orderBy('id', 'desc').limit(page.limit).execute();
  const counts = await countDeliveries(
    tx,
    tenantId,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => show(row, counts.get(row.id) ?? [], at));
}

interface Count {
  readonly upload: string;
  readonly status: string;
  readonly n: string | number;
  readonly changed: string | number;
  readonly problems: string | number;
  readonly last: Date | null;
}

async function countDeliveries(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Map<string, Count[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Count>`
    select request_id as upload, status, count(*) as n, sum(changed) as changed, sum(problems) as problems, max(finished_at) as last
    from deliveries where tenant_id = ${tenantId} and origin = 'upload' and request_id = any(${ids}::text[])
    group by request_id, status`.execute(tx);
  return Map.groupBy(rows, ({ upload }) => upload);
}

const sum = (counts: readonly Count[], of: 'n' | 'changed' | 'problems'): number =>
  counts.reduce((total, count) => total + Number(count[of]), 0);

function stateOf(row: UploadRow, pending: number, at: Date): Pick<Upload, 'status' | 'code' | 'detail'> {
  const { status, code, detail } = row;
  if (status === 'failed') return { status, code, detail };
  if (status === 'received') return { status: pending > 0 ? 'applying' : 'done', code: null, detail: null };
  const isLost = at.getTime() - row.progress_at.getTime() > LOST_AFTER_MS;
  return isLost
    ? { status: 'failed', code: 'UPLOAD_BROKEN_OFF', detail: 'nothing came for ten minutes' }
    : { status: 'receiving', code: null, detail: null };
}

function show(row: UploadRow, counts: readonly Count[], at: Date): Upload {
  const of = (status: string): number =>
    sum(
      counts.filter((count) => count.status === status),
      'n',
    );
  const pending = of('pending');
  const state = stateOf(row, pending, at);
  const last = Math.max(0, ...counts.map((count) => count.last?.getTime() ?? 0), row.received_at?.getTime() ?? 0);
  const finishedAt = state.status === 'done' ? new Date(last) : state.status === 'failed' ? row.progress_at : null;
  return {
    id: row.id,
    connectionId: row.connection_id,
    storeId: row.store_id,
    location: row.location,
    origin: row.origin,
    fileName: row.file_name,
    mediaType: row.media_type,
    ...state,
    bytes: Number(row.bytes),
    parts: row.parts,
    deliveries: { pending, applied: of('applied'), stale: of('stale'), dead: of('dead') },
    changed: sum(counts, 'changed'),
    problems: sum(counts, 'problems'),
    completes: [...row.completes],
    sha256: row.sha256,
    sameAs: row.same_as,
    requestedBy: row.requested_by,
    createdAt: row.created_at.toISOString(),
    receivedAt: row.received_at?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}

/** Dead letters of the parts of an upload, as they stand in the file, about. */
export async function listProblems(
  tx: Tx,
  tenantId: string,
  uploadId: string,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly UploadProblem[]> {
  let query = tx
    .selectFrom('dead_letters as l')
    .innerJoin('deliveries as d', (join) =>
      join.onRef('d.tenant_id', '=', 'l.tenant_id').onRef('d.id', '=', 'l.delivery_id'),
    )
    .selectAll('l')
    .where('l.tenant_id', '=', tenantId)
    .where('d.request_id', '=', uploadId)
    // as a literal, or the partial index is not seen
    .where(sql<SqlBool>`d.origin = 'upload'`);
  if (page.after !== undefined) query = query.where('l.id', '>', page.after);
  const rows = await query.orderBy('l.id').limit(page.limit).execute();
  return rows.map(showProblem);
}

const showProblem = (row: Selectable<DeadLettersTable>): UploadProblem => ({
  id: row.id,
  deliveryId: row.delivery_id,
  ...placeOf(row.path),
  externalId: row.external_id,
  code: row.code,
  message: row.message,
  status: row.status,
});

/** Whose connection it is: files that are laid down name nothing else. Asked by the server itself. */
export async function findTenant(tx: Tx, connectionId: string): Promise<string | undefined> {
  const row = await tx.selectFrom('connections').select('tenant_id').where('id', '=', connectionId).executeTakeFirst();
  return row?.tenant_id;
}
