import { newId } from '../../packages/server/src/database/new-id.ts';
import type { Schema } from '../../packages/server/src/database/schema.ts';
import type { RunningServer } from '../../packages/server/src/index.ts';
import { BODIES, idsFor } from './operation-bodies.ts';
import type { Ids, WholeTenant } from './whole-tenant.ts';

/** POST operations that may be done twice, and why that is the same as once. All others say `once`. */
export const HARMLESS_TWICE: Readonly<Record<string, string>> = {
  checkConnection: 'asks the provider, changes nothing',
  pauseConnection: 'sets a state',
  resumeConnection: 'sets a state',
  approveQuarantined: 'is decided once: a repetition is refused and changes nothing',
  rejectQuarantined: 'is decided once: a repetition is refused and changes nothing',
  skipDeadLetter: 'sets a state',
  retryDeadLetter: 'a delivery that is applied again changes nothing',
};

interface OnceCall {
  readonly ids?: Ids;
  readonly body?: unknown;
  /** Lets a thing go on that another call would share while it has not begun. */
  readonly begin?: () => Promise<unknown>;
}
type Make = (server: RunningServer, tenant: WholeTenant) => Promise<OnceCall>;

/** Calls that need something fresh each time; for all others the ids and bodies of the whole tenant do. */
const FRESH: Readonly<Record<string, Make>> = {
  createConnection: async (_server, { ids }) => ({
    body: { ...(BODIES.createConnection?.(ids) as object), account: newId('connection') },
  }),
  cancelReplay: async (_server, { shop }) => {
    const body = { dryRun: true, connectionId: shop.connectionId };
    return { ids: { replayId: (await shop.client.post('/v1/replays', { body })).id } };
  },
  decideMatch: async ({ database }, { shop, ids }) => {
    const id = `mat_${newId('item').slice(4)}`;
    const match = {
      tenant_id: shop.tenantId,
      id,
      connection_id: shop.connectionId,
      entity_kind: 'item' as const,
      external_id: newId('item'),
      entity_id: ids.itemId ?? '',
      candidates: JSON.stringify([ids.candidateId]),
      reason: 'barcode',
      status: 'open' as const,
      created_at: new Date(),
    };
    await database.tenant(shop.tenantId, (tx) => tx.insertInto('mapping_matches').values(match).execute());
    return { ids: { matchId: id } };
  },
  // nobody is to send it meanwhile
  resendDispatch: async (_server, { shop, ids }) => {
    const path = { subscriptionId: ids.subscriptionId ?? '' };
    await shop.client.patch('/v1/subscriptions/{subscriptionId}', { params: { path }, body: { status: 'paused' } });
    return {};
  },
  startSync: async ({ database }) => {
    const begin = () =>
      database.owner((db) => db.updateTable('syncs').set({ status: 'done' }).where('status', '=', 'waiting').execute());
    await begin();
    return { begin };
  },
};

/** What to send for an operation, so that it can be done. */
export async function onceCall(operationId: string, server: RunningServer, tenant: WholeTenant) {
  const made = (await FRESH[operationId]?.(server, tenant)) ?? {};
  const ids = idsFor(operationId, { ...tenant.ids, ...made.ids });
  const body = made.body ?? BODIES[operationId]?.(ids);
  return { ids, ...(body === undefined ? {} : { body }), begin: made.begin ?? (async () => {}) };
}

/** What is not said by a call: answers that were kept, and how far others have read. */
const ASIDE = ['idempotency_keys', 'consumer_offsets'];

export type Rows = Readonly<Record<string, readonly string[]>>;

/** Rows that only one of the two has, by table. */
export function differing(before: Rows, after: Rows): Rows {
  const found = Object.entries(after).map(([table, rows]) => {
    const known = before[table] ?? [];
    const gone = known.filter((row) => !rows.includes(row)).map((row) => `- ${row}`);
    return [table, [...gone, ...rows.filter((row) => !known.includes(row)).map((row) => `+ ${row}`)]] as const;
  });
  return Object.fromEntries(found.filter(([, rows]) => rows.length > 0));
}

/** Every row of every table, as text. */
export async function everyRow({ database }: RunningServer): Promise<Rows> {
  return database.owner(async (db) => {
    const tables = (await db.introspection.getTables()).filter(({ name }) => !ASIDE.includes(name));
    const rows: Record<string, readonly string[]> = {};
    for (const { name } of tables) {
      const found = await db
        .selectFrom(name as keyof Schema)
        .selectAll()
        .execute();
      rows[name] = found.map((row) => JSON.stringify(row)).sort();
    }
    return rows;
  });
}
