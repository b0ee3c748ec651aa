import { PERSON, type Switch } from '@kirana/core';
import { readItemsLocked } from '../catalog-writes/item-rows.ts';
import type { ItemState } from '../catalog-writes/item-state.ts';
import { atStore, readStatements, type SourceStatement } from '../catalog-writes/statement-rows.ts';
import { readStoreItemsLocked } from '../catalog-writes/store-item-rows.ts';
import type { StoreItemState } from '../catalog-writes/store-item-state.ts';
import type { Order } from './change-order.ts';
import type { ChunkRun } from './chunk-run.ts';

/** One item while the changes of a chunk are folded into it, in memory. */
export interface ItemWork {
  readonly itemId: string;
  /** Nobody has seen it yet. */
  readonly isNew: boolean;
  /** Only what differs at the store was read: the item itself stays as it is. */
  readonly atStoreOnly: boolean;
  readonly before: ItemState | undefined;
  readonly storeBefore: StoreItemState | undefined;
  readonly itemOthers: readonly SourceStatement[];
  readonly storeOthers: readonly SourceStatement[];
  /** What the connection said of it when the chunk began. */
  readonly opened: { readonly item: SourceStatement; readonly store: SourceStatement };
  itemSaid: SourceStatement;
  storeSaid: SourceStatement;
  /** Here now, before or by this chunk. */
  atStore: boolean;
  removed: boolean;
  switch: Switch;
  /** Something was folded in: merge and compare. */
  touched: boolean;
  /** Whether the provider counts it; null: as it does in general. */
  tracking: 'counted' | 'untracked' | null;
  /** What spoke of it last. */
  deliveryId: string;
}

/** Reads all that is known of these items, in bulk, and locks it; `atStoreOnly`: of what differs at the store. */
export async function openItemWorks(
  run: ChunkRun,
  itemIds: readonly string[],
  atStoreOnly = false,
): Promise<Map<string, ItemWork>> {
  const { tenantId, store, connectionId } = run.lane;
  const items = atStoreOnly ? new Map<string, ItemState>() : await readItemsLocked(run.tx, tenantId, itemIds);
  const known = atStoreOnly ? itemIds : [...items.keys()];
  const storeItems = await readStoreItemsLocked(run.tx, tenantId, store.id, known);
  const itemStatements = await readStatements(run.tx, tenantId, 'item', [...items.keys()]);
  const keys = known.map((id) => atStore(store.id, id));
  const storeStatements = await readStatements(run.tx, tenantId, 'store_item', keys);
  return new Map(
    itemIds.map((itemId) => {
      const item = items.get(itemId);
      const storeItem = storeItems.get(itemId);
      const ofItem = partition(connectionId, itemId, itemStatements.get(itemId));
      const key = atStore(store.id, itemId);
      const ofStore = partition(connectionId, key, storeStatements.get(key));
      const work: ItemWork = {
        itemId,
        isNew: !atStoreOnly && item === undefined,
        atStoreOnly,
        before: item,
        storeBefore: storeItem,
        opened: { item: ofItem.own, store: ofStore.own },
        itemSaid: ofItem.own,
        itemOthers: ofItem.others,
        storeSaid: ofStore.own,
        storeOthers: ofStore.others,
        atStore: storeItem !== undefined,
        removed: storeItem?.removed ?? false,
        switch: storeItem?.switch ?? { on: true, until: null },
        touched: false,
        tracking: null,
        deliveryId: run.delivery.id,
      };
      return [itemId, work];
    }),
  );
}

/** An item nobody has seen yet. */
export function freshWork({ lane, delivery }: ChunkRun, itemId: string): ItemWork {
  const item = unsaid(lane.connectionId, itemId);
  const store = unsaid(lane.connectionId, atStore(lane.store.id, itemId));
  return {
    itemId,
    isNew: true,
    atStoreOnly: false,
    before: undefined,
    storeBefore: undefined,
    itemOthers: [],
    storeOthers: [],
    opened: { item, store },
    itemSaid: item,
    storeSaid: store,
    atStore: false,
    removed: false,
    switch: { on: true, until: null },
    touched: false,
    tracking: null,
    deliveryId: delivery.id,
  };
}

const unsaid = (source: string, entityId: string): SourceStatement => ({
  entityId,
  source,
  said: {},
  edits: {},
  marks: {},
});

function partition(source: string, entityId: string, statements: readonly SourceStatement[] = []) {
  const own = statements.find((statement) => statement.source === source);
  return {
    own: own ?? unsaid(source, entityId),
    others: statements.filter((statement) => statement !== own),
  };
}

/** Lays stated values over what the connection said before; what is left out stays. */
export const restated = (
  statement: SourceStatement,
  values: Readonly<Record<string, unknown>>,
  aspect: string,
  order: Order,
): SourceStatement => ({
  ...statement,
  said: { ...statement.said, ...values },
  marks: { ...statement.marks, [aspect]: order },
});

/** Whether another connection still lists it at this store. */
export const isListedByOthers = ({ storeOthers }: ItemWork): boolean =>
  storeOthers.some(({ source, marks }) => source !== PERSON && marks.content?.gone !== true);

/** When a person last moved the switch. */
export const movedByPersonAt = ({ storeOthers }: ItemWork): string | undefined =>
  storeOthers.find(({ source }) => source === PERSON)?.edits.switch?.at;
