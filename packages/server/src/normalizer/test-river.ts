import { createHash } from 'node:crypto';
import { type Adapter, AdapterError, defineAdapter, type EventEndpoint } from '@kirana/adapter';
import {
  type Change,
  type ChangeOf,
  type EntityKind,
  EVENTS,
  KiranaError,
  type LoggedEvent,
  type Normalised,
  type SnapshotKind,
} from '@kirana/core';
import pino from 'pino';
import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { DeliveryArchive } from '../engines/archive/delivery-archive.ts';
import { toLoggedEvent } from '../events/event-rows.ts';
import { openStockLedger, type StockLedger } from '../inventory/stock-ledger.ts';
import { hosted } from '../plugins/in-process-adapter.ts';
import { type COMPLETION_ENDPOINT, completionBody } from './completion.ts';
import { type Normalizer, type NormalizerDeps, openNormalizer } from './normalizer.ts';
import { stockTerms } from './stock-terms-rows.ts';
import { insertConnection, insertStore, linkLocation, seed } from './test-river-rows.ts';

type Version = 'sequence' | 'timestamp' | 'none';

/** An adapter whose bodies are changes already. */
export const plainAdapter = (
  id: string,
  version: Version,
  stock: Adapter['manifest']['capabilities']['stock'],
): Adapter => {
  const capability = { push: 'snapshot', version, deletes: 'by_absence' } as const;
  return defineAdapter({
    manifest: {
      id,
      apiVersion: 1,
      title: id,
      provider: { url: 'https://example.com' },
      hosts: [],
      capabilities: {
        entities: {
          item: capability,
          price: capability,
          category: capability,
          ...(stock === 'absolute' || stock === 'delta' ? { stock: capability } : {}),
        },
        stock,
      },
    },
    sourceSettings: z.looseObject({}),
    connectionSettings: z.looseObject({}),
    secrets: {},
    verify: { kind: 'unsigned', reason: 'test' },
    route: () => null,
    endpoints: { changes: plainChanges, poke: { ...plainChanges, of: 'connection' } },
  });
};

const plainChanges: EventEndpoint<unknown> = {
  kind: 'event',
  normalise: (bytes) => {
    const body = JSON.parse(new TextDecoder().decode(bytes)) as Normalised | { fail: 'transient' | 'schema' };
    if ('fail' in body) throw new AdapterError(body.fail, `failed: ${body.fail}`);
    return body;
  },
  reply: () => ({ status: 200, body: '' }),
};

/** An archive in memory. */
export function memoryArchive(): DeliveryArchive & { readonly bodies: Map<string, Uint8Array> } {
  const bodies = new Map<string, Uint8Array>();
  return {
    bodies,
    put: async (day, bytes) => {
      const key = `${day}/${createHash('sha256').update(bytes).digest('hex')}`;
      bodies.set(key, bytes);
      return key;
    },
    get: async (key) => {
      const bytes = bodies.get(key);
      if (bytes === undefined) throw new KiranaError('ARCHIVE_BODY_MISSING', { key });
      return bytes;
    },
    import: async () => undefined,
    keys: async function* () {},
    removeBefore: async () => 0,
    check: async () => undefined,
    close: async () => undefined,
  };
}

const SEALER = {
  seal: async (_: string, bytes: Uint8Array) => bytes,
  open: async (_: string, bytes: Uint8Array) => bytes,
};

export interface River {
  readonly tenantId: string;
  readonly merchantId: string;
  readonly storeId: string;
  readonly connectionId: string;
  readonly normalizer: Normalizer;
  readonly ledger: StockLedger;
  readonly syncs: string[];
  /** Puts a delivery into the inbox and gives its id. */
  receive(changes: Body, options?: ReceiveOptions): Promise<string>;
  /** As `receive`, and waits until it is not pending any more. */
  send(changes: Body, options?: ReceiveOptions): Promise<DeliveryRow>;
  settle(deliveryId: string): Promise<DeliveryRow>;
  /** Every event but those of deliveries, since the last call. */
  told(): Promise<LoggedEvent[]>;
  idOf(externalId: string, kind?: EntityKind): Promise<string>;
  /** Opens one more normalizer on the same database and archive, as another process would. Whoever opens it closes it. */
  openAnother(options?: Partial<NormalizerDeps>): Promise<Normalizer>;
  /** Links one more of the provider's locations to a new store of the same merchant, and gives the store's id. */
  addStore(location: string): Promise<string>;
  /** Makes one more connection of the merchant to the first store, of a rank, and gives its id. The lowest rank wins. */
  addConnection(rank: number): Promise<string>;
  close(): Promise<void>;
}

