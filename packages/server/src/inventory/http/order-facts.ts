import type { ComponentsOf, ItemFacts, Store } from '@kirana/core';
import { LRUCache } from 'lru-cache';
import { type OptionRow, readStoreVersion } from '../../catalog/catalog-rows.ts';
import { catalogFacts, type StoreSnapshot } from '../../catalog/store-facts.ts';
import type { StoreSnapshots } from '../../catalog/store-snapshots.ts';
import type { Database } from '../../database/database.ts';
import { answerGroup } from '../../engines/cache/answer-key.ts';
import { formatVersion, type Version } from '../../live/version-token.ts';
import { createNextFlight } from './next-flight.ts';
import { readUnlisted } from './unlisted-rows.ts';

/** Stores whose facts are kept; those of a store hang on rows that the snapshots keep anyway. */
const MOST_STORES = 1_000;

/** What of an item decides an order, apart from stock. */
export interface ItemOrderFacts {
  readonly facts: ItemFacts;
  /** Most units in one order; null: no limit. */
  readonly maxQuantity: number | null;
}

/** A store as orders are judged by: the facts of one version. */
export interface StoreOrderFacts extends Version {
  readonly token: string;
  readonly store: Store;
  readonly components: ComponentsOf;
  /** Items that the store lists. */
  readonly listed: readonly string[];
  /** Undefined: the store does not have it. */
  item(itemId: string): ItemOrderFacts | undefined;
  /** Options of a group as they are at this store. */
  options(groupId: string): readonly OptionRow[];
}

export interface OrderFacts {
  /** @throws NOT_FOUND, DATABASE_UNAVAILABLE */
  of(tenantId: string, storeId: string): Promise<StoreOrderFacts>;
  /** Also of an item that the store does not have. @throws NOT_FOUND for what is no item of its merchant */
  item(tenantId: string, of: StoreOrderFacts, itemId: string): Promise<ItemOrderFacts>;
}

const isAt = (facts: Version, version: Version): boolean =>
  facts.storeSequence === version.storeSequence && facts.merchantSequence === version.merchantSequence;

/** The rows of a snapshot as facts, made of the catalog's own: the menu and an order cannot judge by different ones. */
function factsOf(snapshot: StoreSnapshot): StoreOrderFacts {
  const { store, storeSequence, merchantSequence, components } = snapshot;
  const build = catalogFacts(snapshot);
  const items = new Map<string, ItemOrderFacts>();
  const options = Map.groupBy(snapshot.options, (option) => option.group_id);
  return {
    storeSequence,
    merchantSequence,
    token: formatVersion(storeSequence, merchantSequence),
    store,
    components,
    listed: snapshot.items.filter((row) => row.listed && row.sellable).map((row) => row.id),
    item(itemId) {
      const known = items.get(itemId);
      if (known !== undefined) return known;
      const row = build.row(itemId);
      if (row === undefined) return undefined;
      const item = { facts: build.facts(row), maxQuantity: row.max_quantity };
      items.set(itemId, item);
      return item;
    },
    options: (groupId) => options.get(groupId) ?? [],
  };
}

/**
 * Facts of stores, kept in this process with the version they were read at. Before each use the version is compared with the database, in
 * one small query for all who wait at a store, begun after they asked: what was committed before the question is known to the answer.
 * Events are not believed here: they are told after the commit, and a sold-out switch must not be late.
 */
export function orderFacts({
  database,
  snapshots,
}: {
  readonly database: Database;
  readonly snapshots: StoreSnapshots;
}): OrderFacts {
  const kept = new LRUCache<string, StoreOrderFacts>({ max: MOST_STORES });
  const flight = createNextFlight<StoreOrderFacts>();

  async function read(tenantId: string, storeId: string, key: string): Promise<StoreOrderFacts> {
    const version = await database.tenant(tenantId, (tx) => readStoreVersion(tx, tenantId, storeId));
    const known = kept.get(key);
    if (known !== undefined && isAt(known, version)) return known;
    const snapshot = await snapshots.read(tenantId, storeId);
    const facts = factsOf(snapshot);
    kept.set(key, facts);
    return facts;
  }

  return {
    of(tenantId, storeId) {
      const key = answerGroup(tenantId, storeId);
      return flight(key, () => read(tenantId, storeId, key));
    },
    async item(tenantId, of, itemId) {
      const known = of.item(itemId);
      if (known !== undefined) return known;
      const row = await database.tenant(tenantId, (tx) => readUnlisted(tx, tenantId, of.store.merchantId, itemId));
      const facts = { ...row, storeItem: null, parent: null, categories: [], modifierGroups: [] };
      return { facts, maxQuantity: null };
    },
  };
}
