import type { KiranaClient } from '@kirana/sdk';

/** What is known of an item at a store, to tell what an event changed. */
export interface KnownItem {
  readonly name: string;
  readonly price?: unknown;
  readonly switch?: unknown;
  readonly listed?: unknown;
}

/** The items of a store by id: read once, kept up by events. */
export interface KnownItems {
  /** Gives what was known before, and keeps what is given. */
  update(itemId: string, news: Partial<KnownItem>): KnownItem | undefined;
  nameOf(itemId: string): Promise<string>;
  /** Reads everything anew; gives the version it was read at. */
  refresh(): Promise<string>;
  /** Forgets the values, not the names: what comes next is older than they are. */
  forgetValues(): void;
}

export function knownItems(kirana: KiranaClient, storeId: string): KnownItems {
  const items = new Map<string, KnownItem>();
  return {
    update(itemId, news) {
      const before = items.get(itemId);
      items.set(itemId, { name: '', ...before, ...news });
      return before;
    },
    async nameOf(itemId) {
      const known = items.get(itemId)?.name;
      if (known) return known;
      // not listed, or new: the catalog does not have it
      const { item } = await kirana.stores.item(storeId, itemId).catch(() => ({ item: { name: itemId } }));
      this.update(itemId, { name: item.name });
      return item.name;
    },
    async refresh() {
      const catalog = await kirana.stores.catalog(storeId);
      for (const item of catalog.items) {
        items.set(item.id, item);
        for (const variation of item.variations) {
          items.set(variation.id, { ...variation, name: `${item.name}, ${variation.name}` });
        }
      }
      return catalog.version;
    },
    forgetValues() {
      for (const [id, { name }] of items) items.set(id, { name });
    },
  };
}
