import type { Change, EntityKind } from '@kirana/core';
import { sql } from 'kysely';
import { anyOf } from '../catalog-writes/key-list-rows.ts';
import type { Tx } from '../database/database.ts';
import { upsertRows } from '../database/upsert-rows.ts';
import { isOlder, type Versioning } from './change-order.ts';
import { type ChunkRun, type Created, type Incoming, type Outcome, shareOf } from './chunk-run.ts';
import { type LaneContext, versioningOf } from './lane-context.ts';
import { stockChangeKey, stockVersion } from './stock-order.ts';

/** More than this waiting for one connection is not an order of arrival, it is a broken menu. */
const MOST_WAITING = 20_000;

/** A change that names something not seen yet. */
export interface Waiting {
  readonly needsKind: EntityKind;
  readonly needsExternalId: string;
  readonly incoming: Incoming;
}

interface WaitingRow {
  needs_kind: EntityKind;
  needs_external_id: string;
  change_key: string;
  change: Change;
  delivery_id: string;
  ingress: number;
  received_at: Date;
}

/** One word of a kind about a thing waits at a time: the newest. */
const changeKey = (change: Change, deliveryId: string): string =>
  change.kind === 'stock.reported'
    ? stockChangeKey(change, deliveryId)
    : `${change.kind}:${'externalId' in change ? change.externalId : change.kind}`;

const orderOf = (run: ChunkRun, change: Change, ingress: number) => ({
  v:
    change.kind === 'stock.reported'
      ? stockVersion(change, versioningOf(run.lane, 'stock'))
      : (('version' in change ? change.version : undefined) ?? null),
  n: ingress,
});

/** Keeps changes until what they name arrives. */
export async function keepWaiting(run: ChunkRun, waiting: readonly Waiting[], outcome: Outcome): Promise<void> {
  if (waiting.length === 0 || run.dryRun) return;
  const { tenantId, connectionId, location } = run.lane;
  const { rows: held } = await sql<WaitingRow>`
    select w.needs_kind, w.needs_external_id, w.change_key, w.change, coalesce(d.ingress, 0) as ingress
    from waiting_changes w left join deliveries d on d.tenant_id = w.tenant_id and d.id = w.delivery_id
    where w.tenant_id = ${tenantId} and w.connection_id = ${connectionId} and w.location = ${location}
      and w.change_key = ${anyOf(waiting.map(({ incoming }) => changeKey(incoming.change, incoming.deliveryId)))}`.execute(
    run.tx,
  );
  const newest = new Map(held.map((row) => [rowKey(row), orderOf(run, row.change, row.ingress)]));
  const rows = new Map<string, Record<string, unknown>>();
  for (const { needsKind, needsExternalId, incoming } of waiting) {
    const order = orderOf(run, incoming.change, incoming.ingress);
    const row = {
      tenant_id: tenantId,
      connection_id: connectionId,
      location,
      needs_kind: needsKind,
      needs_external_id: needsExternalId,
      change_key: changeKey(incoming.change, incoming.deliveryId),
      change: incoming.change,
      delivery_id: incoming.deliveryId,
      received_at: incoming.receivedAt.toISOString(),
    };
    const earlier = newest.get(rowKey(row));
    if (earlier !== undefined && isOlder(order, earlier, versioningOfChange(run, incoming.change))) continue;
    newest.set(rowKey(row), order);
    rows.set(rowKey(row), row);
  }
  const room = MOST_WAITING - (await countWaiting(run));
  const kept = [...rows.values()].slice(0, Math.max(0, room));
  await upsertRows(run.tx, 'waiting_changes', kept, [
    'tenant_id',
    'connection_id',
    'location',
    'needs_kind',
    'needs_external_id',
    'change_key',
  ]);
  if (kept.length < rows.size) refuse(waiting, outcome);
}

const rowKey = (row: { needs_kind: string; needs_external_id: string; change_key: string }): string =>
  `${row.needs_kind}|${row.needs_external_id}|${row.change_key}`;

function versioningOfChange(run: ChunkRun, change: Change): Versioning {
  // its order as a whole, of which times are a part
  if (change.kind === 'stock.reported') return 'sequence';
  return change.kind === 'item.priced' ? versioningOf(run.lane, 'price') : versioningOf(run.lane, 'item');
}

