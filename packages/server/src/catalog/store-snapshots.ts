import { LRUCache } from 'lru-cache';
import type { Database, Tx } from '../database/database.ts';
import { answerGroup } from '../engines/cache/answer-key.ts';
import * as rows from './catalog-rows.ts';
import { readComponents } from './component-rows.ts';
import { type StockPolicy, uncertainItems, unitNeeds } from './item-stock.ts';
import { readPositionFacts } from './position-fact-rows.ts';
import type { StoreSnapshot } from './store-facts.ts';

/** Rows kept in memory, of all stores together: some 75 MB at most where every item has a description. */
const MOST_ROWS_KEPT = 50_000;

export interface StoreSnapshots {
  /** All rows of a store, as they are now. @throws NOT_FOUND */
  read(tenantId: string, storeId: string): Promise<StoreSnapshot>;
  /** Rows that these items need, as they are now. @throws NOT_FOUND */
  readItems(tenantId: string, storeId: string, itemsOf: (tx: Tx) => Promise<readonly string[]>): Promise<StoreSnapshot>;
}

export interface StoreSnapshotsDeps {
  readonly database: Database;
  readonly policy: StockPolicy;
  readonly now: () => Date;
}

/**
 * Reads what answers are built of. The rows of a store are kept with the version they were read at: when its streams tell of nothing since
 * but prices, switches and stock that came or went, only these items are read again, which is most of what happens to a shop during its day.
 */
export function storeSnapshots({ database, policy, now }: StoreSnapshotsDeps): StoreSnapshots {
  const kept = new LRUCache<string, StoreSnapshot>({ maxSize: MOST_ROWS_KEPT, sizeCalculation: sizeOf });

  function keep(key: string, snapshot: StoreSnapshot): void {
    const known = kept.get(key);
    const isOlder =
      known !== undefined &&
      (snapshot.storeSequence < known.storeSequence || snapshot.merchantSequence < known.merchantSequence);
    if (!isOlder) kept.set(key, snapshot);
  }

  return {
    async read(tenantId, storeId) {
      const key = answerGroup(tenantId, storeId);
      const known = kept.get(key);
      const snapshot = await database.tenant(
        tenantId,
        async (tx) => {
          const head = await rows.readStoreHead(tx, tenantId, storeId);
          const of = { tenantId, head, policy, atMs: now().getTime() };
          const caughtUp = known === undefined ? undefined : await catchUp(tx, of, known);
          return caughtUp ?? readRows(tx, of, null);
        },
        { snapshot: true },
      );
      keep(key, snapshot);
      return snapshot;
    },
    readItems: (tenantId, storeId, itemsOf) =>
      database.tenant(
        tenantId,
        async (tx) => {
          const items = await itemsOf(tx);
          const head = await rows.readStoreHead(tx, tenantId, storeId);
          return readRows(tx, { tenantId, head, policy, atMs: now().getTime() }, items);
        },
        { snapshot: true },
      ),
  };
}

const sizeOf = ({
  items,
  barcodes,
  categories,
  taxes,
  charges,
  itemGroups,
  options,
  positions,
}: StoreSnapshot): number =>
  [items, barcodes, categories, taxes, charges, itemGroups, options].reduce((sum, list) => sum + list.length, 1) +
  positions.size;

interface Reading {
  readonly tenantId: string;
  readonly head: rows.StoreHead;
  readonly policy: StockPolicy;
  readonly atMs: number;
}

const positionsOf = (tx: Tx, { tenantId, head, policy, atMs }: Reading, items: rows.ItemFilter) =>
  readPositionFacts(tx, tenantId, head.store.id, items, atMs, policy.staleAfterMs !== null);

/** The kept rows with those that moved since read again; undefined when more happened than that. */
async function catchUp(tx: Tx, of: Reading, known: StoreSnapshot): Promise<StoreSnapshot | undefined> {
  const { tenantId, head, policy, atMs } = of;
  const moved = await rows.movedItems(tx, tenantId, head, known);
  if (moved === undefined) return undefined;
  const ofStock = [...moved.ofStock, ...uncertainItems(known.positions, known.components, policy, atMs)];
  const positions = ofStock.length === 0 ? [] : await positionsOf(tx, of, ofStock);
  const items = moved.ofListing.length === 0 ? [] : await rows.readItems(tx, tenantId, head.store.id, moved.ofListing);
  const fresh = new Map(items.map((row) => [row.id, row]));
  return {
    ...known,
    ...head,
    items: fresh.size === 0 ? known.items : known.items.map((row) => fresh.get(row.id) ?? row),
    positions: new Map([...known.positions, ...positions]),
  };
}

async function readRows(tx: Tx, of: Reading, only: rows.ItemFilter): Promise<StoreSnapshot> {
  const { tenantId, head } = of;
  const storeId = head.store.id;
  const items = await rows.readItems(tx, tenantId, storeId, only);
  const charges = await rows.readCharges(tx, tenantId, storeId);
  const itemGroups = await rows.readItemGroups(tx, tenantId, storeId, only);
  const named = <T>(lists: Iterable<readonly T[]>): T[] => [...new Set([...lists].flat())];
  const options = await rows.readOptions(tx, tenantId, storeId, named(itemGroups.map(({ group_id }) => [group_id])));
  const components = await readComponents(tx, tenantId, head.store.merchantId);
  const taken = [...items.map(({ id }) => id), ...options.flatMap(({ item_id }) => item_id ?? [])];
  const stocked =
    only === null ? null : named(taken.map((id) => unitNeeds({ components }, id)?.map((need) => need.itemId) ?? []));
  return {
    ...head,
    items,
    charges,
    itemGroups,
    options,
    components,
    barcodes: await rows.readBarcodes(tx, tenantId, storeId, only),
    categories: await rows.readCategories(
      tx,
      tenantId,
      named(items.map(({ category_id }) => (category_id === null ? [] : [category_id]))),
    ),
    taxes: await rows.readTaxes(tx, tenantId, named([...items, ...charges].map(({ tax_ids }) => tax_ids))),
    positions: await positionsOf(tx, of, stocked),
  };
}
