import type { Database } from '../../packages/server/src/database/database.ts';
import { newId } from '../../packages/server/src/database/new-id.ts';
import { upsertRows } from '../../packages/server/src/database/upsert-rows.ts';
import { appendEvents, EVENTS_CHANNEL, type TenantEvent } from '../../packages/server/src/events/event-rows.ts';
import { alternate } from './alternate.ts';
import { onDatabase } from './bench-database.ts';
import type { Bench, BenchRoom } from './bench-room.ts';
import type { Measured } from './result.ts';

const WRITERS = 8;
const ORIGIN = { actor: 'system:bench', requestId: 'bench', cause: null };

const eventsOf = (tenantId: string, stream: string, count: number): TenantEvent[] =>
  Array.from({ length: count }, (_, n) => ({
    tenantId,
    stream,
    kind: 'delivery.received',
    subject: `dlv_${n}`,
    data: { deliveryId: `dlv_${n}`, connectionId: 'con_1', lane: 'con_1|' },
  }));

/** The same rows and the same hint, their numbers taken from memory: fast, and wrong as soon as there are two processes. */
function withoutCounter(database: Database) {
  let sequence = 0;
  return (tenantId: string, events: readonly TenantEvent[]): Promise<unknown> =>
    database.tenant(tenantId, async (tx) => {
      const at = new Date().toISOString();
      const rows = events.map(({ stream, kind, subject, data }) => {
        sequence += 1;
        const { actor, requestId: request_id, cause } = ORIGIN;
        const own = { id: newId('event'), kind, subject, data, actor, request_id, cause, recorded_at: at };
        return { tenant_id: tenantId, stream, sequence, ...own };
      });
      await upsertRows(tx, 'events', rows, ['tenant_id', 'stream', 'sequence']);
      const hint = `${tenantId}|${events[0]?.stream}`;
      await tx.selectNoFrom(({ fn, val }) => fn('pg_notify', [val(EVENTS_CHANNEL), val(hint)]).as('told')).execute();
    });
}

const withCounter =
  (database: Database) =>
  (tenantId: string, events: readonly TenantEvent[]): Promise<unknown> =>
    database.tenant(tenantId, (tx) => appendEvents(tx, events, ORIGIN, new Date()));

type Append = ReturnType<typeof withCounter>;

/** Events per second: writers that each commit batch after batch, all on one stream or each on its own. */
async function appendFor(
  ms: number,
  append: Append,
  tenantId: string,
  streams: readonly string[],
  batch: number,
): Promise<number> {
  const started = performance.now();
  let count = 0;
  const writer = async (stream: string): Promise<void> => {
    while (performance.now() - started < ms) {
      await append(tenantId, eventsOf(tenantId, stream, batch));
      count += batch;
    }
  };
  await Promise.all(streams.map(writer));
  return (count / (performance.now() - started)) * 1000;
}

async function compareOn(room: BenchRoom, database: Database): Promise<Measured[]> {
  const tenantId = newId('tenant');
  const own = (prefix: string) => Array.from({ length: WRITERS }, (_, n) => `store:${prefix}${n}`);
  const shared = (name: string) => Array.from({ length: WRITERS }, () => `store:${name}`);
  const ms = room.options.quick ? 500 : 1_000;
  const [plainly, counted] = [withoutCounter(database), withCounter(database)];
  const results: Measured[] = [];
  for (const [name, batch, streamsOf] of [
    ['one-stream', 1, shared],
    ['one-stream', 32, shared],
    ['own-streams', 32, own],
  ] as const) {
    const { value, baseline, ratio } = await alternate(
      3,
      {
        baseline: () => appendFor(ms, plainly, tenantId, streamsOf(`p${batch}`), batch),
        ours: () => appendFor(ms, counted, tenantId, streamsOf(`c${batch}`), batch),
      },
      (perSecond) => perSecond,
    );
    const note = `${WRITERS} writers, ${batch} a transaction, against the same rows without a counter`;
    results.push({
      name: `events-append-${name}-${batch}`,
      value,
      unit: 'events/s',
      baseline,
      ratio,
      bar: null,
      engines: room.set,
      note,
    });
  }
  return results;
}

export const eventsAppend: Bench = {
  name: 'events-append',
  about: 'events with the counter row of their stream, against the same rows without it',
  sets: ['embedded', 'postgres'],
  run: (room) => onDatabase(room, (database) => compareOn(room, database)),
};
