import type { ChangeOf, EntityKind } from '@kirana/core';
import { readBrandIds } from './brand-rows.ts';
import type { ChunkRun, Incoming } from './chunk-run.ts';
import { readMappings } from './mapping-rows.ts';
import type { Waiting } from './waiting-rows.ts';

type ItemUpsert = Incoming<ChangeOf<'item.upserted'>>;

/** Our ids for what the upserted items of a chunk name. */
export interface ItemReferences {
  readonly categories: ReadonlyMap<string, string>;
  readonly taxes: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
  readonly brands: ReadonlyMap<string, string>;
  /** Items known before, and those this chunk makes. */
  readonly items: ReadonlyMap<string, string>;
}

export async function readReferences(
  run: ChunkRun,
  upserts: readonly ItemUpsert[],
  items: ReadonlyMap<string, string>,
): Promise<ItemReferences> {
  const changes = upserts.map(({ change }) => change);
  const idsOf = async (kind: EntityKind, externalIds: readonly string[]) =>
    new Map(
      [...(await readMappings(run, kind, [...new Set(externalIds)]))].map(([key, { entityId }]) => [key, entityId]),
    );
  const named = changes.flatMap((change) => [
    ...(change.parentExternalId === null ? [] : [change.parentExternalId]),
    ...(change.components ?? []).map(({ itemExternalId }) => itemExternalId),
  ]);
  const others = await idsOf(
    'item',
    named.filter((externalId) => !items.has(externalId)),
  );
  return {
    categories: await idsOf(
      'category',
      changes.flatMap(({ listing }) => listing.categoryExternalId ?? []),
    ),
    taxes: await idsOf(
      'tax',
      changes.flatMap(({ listing }) => listing.taxExternalIds ?? []),
    ),
    groups: await idsOf(
      'modifier_group',
      changes.flatMap((change) => (change.modifierGroups ?? []).map(({ externalId }) => externalId)),
    ),
    brands: await readBrandIds(run, [...new Set(changes.flatMap(({ brandName }) => brandName ?? []))]),
    items: new Map([...others, ...items]),
  };
}

/** Looks one id up; one that is not known yet makes the change wait for it. */
const lookUp = (
  ids: ReadonlyMap<string, string>,
  needsKind: EntityKind,
  externalId: string,
  incoming: ItemUpsert,
  waiting: Waiting[],
): string | undefined => {
  const id = ids.get(externalId);
  if (id === undefined) waiting.push({ needsKind, needsExternalId: externalId, incoming });
  return id;
};

/** What an upsert states of the item, in our ids. Unknown references are left out and waited for. */
export function statedItem(incoming: ItemUpsert, refs: ItemReferences, waiting: Waiting[]): Record<string, unknown> {
  const { change } = incoming;
  const values: Record<string, unknown> = { ...change.item };
  const parent = change.parentExternalId;
  values.parentId = parent === null || parent === change.externalId ? null : (refs.items.get(parent) ?? null);
  if (change.brandName !== undefined) {
    values.brandId = change.brandName === '' ? null : (refs.brands.get(change.brandName) ?? null);
  }
  if (change.modifierGroups !== undefined) {
    values.modifierGroups = change.modifierGroups.flatMap(({ externalId, ...link }) => {
      const groupId = lookUp(refs.groups, 'modifier_group', externalId, incoming, waiting);
      return groupId === undefined ? [] : [{ groupId, ...link }];
    });
  }
  if (change.units !== undefined) values.units = change.units;
  if (change.components !== undefined) {
    values.components = change.components.flatMap(({ itemExternalId, quantity }) => {
      const itemId = lookUp(refs.items, 'item', itemExternalId, incoming, waiting);
      return itemId === undefined ? [] : [{ itemId, quantity }];
    });
  }
  return values;
}

/** What an upsert states of the item at the store, but for its price, which is judged first. */
export function statedListing(incoming: ItemUpsert, refs: ItemReferences, waiting: Waiting[]): Record<string, unknown> {
  const { categoryExternalId, taxExternalIds, ...listing } = incoming.change.listing;
  const { priceMinor: _price, listPriceMinor: _list, per: _per, ...values } = listing;
  const stated: Record<string, unknown> = values;
  if (categoryExternalId !== undefined) {
    stated.categoryId =
      categoryExternalId === null
        ? null
        : (lookUp(refs.categories, 'category', categoryExternalId, incoming, waiting) ?? null);
  }
  if (taxExternalIds !== undefined) {
    stated.taxIds = [...new Set(taxExternalIds)].flatMap(
      (externalId) => lookUp(refs.taxes, 'tax', externalId, incoming, waiting) ?? [],
    );
  }
  return stated;
}
