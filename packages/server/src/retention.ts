import { LONGEST_UNACKNOWLEDGED_MS } from '@kirana/core';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from './database/database.ts';
import type { DeliveryArchive } from './engines/archive/delivery-archive.ts';

const DAY_MS = 86_400_000;
const IDEMPOTENCY_DAYS = 7;
const DISPATCH_DAYS = 30;
/** Longer than the answer that a settlement came before can be on its way. */
const SETTLEMENT_DAYS = 2;
/** Rows removed in one transaction: a retention run never holds others up. */
const BATCH = 5_000;

export interface RetentionSettings {
  readonly deliveriesDays: number;
  readonly eventsDays: number;
  /** For so long a repeated sale or stock change hears its first answer: longer than anything is sent again. */
  readonly stockEffectsDays: number;
  /** From their end on. */
  readonly reservationsDays: number;
}

export interface RetentionReport {
  readonly deliveries: number;
  readonly events: number;
  readonly idempotencyKeys: number;
  readonly dispatches: number;
  readonly commands: number;
  readonly stockEffects: number;
  readonly acknowledgements: number;
  readonly reservations: number;
  readonly bodies: number;
}

const dayOf = (time: Date): string => time.toISOString().slice(0, 10).replaceAll('-', '');

/**
 * Removes what is past its time. A delivery that is not finished stays however old it is, and so does its body: the archive is cut
 * a day behind the oldest delivery kept.
 */
export async function applyRetention(
  { database, archive, now }: { database: Database; archive: DeliveryArchive; now: () => Date },
  settings: RetentionSettings,
): Promise<RetentionReport> {
  const before = (days: number) => new Date(now().getTime() - days * DAY_MS);
  const deliveries = await inBatches(
    database,
    (limit) => sql`
    delete from deliveries where (tenant_id, id) in (
      select tenant_id, id from deliveries where received_at < ${before(settings.deliveriesDays)} and status <> 'pending' limit ${limit})`,
  );
  // those that are still coming are younger than that
  await inBatches(
    database,
    (limit) => sql`
    delete from uploads where (tenant_id, id) in (
      select tenant_id, id from uploads where created_at < ${before(settings.deliveriesDays)} limit ${limit})`,
  );
  const events = await removeEvents(database, before(settings.eventsDays));
  const idempotencyKeys = await inBatches(
    database,
    (limit) => sql`
    delete from idempotency_keys where (tenant_id, caller, idempotency_key) in (
      select tenant_id, caller, idempotency_key from idempotency_keys where created_at < ${before(IDEMPOTENCY_DAYS)} limit ${limit})`,
  );
  const dispatches = await inBatches(
    database,
    (limit) => sql`
    delete from dispatches where (tenant_id, id) in (
      select tenant_id, id from dispatches where created_at < ${before(DISPATCH_DAYS)} and status <> 'pending' limit ${limit})`,
  );
  const commands = await inBatches(
    database,
    (limit) => sql`
    delete from commands where (tenant_id, id) in (
      select tenant_id, id from commands where finished_at < ${before(settings.eventsDays)} limit ${limit})`,
  );
  await inBatches(
    database,
    (limit) => sql`
    delete from early_settlements where (tenant_id, connection_id, reference) in (
      select tenant_id, connection_id, reference from early_settlements where heard_at < ${before(SETTLEMENT_DAYS)} limit ${limit})`,
  );
  const stock = await removeStockRecords(database, {
    effectsBefore: before(settings.stockEffectsDays),
    endedBefore: before(settings.reservationsDays),
    acknowledgedBefore: before(LONGEST_UNACKNOWLEDGED_MS / DAY_MS),
  });
  const bodies = await archive.removeBefore(dayOf(await oldestKept(database, before(settings.deliveriesDays))));
  return { deliveries, events, idempotencyKeys, dispatches, commands, ...stock, bodies };
}

/**
 * What is kept beside the ledger. Its entries stay, and so does what still holds something: open reservations, and acknowledgements that a
 * count may yet be laid against.
 */
