import { CategoryId, ConnectionId, ItemId, OrderType, StoreId } from '@kirana/core';
import { z } from 'zod';
import { pageQuery, readIdCursor, writeCursor } from '../http/cursor.ts';
import { defineRawRoute, defineRoute, type Route } from '../http/route.ts';
import { CatalogItemAnswer, CatalogItemPage, StoreCatalog, VersionToken } from './catalog-answer.ts';
import type { AskedContext, CatalogReader } from './catalog-reader.ts';
import { sendPrepared } from './prepared-answer.ts';

const contextQuery = {
  orderType: OrderType.optional().meta({ description: 'Judge for this order type; left out: none in particular' }),
  channel: z
    .string()
    .regex(/^[a-z0-9_-]{1,40}$/)
    .optional(),
  at: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'Judge as of this instant instead of now; not cached' }),
};

const CatalogQuery = z.strictObject({
  ...contextQuery,
  minVersion: VersionToken.optional().meta({
    description: 'Never answer with anything older: the version of a live event or an earlier answer',
  }),
});

const PageQuery = z.strictObject({
  ...contextQuery,
  ...pageQuery,
  categoryId: CategoryId.optional(),
  listed: z.stringbool().optional(),
  name: z.string().min(1).max(100).optional().meta({ description: 'Names that contain this, in any case' }),
});

const contextOf = (query: {
  orderType?: AskedContext['orderType'] | undefined;
  channel?: string | undefined;
  at?: string | undefined;
}): AskedContext => ({
  orderType: query.orderType ?? null,
  channel: query.channel ?? null,
  at: query.at === undefined ? null : new Date(query.at).toISOString(),
});

const StoreParams = z.strictObject({ storeId: StoreId });
const ItemParams = z.strictObject({ storeId: StoreId, itemId: ItemId });

/** Reads of the catalog: what customers and points of sale see. */
export function catalogRoutes(reader: CatalogReader): Route[] {
  return [
    defineRawRoute({
      method: 'GET',
      path: '/v1/stores/:storeId/catalog',
      operationId: 'getCatalog',
      summary: 'The whole menu of a store, with what can be ordered now and why not',
      description: 'Served from prepared bytes. Send `If-None-Match` to get 304 while nothing changed.',
      tag: 'catalog',
      access: 'catalog:read',
      browserTokens: true,
      params: StoreParams,
      query: CatalogQuery,
      response: StoreCatalog,
      errors: ['NOT_FOUND', 'STATE_CONFLICT'],
      handleRaw: async (request, reply, call) => {
        const { storeId } = request.params as z.output<typeof StoreParams>;
        const query = request.query as z.output<typeof CatalogQuery>;
        const context = contextOf(query);
        const served = await reader.catalog(call.tenantId, storeId, context, query.minVersion);
        // a version asked for needs no second look: this very answer has reached it
        return sendPrepared(request, reply, {
          ...served,
          present: reader.presentCatalog(call.tenantId, storeId, context),
        });
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/stores/:storeId/items',
      operationId: 'listStoreItems',
      summary: 'Items of a store, listed or not, page by page',
      tag: 'catalog',
      access: 'catalog:read',
      params: StoreParams,
      query: PageQuery,
      response: CatalogItemPage,
      errors: ['NOT_FOUND', 'CURSOR_INVALID'],
      handle: async ({ params, query }, call) => {
        const after = readIdCursor(query.cursor) ?? null;
        const { last, ...page } = await reader.page(call.tenantId, params.storeId, contextOf(query), {
          after,
          limit: query.limit,
          categoryId: query.categoryId,
          listed: query.listed,
          nameContains: query.name,
        });
        return { ...page, nextCursor: last === null ? null : writeCursor({ id: last }) };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/stores/:storeId/items/:itemId',
      operationId: 'getStoreItem',
      summary: 'One item or variation as this store sells it',
      tag: 'catalog',
      access: 'catalog:read',
      browserTokens: true,
      params: ItemParams,
      query: z.strictObject(contextQuery),
      response: CatalogItemAnswer,
      errors: ['NOT_FOUND'],
      handle: ({ params, query }, call) => reader.item(call.tenantId, params.storeId, params.itemId, contextOf(query)),
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/stores/:storeId/external-items/:connectionId/:externalId',
      operationId: 'getStoreItemByExternalId',
      summary: 'One item by the id that a provider calls it by',
      tag: 'catalog',
      access: 'catalog:read',
      params: z.strictObject({ storeId: StoreId, connectionId: ConnectionId, externalId: z.string().min(1).max(512) }),
      query: z.strictObject(contextQuery),
      response: CatalogItemAnswer,
      errors: ['NOT_FOUND'],
      handle: async ({ params, query }, call) => {
        const itemId = await reader.itemByExternalId(call.tenantId, params.connectionId, params.externalId);
        return reader.item(call.tenantId, params.storeId, itemId, contextOf(query));
      },
    }),
  ];
}
