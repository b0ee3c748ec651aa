import { sameJson } from '@kirana/core';
import { type Selectable, sql } from 'kysely';
import { anyOf } from '../catalog-writes/key-list-rows.ts';
import { newId } from '../database/new-id.ts';
import type { QuarantineTable } from '../database/schema.ts';
import { upsertRows } from '../database/upsert-rows.ts';
import { type ChunkRun, type Outcome, shareOf } from './chunk-run.ts';

export type QuarantineCode = 'PRICE_SUSPICIOUS' | 'SNAPSHOT_SUSPICIOUS';

/** Something held for a person. One is open per subject at a time: the newest. */
export interface Hold {
  readonly code: QuarantineCode;
  /** Item id, or `items` for a whole list. */
  readonly subject: string;
  readonly itemId: string | null;
  readonly before: unknown;
  readonly proposed: Readonly<Record<string, unknown>>;
  readonly deliveryId: string;
}

/** What of a proposal makes it the same again; the rest tells where it came from. */
const gist = ({ deliveryId: _delivery, ...rest }: Readonly<Record<string, unknown>>) => rest;

/** Opens holds. One that is open, or was refused, with the same proposal stays as it is and nothing is told. */
export async function openHolds(run: ChunkRun, holds: readonly Hold[], outcome: Outcome): Promise<void> {
  if (holds.length === 0) return;
  const last = new Map(holds.map((hold) => [`${hold.code}|${hold.subject}`, hold]));
  const known = await readHolds(
    run,
    [...last.values()].map(({ subject }) => subject),
  );
  const fresh: Hold[] = [];
  const superseded: string[] = [];
  for (const hold of last.values()) {
    const same = known.filter(({ code, subject }) => code === hold.code && subject === hold.subject);
    const alike = same.find((row) => isAlike(row, hold));
    if (alike?.status === 'open' || (alike !== undefined && hold.code === 'PRICE_SUSPICIOUS')) {
      if (alike.status === 'open' && !run.dryRun) await refresh(run, alike.id, hold);
      continue;
    }
    fresh.push(hold);
    superseded.push(...same.filter(({ status }) => status === 'open').map(({ id }) => id));
  }
  if (run.dryRun) return;
  await supersede(run, superseded);
  const { tenantId, connectionId, location, store } = run.lane;
  const rows = fresh.map((hold) => ({
    tenant_id: tenantId,
    id: newId('quarantine'),
    connection_id: connectionId,
    location,
    store_id: store.id,
    item_id: hold.itemId,
    code: hold.code,
    subject: hold.subject,
    before: hold.before ?? null,
    proposed: hold.proposed,
    delivery_id: hold.deliveryId,
    status: 'open',
    created_at: run.now.toISOString(),
  }));
  await upsertRows(run.tx, 'quarantine', rows, ['tenant_id', 'id']);
  for (const row of rows) {
    shareOf(outcome, { deliveryId: row.delivery_id }).events.push({
      tenantId,
      stream: `store:${store.id}`,
      kind: 'quarantine.opened',
      subject: row.id,
      data: { quarantineId: row.id, code: row.code, storeId: store.id, itemId: row.item_id },
    });
  }
}

const isAlike = (row: Selectable<QuarantineTable>, hold: Hold): boolean =>
  sameJson(gist(row.proposed as Record<string, unknown>), gist(hold.proposed)) && sameJson(row.before, hold.before);

async function readHolds(run: ChunkRun, subjects: readonly string[]): Promise<Selectable<QuarantineTable>[]> {
  return run.tx
    .selectFrom('quarantine')
    .selectAll()
    .where('tenant_id', '=', run.lane.tenantId)
    .where('connection_id', '=', run.lane.connectionId)
    .where('location', '=', run.lane.location)
    .where('subject', '=', anyOf(subjects))
    .where('status', 'in', ['open', 'rejected'])
    .execute();
}

async function refresh(run: ChunkRun, id: string, hold: Hold): Promise<void> {
  await run.tx
    .updateTable('quarantine')
    .set({ delivery_id: hold.deliveryId, proposed: JSON.stringify(hold.proposed) })
    .where('tenant_id', '=', run.lane.tenantId)
    .where('id', '=', id)
    .execute();
}

async function supersede(run: ChunkRun, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await run.tx
    .updateTable('quarantine')
    .set({ status: 'superseded', decided_at: run.now, decided_by: 'system:normalizer' })
    .where('tenant_id', '=', run.lane.tenantId)
    .where('id', '=', anyOf(ids))
    .execute();
}

/** Something sane came after all: what was held of these subjects is of no use any more. */
export async function dropHolds(run: ChunkRun, code: QuarantineCode, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0 || run.dryRun) return;
  await sql`update quarantine set status = 'superseded', decided_at = ${run.now.toISOString()}, decided_by = 'system:normalizer'
    where tenant_id = ${run.lane.tenantId} and connection_id = ${run.lane.connectionId} and location = ${run.lane.location}
      and code = ${code} and status = 'open' and subject = ${anyOf(subjects)}`.execute(run.tx);
}