export interface ReceiveOptions {
  readonly snapshotOf?: readonly SnapshotKind[];
  readonly problems?: Normalised['problems'];
  readonly location?: string | null;
  readonly connectionId?: string | null;
  readonly receivedAt?: Date;
  /** Deliveries of one pull share it. */
  readonly requestId?: string;
  readonly endpoint?: 'changes' | 'poke' | typeof COMPLETION_ENDPOINT;
}

type Body =
  | readonly Change[]
  | { readonly fail: string }
  /** Those sent before with the same request are together the complete list of these. */
  | { readonly completes: readonly SnapshotKind[] };

type DeliveryRow = Awaited<ReturnType<typeof readDelivery>>;

const readDelivery = (database: Database, tenantId: string, id: string) =>
  database.tenant(tenantId, (tx) =>
    tx
      .selectFrom('deliveries')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );

/** A tenant with a merchant, a store and a connection to it, and a normalizer at work. */
export async function openRiver(
  database: Database,
  options: Partial<NormalizerDeps> & {
    readonly versions?: Version;
    readonly stock?: Adapter['manifest']['capabilities']['stock'];
    readonly snapshotSwitches?: 'first' | 'always' | 'never';
  } = {},
): Promise<River> {
  const [tenantId, merchantId, storeId] = [newId('tenant'), newId('merchant'), newId('store')];
  const [sourceId, connectionId] = [newId('source'), newId('connection')];
  const adapter = plainAdapter('plain', options.versions ?? 'none', options.stock ?? 'boolean');
  const archive = options.archive ?? memoryArchive();
  const syncs: string[] = [];
  await seed(database, { tenantId, merchantId, storeId, sourceId, connectionId }, options.snapshotSwitches ?? 'first');
  const log = pino({ level: 'warn' });
  const ledger = openStockLedger({ database, log, termsOf: stockTerms(database, 0) });
  const deps: NormalizerDeps = {
    database,
    ledger,
    archive,
    sealer: SEALER,
    adapters: new Map([[adapter.manifest.id, hosted(adapter)]]),
    log,
    now: () => new Date(),
    wakePulls: () => void syncs.push(connectionId),
    pollMs: 20,
  };
  const normalizer = await openNormalizer({ ...deps, ...options });
  const seenEvents = new Map<string, number>();

  const receive: River['receive'] = async (changes, given = {}) => {
    const completes = 'completes' in changes;
    const body =
      completes || 'fail' in changes
        ? changes
        : { changes, problems: given.problems ?? [], snapshotOf: given.snapshotOf ?? [] };
    const bytes = completes
      ? completionBody(changes.completes, new Date(0))
      : new TextEncoder().encode(JSON.stringify(body));
    const archiveKey = await archive.put('20261122', bytes);
    const id = newId('delivery');
    const connection = given.connectionId === undefined ? connectionId : given.connectionId;
    const location = given.location === undefined ? 'shop-1' : given.location;
    await database.system((tx) =>
      tx
        .insertInto('deliveries')
        .values({
          tenant_id: tenantId,
          id,
          source_id: sourceId,
          connection_id: connection,
          account: null,
          location,
          lane: connection === null ? `${sourceId}|?` : `${connection}|${location ?? ''}`,
          endpoint: given.endpoint ?? 'changes',
          origin: 'webhook',
          provider_delivery_id: null,
          duplicate_of: null,
          archive_key: archiveKey,
          bytes: bytes.length,
          content_type: 'application/json',
          request_id: given.requestId ?? 'req_test',
          received_at: given.receivedAt ?? new Date(),
          status: 'pending',
          code: null,
          detail: null,
        })
        .execute(),
    );
    normalizer.wake();
    return id;
  };

  const settle = async (id: string) => {
    for (;;) {
      const row = await readDelivery(database, tenantId, id);
      if (row.status !== 'pending') return row;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };

  return {
    tenantId,
    merchantId,
    storeId,
    connectionId,
    normalizer,
    ledger,
    syncs,
    receive,
    settle,
    send: async (changes, given) => settle(await receive(changes, given)),
    async told() {
      const rows = await database.tenant(tenantId, (tx) =>
        tx.selectFrom('events').selectAll().where('tenant_id', '=', tenantId).orderBy('id').execute(),
      );
      const fresh = rows.map(toLoggedEvent).filter((event) => event.sequence > (seenEvents.get(event.stream) ?? 0));
      for (const event of fresh) {
        EVENTS[event.kind].data.parse(event.data);
        seenEvents.set(event.stream, Math.max(seenEvents.get(event.stream) ?? 0, event.sequence));
      }
      return fresh.filter(({ kind }) => !kind.startsWith('delivery.'));
    },
    async idOf(externalId, kind = 'item') {
      const row = await database.tenant(tenantId, (tx) =>
        tx
          .selectFrom('source_mappings')
          .select('entity_id')
          .where('tenant_id', '=', tenantId)
          .where('connection_id', '=', connectionId)
          .where('entity_kind', '=', kind)
          .where('external_id', '=', externalId)
          .executeTakeFirstOrThrow(),
      );
      return row.entity_id;
    },
    openAnother: (others) => openNormalizer({ ...deps, ...others }),
    async addStore(location) {
      const id = newId('store');
      await database.owner((db) => insertStore(db, { tenantId, merchantId, connectionId, storeId: id }, location));
      return id;
    },
    async addConnection(rank) {
      const id = newId('connection');
      const ids = { tenantId, merchantId, sourceId, connectionId: id };
      await database.owner(async (db) => {
        await insertConnection(db, ids, 'first', rank);
        await linkLocation(db, { tenantId, connectionId: id, storeId }, 'shop-1');
      });
      return id;
    },
    async close() {
      await normalizer.close();
      await ledger.close();
    },
  };
}

type Upsert = Extract<Change, { kind: 'item.upserted' }>;

/** An item as a provider would list it. */
export const item = (
  externalId: string,
  given: Partial<Omit<Upsert, 'item' | 'listing'>> & {
    readonly item?: Partial<Upsert['item']>;
    readonly listing?: Upsert['listing'];
  } = {},
): Change => ({
  kind: 'item.upserted',
  path: `/items/${externalId}`,
  externalId,
  parentExternalId: null,
  ...given,
  item: { name: `Item ${externalId}`, sellable: true, ...given.item },
  listing: { listed: true, priceMinor: 1000, ...given.listing },
});

export const switched = (externalId: string, on: boolean, until: string | null = null): ChangeOf<'item.switched'> => ({
  kind: 'item.switched',
  path: '',
  entity: 'any',
  externalId,
  on,
  until,
});

export const priced = (externalId: string, priceMinor: number, version?: string): Change => ({
  kind: 'item.priced',
  path: '',
  externalId,
  priceMinor,
  ...(version === undefined ? {} : { version }),
});

export const category = (externalId: string, parentExternalId: string | null = null): Change => ({
  kind: 'category.upserted',
  path: `/categories/${externalId}`,
  externalId,
  parentExternalId,
  name: `Category ${externalId}`,
  imageUrl: null,
  rank: 0,
  active: true,
  schedule: [],
});

export const tax = (externalId: string): Change => ({
  kind: 'tax.upserted',
  path: `/taxes/${externalId}`,
  externalId,
  name: 'CGST',
  component: 'cgst',
  amount: { kind: 'rate', percent: '2.5' },
  inclusive: false,
  base: 'core',
  orderTypes: [],
  validFrom: null,
  rank: 1,
  active: true,
});

export const group = (externalId: string, options: readonly string[]): Change => ({
  kind: 'modifier_group.upserted',
  path: `/groups/${externalId}`,
  externalId,
  name: `Group ${externalId}`,
  rank: 0,
  active: true,
  options: options.map((option, rank) => ({
    path: `/groups/${externalId}/${option}`,
    externalId: option,
    itemExternalId: null,
    name: `Option ${option}`,
    priceMinor: 100,
    diet: 'veg',
    rank,
    active: true,
  })),
});
