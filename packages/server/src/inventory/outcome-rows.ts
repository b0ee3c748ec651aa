import type { BatchOutcome, Hold, ReservationRecord } from '@kirana/core';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import { jsons, numbers, texts, timeOf } from './column-lists.ts';

interface Place {
  readonly tenantId: string;
  readonly storeId: string;
  readonly nowMs: number;
}

/** Holds found one by one, whatever the statistics say. */
const heldRows = ({ tenantId }: Place, holds: readonly Pick<Hold, 'itemId' | 'reservationId'>[]) => sql`
  any(array(
    select found.at from unnest(${texts(holds.map((hold) => hold.itemId))}, ${texts(holds.map((hold) => hold.reservationId))})
      as w(item_id, reservation_id)
    cross join lateral (
      select ctid as at from reservation_holds
      where tenant_id = ${tenantId} and reservation_id = w.reservation_id and item_id = w.item_id limit 1) found))`;

/** A table without statistics is read from one end to the other to find no row at all: it is not asked for none. */
const endHolds = (place: Place, holds: readonly Hold[]): RawBuilder<unknown> =>
  holds.length === 0 ? sql`select` : sql`delete from reservation_holds where ctid = ${heldRows(place, holds)}`;

/**
 * Rows out of their columns, as `w`. Unnested side by side in a select list, they are streamed; a list of functions in `from` would be
 * written to a buffer for each column first.
 */
const rowsOf = (columns: Readonly<Record<string, RawBuilder<unknown>>>): RawBuilder<unknown> =>
  sql`(select ${sql.join(Object.entries(columns).map(([name, list]) => sql`unnest(${list}) as ${sql.ref(name)}`))}) as w`;

const insertEntries = ({ tenantId, storeId, nowMs }: Place, { entries }: BatchOutcome): RawBuilder<unknown> => sql`
  insert into stock_entries (tenant_id, store_id, item_id, sequence, kind, reason, quantity,
    delta_on_hand, delta_blocked, delta_reserved, delta_safety_stock, delta_incoming,
    on_hand, blocked, reserved, safety_stock, incoming,
    block_kind, tracking, lots, source_kind, source_id, actor, occurred_at, recorded_at)
  select ${tenantId}, ${storeId}, item_id, sequence, kind, reason, quantity, d1, d2, d3, d4, d5, a1, a2, a3, a4, a5,
    block_kind, tracking, lots::jsonb, source_kind, source_id, actor, ${timeOf('occurred_ms')}, to_timestamp(${nowMs}::float8 / 1000)
  from ${rowsOf({
    item_id: texts(entries.map((entry) => entry.itemId)),
    sequence: numbers(entries.map((entry) => entry.sequence)),
    kind: texts(entries.map((entry) => entry.kind)),
    reason: texts(entries.map((entry) => entry.reason)),
    quantity: numbers(entries.map((entry) => entry.quantity)),
    d1: numbers(entries.map((entry) => entry.deltas.onHand)),
    d2: numbers(entries.map((entry) => entry.deltas.blocked)),
    d3: numbers(entries.map((entry) => entry.deltas.reserved)),
    d4: numbers(entries.map((entry) => entry.deltas.safetyStock)),
    d5: numbers(entries.map((entry) => entry.deltas.incoming)),
    a1: numbers(entries.map((entry) => entry.after.onHand)),
    a2: numbers(entries.map((entry) => entry.after.blocked)),
    a3: numbers(entries.map((entry) => entry.after.reserved)),
    a4: numbers(entries.map((entry) => entry.after.safetyStock)),
    a5: numbers(entries.map((entry) => entry.after.incoming)),
    block_kind: texts(entries.map((entry) => entry.blockKind)),
    tracking: texts(entries.map((entry) => entry.tracking)),
    lots: jsons(entries.map((entry) => (entry.lots.length === 0 ? null : entry.lots))),
    source_kind: texts(entries.map((entry) => entry.source.kind)),
    source_id: texts(entries.map((entry) => entry.source.id)),
    actor: texts(entries.map((entry) => entry.actor)),
    occurred_ms: numbers(entries.map((entry) => entry.occurredAtMs)),
  })}`;