function refuse(waiting: readonly Waiting[], outcome: Outcome): void {
  for (const { needsKind, needsExternalId, incoming } of waiting) {
    const { change } = incoming;
    const externalId = 'externalId' in change ? change.externalId : null;
    const message = `names the unknown ${needsKind} ${needsExternalId}, and too many changes wait already`;
    shareOf(outcome, incoming).problems.push({ code: 'REFERENCE_UNKNOWN', path: change.path, externalId, message });
  }
}

async function countWaiting(run: ChunkRun): Promise<number> {
  const { count } = await run.tx
    .selectFrom('waiting_changes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', run.lane.tenantId)
    .where('connection_id', '=', run.lane.connectionId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Takes out what waited for the things just created (all that can be resolved now when `created` is undefined). Reports of stock stay until
 * the ledger has them.
 */
export async function takeResolved(run: ChunkRun, created: readonly Created[] | undefined): Promise<Incoming[]> {
  if (created !== undefined && created.length === 0) return [];
  const resolved = await readResolved(run.tx, run.lane, created);
  const taken = resolved.filter(({ change }) => change.kind !== 'stock.reported');
  if (taken.length > 0 && !run.dryRun) await endWaiting(run, taken);
  return resolved;
}

/** What waits and could be applied now, the oldest first. */
export async function readResolved(
  tx: Tx,
  { tenantId, connectionId, location, store }: LaneContext,
  created: readonly Created[] | undefined,
): Promise<Incoming[]> {
  const here = sql`w.tenant_id = ${tenantId} and w.connection_id = ${connectionId} and w.location = ${location}`;
  const resolved =
    created === undefined
      ? sql`exists (select 1 from source_mappings m where m.tenant_id = w.tenant_id and m.connection_id = w.connection_id
          and m.entity_kind = w.needs_kind and m.external_id = w.needs_external_id
          and (m.entity_kind <> 'item' or exists (select 1 from store_items s where s.tenant_id = m.tenant_id
            and s.store_id = ${store.id} and s.item_id = m.entity_id)))`
      : sql`(w.needs_kind, w.needs_external_id) in (select kind, external_id from jsonb_to_recordset(${JSON.stringify(
          created.map(({ kind, externalId }) => ({ kind, external_id: externalId })),
        )}::text::jsonb) as c(kind text, external_id text))`;
  const { rows } = await sql<WaitingRow>`
    select w.needs_kind, w.needs_external_id, w.change_key, w.change, w.delivery_id, coalesce(d.ingress, 0) as ingress, w.received_at
    from waiting_changes w left join deliveries d on d.tenant_id = w.tenant_id and d.id = w.delivery_id
    where ${here} and ${resolved} order by coalesce(d.ingress, 0)`.execute(tx);
  const last = new Map(rows.map((row) => [row.change_key, row]));
  return [...last.values()].map((row) => ({
    change: row.change,
    hash: '',
    ingress: row.ingress,
    deliveryId: row.delivery_id,
    receivedAt: row.received_at,
    waited: true,
  }));
}

/** What waited has come to its end. */
export async function endWaiting(run: ChunkRun, entries: readonly Incoming[]): Promise<void> {
  if (entries.length === 0) return;
  const keys = entries.map(({ change, deliveryId }) => changeKey(change, deliveryId));
  await deleteWaiting(run, [...new Set(keys)]);
}

async function deleteWaiting(run: ChunkRun, changeKeys: readonly string[]): Promise<void> {
  await run.tx
    .deleteFrom('waiting_changes')
    .where('tenant_id', '=', run.lane.tenantId)
    .where('connection_id', '=', run.lane.connectionId)
    .where('location', '=', run.lane.location)
    .where('change_key', '=', anyOf(changeKeys))
    .execute();
}

/** A complete list came: older items that wait for something and are not in it will not come any more. */
export async function dropAbsentWaiting(run: ChunkRun, seen: ReadonlySet<string>): Promise<void> {
  if (run.dryRun) return;
  const rows = await run.tx
    .selectFrom('waiting_changes')
    .select('change_key')
    .where('tenant_id', '=', run.lane.tenantId)
    .where('connection_id', '=', run.lane.connectionId)
    .where('location', '=', run.lane.location)
    .where('change_key', 'like', 'item.upserted:%')
    .execute();
  const gone = rows.map((row) => row.change_key).filter((key) => !seen.has(key.slice('item.upserted:'.length)));
  if (gone.length > 0) await deleteWaiting(run, gone);
}
