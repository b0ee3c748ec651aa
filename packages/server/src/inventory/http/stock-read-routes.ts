import { Instant, ItemId, KiranaError, StoreId } from '@kirana/core';
import { z } from 'zod';
import { idPage, pageQuery, readIdCursor } from '../../http/cursor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import type { InventoryDeps } from './inventory-deps.ts';
import {
  StockEntryPage,
  StockPositionAnswer,
  StockPositionPage,
  StockShortfallPage,
  stockPosition,
  stockShortfallOf,
} from './stock-answers.ts';
import { assertReached, formatStockVersion, minStockVersion } from './stock-version.ts';

const PageQuery = z.strictObject(pageQuery);
const StoreParams = z.strictObject({ storeId: StoreId });
const ItemParams = z.strictObject({ storeId: StoreId, itemId: ItemId });

const PositionQuery = z.strictObject({
  at: Instant.optional().meta({ description: 'As the ledger knew it at this instant instead of now' }),
  minSequence: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().meta({
    description: 'Never answer with anything older: the `sequence` that a write gave for this item',
  }),
  minStockVersion,
});

/** A page of a list whose places are numbers. */
const sequenceAfter = (cursor: string | undefined): string | undefined => {
  const place = readIdCursor(cursor);
  if (place === undefined || /^[1-9]\d{0,14}$/.test(place)) return place;
  throw new KiranaError('CURSOR_INVALID');
};

/** What the ledger says. */
export function stockReadRoutes({ ledger, facts }: InventoryDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/stores/:storeId/stock',
      operationId: 'listStock',
      summary: 'Stock of a store, item by item',
      tag: 'stock',
      access: 'inventory:read',
      params: StoreParams,
      query: z.strictObject({ ...pageQuery, minStockVersion }),
      response: StockPositionPage,
      errors: ['NOT_FOUND', 'STATE_CONFLICT'],
      handle: async ({ params: { storeId }, query }, { tenantId }) => {
        await facts.of(tenantId, storeId);
        // before the positions, so that they are no older
        const version = await ledger.stockVersion(tenantId, storeId);
        assertReached(storeId, version, query.minStockVersion);
        const page = { after: readIdCursor(query.cursor), limit: query.limit + 1 };
        const found = await ledger.positions(tenantId, storeId, page);
        const shown = idPage(
          found,
          query.limit,
          ({ position }) => position.itemId,
          (view) => stockPosition(view),
        );
        return { ...shown, stockVersion: formatStockVersion(version) };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/stores/:storeId/stock/:itemId',
      operationId: 'getStock',
      summary: 'Stock of one item, now or as it was known at an instant',
      tag: 'stock',
      access: 'inventory:read',
      params: ItemParams,
      query: PositionQuery,
      response: StockPositionAnswer,
      errors: ['NOT_FOUND', 'STATE_CONFLICT'],
      handle: async ({ params: { storeId, itemId }, query: { at, minSequence, ...query } }, { tenantId }) => {
        const atMs = at === undefined ? null : Date.parse(at);
        const version = await ledger.stockVersion(tenantId, storeId);
        const view = await ledger.position(tenantId, storeId, itemId, atMs);
        if (view === undefined) throw new KiranaError('NOT_FOUND', { storeId, itemId });
        assertReached(storeId, version, query.minStockVersion);
        const { sequence } = view.position;
        if (minSequence !== undefined && sequence < minSequence) {
          const detail = 'The position has not reached the sequence asked for.';
          throw new KiranaError('STATE_CONFLICT', { itemId, minSequence, sequence }, { detail });
        }
        return { ...stockPosition(view, at), stockVersion: formatStockVersion(version) };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/stores/:storeId/stock/:itemId/entries',
      operationId: 'listStockEntries',
      summary: 'What happened to the stock of an item, the newest first',
      tag: 'stock',
      access: 'inventory:read',
      params: ItemParams,
      query: PageQuery,
      response: StockEntryPage,
      handle: async ({ params: { storeId, itemId }, query }, { tenantId }) => {
        const page = { after: sequenceAfter(query.cursor), limit: query.limit + 1 };
        const found = await ledger.entries(tenantId, storeId, itemId, page);
        if (found.length === 0 && (await ledger.position(tenantId, storeId, itemId, null)) === undefined) {
          throw new KiranaError('NOT_FOUND', { storeId, itemId });
        }
        return idPage(
          found,
          query.limit,
          ({ sequence }) => String(sequence),
          (entry) => entry,
        );
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/stores/:storeId/shortfalls',
      operationId: 'listStockShortfalls',
      summary: 'Goods that left beyond what was on hand and promises not covered, the newest first',
      tag: 'stock',
      access: 'inventory:read',
      params: StoreParams,
      query: PageQuery,
      response: StockShortfallPage,
      handle: async ({ params: { storeId }, query }, { tenantId }) => {
        await facts.of(tenantId, storeId);
        const page = { after: readIdCursor(query.cursor), limit: query.limit + 1 };
        const found = await ledger.shortfalls(tenantId, storeId, page);
        return idPage(found, query.limit, ({ place }) => place, stockShortfallOf);
      },
    }),
  ];
}