function updatePositions({ tenantId, storeId, nowMs }: Place, { touched }: BatchOutcome): RawBuilder<unknown> {
  const positions = touched.map(({ position }) => position);
  return sql`
  update inventory_positions p set tracking = w.tracking, on_hand = w.on_hand, blocked_damaged = w.damaged,
    blocked_quality_check = w.quality_check, blocked_recalled = w.recalled, blocked_expired = w.expired,
    reserved = w.reserved, safety_stock = w.safety_stock, incoming = w.incoming, sequence = w.sequence,
    lots = w.lots::jsonb, updated_at = to_timestamp(${nowMs}::float8 / 1000)
  from unnest(${texts(positions.map(({ itemId }) => itemId))}, ${texts(positions.map(({ tracking }) => tracking))},
    ${numbers(positions.map(({ onHand }) => onHand))}, ${numbers(positions.map(({ blocked }) => blocked.damaged))},
    ${numbers(positions.map(({ blocked }) => blocked.quality_check))}, ${numbers(positions.map(({ blocked }) => blocked.recalled))},
    ${numbers(positions.map(({ blocked }) => blocked.expired))}, ${numbers(positions.map(({ reserved }) => reserved))},
    ${numbers(positions.map(({ safetyStock }) => safetyStock))}, ${numbers(positions.map(({ incoming }) => incoming))},
    ${numbers(positions.map(({ sequence }) => sequence))}, ${jsons(touched.map(({ lots }) => lots))})
    as w(item_id, tracking, on_hand, damaged, quality_check, recalled, expired, reserved, safety_stock, incoming, sequence, lots)
  where p.tenant_id = ${tenantId} and p.store_id = ${storeId} and p.item_id = w.item_id`;
}

const insertReservations = (
  { tenantId, storeId }: Place,
  made: readonly ReservationRecord[],
): RawBuilder<unknown> => sql`
  insert into reservations (tenant_id, id, store_id, holder, hash, lines, shortfalls, made_at, first_expires_at, expires_at,
    status, ended_at, end_hash)
  select ${tenantId}, id, ${storeId}, holder, hash, lines::jsonb, shortfalls::jsonb, ${timeOf('made_ms')},
    ${timeOf('first_ms')}, ${timeOf('expires_ms')}, status, ${timeOf('ended_ms')}, end_hash
  from ${rowsOf({
    id: texts(made.map(({ id }) => id)),
    holder: texts(made.map(({ holder }) => holder)),
    hash: texts(made.map(({ hash }) => hash)),
    lines: jsons(made.map(({ lines }) => lines)),
    shortfalls: jsons(made.map(({ shortfalls }) => shortfalls)),
    made_ms: numbers(made.map(({ madeAtMs }) => madeAtMs)),
    first_ms: numbers(made.map(({ firstExpiresAtMs }) => firstExpiresAtMs)),
    expires_ms: numbers(made.map(({ expiresAtMs }) => expiresAtMs)),
    status: texts(made.map(({ status }) => status)),
    ended_ms: numbers(made.map(({ endedAtMs }) => endedAtMs)),
    end_hash: texts(made.map(({ endHash }) => endHash)),
  })}`;

/** What almost every batch writes, in one statement: asking the server several times costs more than writing. */
async function writeLedger(tx: Tx, place: Place, outcome: BatchOutcome): Promise<void> {
  const { holdsMade, holdsEnded, reservationsMade } = outcome;
  await sql`
    with entries as (${insertEntries(place, outcome)}),
      positions as (${updatePositions(place, outcome)}),
      made as (${insertReservations(place, reservationsMade)}),
      ended as (${endHolds(place, holdsEnded)})
    insert into reservation_holds (tenant_id, store_id, item_id, reservation_id, quantity, expires_at)
    select ${place.tenantId}, ${place.storeId}, item_id, reservation_id, quantity, ${timeOf('expires_ms')}
    from ${rowsOf({
      item_id: texts(holdsMade.map(({ itemId }) => itemId)),
      reservation_id: texts(holdsMade.map((hold) => hold.reservationId)),
      quantity: numbers(holdsMade.map(({ quantity }) => quantity)),
      expires_ms: numbers(holdsMade.map(({ expiresAtMs }) => expiresAtMs)),
    })}`.execute(tx);
}

async function updateReservations(tx: Tx, { tenantId }: Place, changed: readonly ReservationRecord[]): Promise<void> {
  await sql`
    update reservations r set lines = w.lines::jsonb, expires_at = ${timeOf('w.expires_ms')}, status = w.status,
      ended_at = ${timeOf('w.ended_ms')}, end_hash = w.end_hash
    from unnest(${texts(changed.map(({ id }) => id))}, ${jsons(changed.map(({ lines }) => lines))}, ${numbers(changed.map(({ expiresAtMs }) => expiresAtMs))},
      ${texts(changed.map(({ status }) => status))}, ${numbers(changed.map(({ endedAtMs }) => endedAtMs))},
      ${texts(changed.map(({ endHash }) => endHash))})
      as w(id, lines, expires_ms, status, ended_ms, end_hash)
    where r.tenant_id = ${tenantId} and r.id = w.id`.execute(tx);
}

/** Open holds follow their reservation when it is extended. */
async function extendHolds(tx: Tx, place: Place, extended: readonly ReservationRecord[]): Promise<void> {
  const holds = extended.flatMap(({ id, expiresAtMs, lines }) =>
    [...new Set(lines.flatMap(({ held, needs }) => (held === 0 ? [] : needs.map(({ itemId }) => itemId))))].map(
      (itemId) => ({ itemId, reservationId: id, expiresAtMs }),
    ),
  );
  await sql`
    update reservation_holds h set expires_at = ${timeOf('w.expires_ms')}
    from unnest(${texts(holds.map(({ itemId }) => itemId))}, ${texts(holds.map(({ reservationId }) => reservationId))},
      ${numbers(holds.map(({ expiresAtMs }) => expiresAtMs))}) as w(item_id, reservation_id, expires_ms)
    where h.item_id = w.item_id and h.reservation_id = w.reservation_id and h.ctid = ${heldRows(place, holds)}`.execute(
    tx,
  );
}

