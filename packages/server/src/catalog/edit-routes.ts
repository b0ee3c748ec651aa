import { Item, ItemId, itemFields, Json, StoreId, StoreItem, storeItemFields } from '@kirana/core';
import { z } from 'zod';
import { editItem, ItemEdit, type ItemEditResult, releaseItemFields } from '../catalog-writes/edit-item.ts';
import {
  editStoreItem,
  releaseStoreItemFields,
  StoreItemEdit,
  type StoreItemEditResult,
} from '../catalog-writes/edit-store-item.ts';
import { itemOf } from '../catalog-writes/item-state.ts';
import { storeItemOf } from '../catalog-writes/store-item-state.ts';
import type { Database, Tx } from '../database/database.ts';
import { appendEvents } from '../events/event-rows.ts';
import { type Call, defineRoute, type Route } from '../http/route.ts';
import { readSaid } from './said-rows.ts';

const itemFieldNames = Object.keys(itemFields) as [keyof ItemEdit, ...(keyof ItemEdit)[]];
const storeItemFieldNames = Object.keys(storeItemFields) as [
  keyof typeof storeItemFields,
  ...(keyof typeof storeItemFields)[],
];

const ItemParams = z.strictObject({ itemId: ItemId });
const StoreItemParams = z.strictObject({ storeId: StoreId, itemId: ItemId });

const EditedItem = z
  .strictObject({
    item: Item,
    changed: z.array(z.string()).meta({ description: 'Fields whose effective value is another now' }),
  })
  .meta({ id: 'EditedItem' });
const EditedStoreItem = z
  .strictObject({ storeItem: StoreItem, changed: z.array(z.string()) })
  .meta({ id: 'EditedStoreItem' });

/** What one source says. The effective value of a field is the person's, else the strongest connection's. */
const Statement = z
  .strictObject({
    source: z.string().meta({ description: 'A connection, or `person`' }),
    values: z.record(z.string(), Json),
    edits: z.record(z.string(), z.strictObject({ by: z.string(), at: z.string() })),
    updatedAt: z.string(),
  })
  .meta({ id: 'SourceStatement' });
const ItemSources = z
  .strictObject({ item: z.array(Statement), storeItem: z.array(Statement) })
  .meta({ id: 'ItemSources' });

/** A person's edits: they beat every provider and survive each sync until they are released. */
export function editRoutes({ database, now }: { database: Database; now: () => Date }): Route[] {
  async function write<R extends ItemEditResult | StoreItemEditResult>(
    call: Call,
    edit: (tx: Tx, at: Date) => Promise<R>,
  ): Promise<R> {
    const at = now();
    return database.tenant(call.tenantId, async (tx) => {
      const result = await edit(tx, at);
      await appendEvents(tx, result.events, call.origin, at);
      return result;
    });
  }
  const shownItem = ({ item, changed }: ItemEditResult) => ({ item: itemOf(item), changed: [...changed] });
  const shownStoreItem = ({ storeItem, changed }: StoreItemEditResult) => ({
    storeItem: storeItemOf(storeItem),
    changed: [...changed],
  });

  return [
    defineRoute({
      method: 'PATCH',
      path: '/v1/items/:itemId',
      operationId: 'editItem',
      summary: 'Edit what a merchant sells: the values given beat every provider until they are released',
      tag: 'catalog',
      access: 'catalog:write',
      params: ItemParams,
      body: ItemEdit,
      response: EditedItem,
      errors: ['NOT_FOUND'],
      handle: async ({ params, body }, call) =>
        shownItem(
          await write(call, (tx, at) =>
            editItem(tx, { tenantId: call.tenantId, ...params, fields: body }, call.origin, at),
          ),
        ),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/v1/items/:itemId/edits/:field',
      operationId: 'releaseItemEdit',
      summary: 'Give a field of an item back to the providers',
      tag: 'catalog',
      access: 'catalog:write',
      params: z.strictObject({ itemId: ItemId, field: z.enum(itemFieldNames) }),
      response: EditedItem,
      errors: ['NOT_FOUND'],
      handle: async ({ params: { itemId, field } }, call) =>
        shownItem(
          await write(call, (tx, at) =>
            releaseItemFields(tx, { tenantId: call.tenantId, itemId, fields: [field] }, call.origin, at),
          ),
        ),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/v1/stores/:storeId/items/:itemId',
      operationId: 'editStoreItem',
      summary: 'Edit an item at a store: price, listing, category, times, switch',
      tag: 'catalog',
      access: 'catalog:write',
      params: StoreItemParams,
      body: StoreItemEdit,
      response: EditedStoreItem,
      errors: ['NOT_FOUND'],
      handle: async ({ params, body }, call) =>
        shownStoreItem(
          await write(call, (tx, at) =>
            editStoreItem(tx, { tenantId: call.tenantId, ...params, fields: body }, call.origin, at),
          ),
        ),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/v1/stores/:storeId/items/:itemId/edits/:field',
      operationId: 'releaseStoreItemEdit',
      summary: 'Give a field of an item at a store back to the providers',
      tag: 'catalog',
      access: 'catalog:write',
      params: StoreItemParams.extend({ field: z.enum(storeItemFieldNames) }),
      response: EditedStoreItem,
      errors: ['NOT_FOUND'],
      handle: async ({ params: { storeId, itemId, field } }, call) =>
        shownStoreItem(
          await write(call, (tx, at) =>
            releaseStoreItemFields(tx, { tenantId: call.tenantId, storeId, itemId, fields: [field] }, call.origin, at),
          ),
        ),
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/stores/:storeId/items/:itemId/sources',
      operationId: 'getItemSources',
      summary: 'Who says what of an item: each connection, and the people who edited it',
      tag: 'catalog',
      access: 'catalog:read',
      params: StoreItemParams,
      response: ItemSources,
      errors: ['NOT_FOUND'],
      handle: ({ params }, call) =>
        database.tenant(call.tenantId, (tx) => readSaid(tx, call.tenantId, params.storeId, params.itemId)),
    }),
  ];
}
