import { LRUCache } from 'lru-cache';
import type { Database, Tx } from '../database/database.ts';
import { answerGroup } from '../engines/cache/answer-key.ts';
import type { StoreSnapshot } from './build-catalog.ts';
import * as rows from './catalog-rows.ts';

/** Rows kept in memory, of all stores together: some 75 MB at most where every item has a description. */
const MOST_ROWS_KEPT = 50_000;

export interface StoreSnapshots {
  /** All rows of a store, as they are now. @throws NOT_FOUND */
  read(tenantId: string, storeId: string): Promise<StoreSnapshot>;
  /** Rows that these items need, as they are now. @throws NOT_FOUND */
  readItems(tenantId: string, storeId: string, itemsOf: (tx: Tx) => Promise<readonly string[]>): Promise<StoreSnapshot>;
}

/**
 * Reads what answers are built of. The rows of a store are kept with the version they were read at: when its streams tell of nothing since
 * but prices and switches, only these items are read again, which is most of what happens to a shop during its day.
 */
export function storeSnapshots({ database }: { readonly database: Database }): StoreSnapshots {
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
          const caughtUp = known === undefined ? undefined : await catchUp(tx, tenantId, head, known);
          return caughtUp ?? readRows(tx, tenantId, head, null);
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
          return readRows(tx, tenantId, await rows.readStoreHead(tx, tenantId, storeId), items);
        },
        { snapshot: true },
      ),
  };
}

const sizeOf = ({ items, barcodes, categories, taxes, charges, itemGroups, options }: StoreSnapshot): number =>
  1 + [items, barcodes, categories, taxes, charges, itemGroups, options].reduce((sum, list) => sum + list.length, 0);

/** The kept rows with those that moved since read again; undefined when more happened than prices and switches. */
async function catchUp(
  tx: Tx,
  tenantId: string,
  head: rows.StoreHead,
  known: StoreSnapshot,
): Promise<StoreSnapshot | undefined> {
  const moved = await rows.movedItems(tx, tenantId, head, known);
  if (moved === undefined) return undefined;
  const fresh = new Map((await rows.readItems(tx, tenantId, head.store.id, moved)).map((row) => [row.id, row]));
  return { ...known, ...head, items: known.items.map((row) => fresh.get(row.id) ?? row) };
}

async function readRows(tx: Tx, tenantId: string, head: rows.StoreHead, only: rows.ItemFilter): Promise<StoreSnapshot> {
  const storeId = head.store.id;
  const items = await rows.readItems(tx, tenantId, storeId, only);
  const charges = await rows.readCharges(tx, tenantId, storeId);
  const itemGroups = await rows.readItemGroups(tx, tenantId, storeId, only);
  const named = <T>(lists: Iterable<readonly T[]>): T[] => [...new Set([...lists].flat())];
  return {
    ...head,
    items,
    charges,
    itemGroups,
    barcodes: await rows.readBarcodes(tx, tenantId, storeId, only),
    categories: await rows.readCategories(
      tx,
      tenantId,
      named(items.map(({ category_id }) => (category_id === null ? [] : [category_id]))),
    ),
    taxes: await rows.readTaxes(tx, tenantId, named([...items, ...charges].map(({ tax_ids }) => tax_ids))),
    options: await rows.readOptions(tx, tenantId, storeId, named(itemGroups.map(({ group_id }) => [group_id]))),
  };
}