/** Reservations whose hold at a position of this batch was past its time; whoever writes first says so. In one order, for the locks. */
async function expireReservations(tx: Tx, { tenantId }: Place, ids: readonly string[]): Promise<void> {
  await sql`
    update reservations set status = 'expired', ended_at = expires_at where status = 'held' and ctid = any(array(
      select found.at from unnest(${texts([...ids].sort())}) as each(key) cross join lateral (
        select ctid as at from reservations where tenant_id = ${tenantId} and id = each.key limit 1 for update) found))`.execute(
    tx,
  );
}

async function insertEffects(
  tx: Tx,
  { tenantId, storeId, nowMs }: Place,
  effects: BatchOutcome['effects'],
): Promise<void> {
  const known = [...effects.values()];
  await sql`
    insert into stock_effects (tenant_id, effect_key, store_id, hash, answer, recorded_at)
    select ${tenantId}, key, ${storeId}, hash, answer::jsonb, to_timestamp(${nowMs}::float8 / 1000)
    from unnest(${texts([...effects.keys()])}, ${texts(known.map(({ hash }) => hash))}, ${jsons(known.map(({ answer }) => answer))})
      as w(key, hash, answer)`.execute(tx);
}

async function upsertReports(tx: Tx, place: Place, reports: BatchOutcome['reportsChanged']): Promise<void> {
  const stocks = reports.map(({ stock }) => stock);
  await sql`
    insert into reported_stock (tenant_id, store_id, item_id, source, warehouse, base, floor, deltas, observed_at, heard_at,
      first_heard_at)
    select ${place.tenantId}, ${place.storeId}, item_id, source, warehouse, base, floor::jsonb, deltas::jsonb,
      ${timeOf('observed_ms')}, ${timeOf('heard_ms')}, ${timeOf('heard_ms')}
    from unnest(${texts(reports.map(({ itemId }) => itemId))}, ${texts(stocks.map(({ source }) => source))},
      ${texts(stocks.map(({ warehouse }) => warehouse))}, ${numbers(stocks.map(({ base }) => base))},
      ${jsons(stocks.map(({ floor }) => floor))}, ${jsons(stocks.map(({ deltas }) => deltas))},
      ${numbers(stocks.map(({ observedAtMs }) => observedAtMs))}, ${numbers(stocks.map(({ heardAtMs }) => heardAtMs))})
      as w(item_id, source, warehouse, base, floor, deltas, observed_ms, heard_ms)
    on conflict (tenant_id, store_id, item_id, source, warehouse) do update set base = excluded.base, floor = excluded.floor,
      deltas = excluded.deltas, observed_at = excluded.observed_at, heard_at = excluded.heard_at`.execute(tx);
}

async function insertShortfalls(tx: Tx, { tenantId, storeId, nowMs }: Place, shortfalls: BatchOutcome['shortfalls']) {
  await sql`
    insert into stock_shortfalls (tenant_id, store_id, item_id, sequence, missing, oversold, recorded_at)
    select ${tenantId}, ${storeId}, item_id, sequence, missing, oversold, to_timestamp(${nowMs}::float8 / 1000)
    from unnest(${texts(shortfalls.map(({ itemId }) => itemId))}, ${numbers(shortfalls.map(({ sequence }) => sequence))},
      ${numbers(shortfalls.map(({ missing }) => missing))}, ${numbers(shortfalls.map(({ oversold }) => oversold))})
      as w(item_id, sequence, missing, oversold)`.execute(tx);
}

/** Writes all that a batch changed, but its events. Its positions are locked. */
export async function writeOutcome(tx: Tx, place: Place, outcome: BatchOutcome): Promise<void> {
  const { entries, reservationsMade, reservationsChanged, reservationsExpired, effects, reportsChanged, shortfalls } =
    outcome;
  if (entries.length > 0 || reservationsMade.length > 0) await writeLedger(tx, place, outcome);
  if (reservationsChanged.length > 0) await updateReservations(tx, place, reservationsChanged);
  const extended = reservationsChanged.filter(({ status }) => status === 'held');
  if (extended.length > 0) await extendHolds(tx, place, extended);
  if (reservationsExpired.length > 0) await expireReservations(tx, place, reservationsExpired);
  if (effects.size > 0) await insertEffects(tx, place, effects);
  if (reportsChanged.length > 0) await upsertReports(tx, place, reportsChanged);
  if (shortfalls.length > 0) await insertShortfalls(tx, place, shortfalls);
}