async function removeStockRecords(
  database: Database,
  {
    effectsBefore,
    endedBefore,
    acknowledgedBefore,
  }: Readonly<Record<'effectsBefore' | 'endedBefore' | 'acknowledgedBefore', Date>>,
) {
  const stockEffects = await inBatches(
    database,
    (limit) => sql`
    delete from stock_effects where (tenant_id, effect_key) in (
      select tenant_id, effect_key from stock_effects where recorded_at < ${effectsBefore} limit ${limit})`,
  );
  // the source counted so much later that the change is in its count by its age: nobody asks whether it was acknowledged
  const acknowledgements = await inBatches(
    database,
    (limit) => sql`
    delete from stock_acknowledgements where (tenant_id, store_id, item_id, source, sequence) in (
      select a.tenant_id, a.store_id, a.item_id, a.source, a.sequence from stock_acknowledgements a
      join reported_stock r on r.tenant_id = a.tenant_id and r.store_id = a.store_id and r.item_id = a.item_id and r.source = a.source
        and r.observed_at >= a.acknowledged_at + ${LONGEST_UNACKNOWLEDGED_MS}::float8 * interval '1 millisecond'
      where a.acknowledged_at < ${acknowledgedBefore} limit ${limit})`,
  );
  const reservations = await inBatches(
    database,
    (limit) => sql`
    delete from reservations where (tenant_id, id) in (
      select tenant_id, id from reservations where status <> 'held' and ended_at < ${endedBefore} limit ${limit})`,
  );
  return { stockEffects, acknowledgements, reservations };
}

async function inBatches(database: Database, remove: (limit: number) => ReturnType<typeof sql>): Promise<number> {
  let total = 0;
  for (;;) {
    const { numAffectedRows = 0n } = await database.system((tx) => remove(BATCH).execute(tx));
    total += Number(numAffectedRows);
    if (Number(numAffectedRows) < BATCH) return total;
  }
}

/** Removes old events from the front of each stream, and remembers where the stream now begins. */
async function removeEvents(database: Database, before: Date): Promise<number> {
  let total = 0;
  for (;;) {
    const removed = await database.system(async (tx) => {
      const { rows } = await sql<{ removed: number }>`
        with gone as (
          delete from events where (tenant_id, stream, sequence) in (
            select tenant_id, stream, sequence from events where recorded_at < ${before} order by recorded_at limit ${BATCH})
          returning tenant_id, stream, sequence),
        begins as (select tenant_id, stream, max(sequence) + 1 as first, count(*) as n from gone group by tenant_id, stream),
        moved as (
          update event_streams s set first_sequence = greatest(s.first_sequence, b.first)
          from begins b where s.tenant_id = b.tenant_id and s.stream = b.stream)
        select coalesce(sum(n), 0)::bigint as removed from begins`.execute(tx);
      return rows[0]?.removed ?? 0;
    });
    total += removed;
    if (removed < BATCH) return total;
  }
}

async function oldestKept(database: Database, fallback: Date): Promise<Date> {
  const row = await database.system((tx) =>
    tx.selectFrom('deliveries').select('received_at').orderBy('received_at').limit(1).executeTakeFirst(),
  );
  const oldest = row?.received_at ?? fallback;
  return oldest < fallback ? oldest : fallback;
}

const EVERY_MS = 60 * 60_000;
const FIRST_AFTER_MS = 60_000;

/** Applies retention every hour. Gives a function that stops it and waits for the run under way. */
export function repeatRetention(
  deps: { database: Database; archive: DeliveryArchive; now: () => Date; log: Logger },
  settings: RetentionSettings,
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const schedule = (afterMs: number) => {
    timer = setTimeout(() => {
      running = applyRetention(deps, settings)
        .then((report) => deps.log.info(report, 'retention applied'))
        .catch((error: unknown) => deps.log.warn({ err: error }, 'retention failed'))
        .finally(() => schedule(EVERY_MS));
    }, afterMs);
    timer.unref();
  };
  schedule(FIRST_AFTER_MS);
  return async () => {
    clearTimeout(timer);
    await running;
    clearTimeout(timer);
  };
}
