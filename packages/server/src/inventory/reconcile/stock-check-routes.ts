import { ItemId, KiranaError, LedgerFinding, StoreId } from '@kirana/core';
import { z } from 'zod';
import { pageQuery, readIdCursor, writeCursor } from '../../http/cursor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import type { OrderFacts } from '../http/order-facts.ts';
import { type CheckDeps, checkStock } from './check-stock.ts';

export const StockCheck = z
  .strictObject({
    items: z
      .array(LedgerFinding)
      .meta({ description: 'What was found; empty: all is well. Of one position the first 20' }),
    found: z.int().nonnegative().meta({ description: 'All that was found on this page, also what is not listed' }),
    positions: z.int().nonnegative().meta({ description: 'Positions checked on this page' }),
    entries: z.int().nonnegative().meta({ description: 'Entries they were recomputed from' }),
    nextCursor: z.string().nullable().meta({ description: 'Null: these were the last positions' }),
  })
  .meta({ id: 'StockCheck' });

/** The ledger, recomputed. */
export function stockCheckRoutes(deps: CheckDeps & { readonly facts: Pick<OrderFacts, 'of'> }): Route[] {
  const check = checkStock(deps);
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/stores/:storeId/stock/check',
      operationId: 'checkStock',
      summary: 'Recompute stock from its entries and compare it with positions, holds, events and what providers said',
      description:
        'Reads and changes nothing. `limit` is of positions: a page without findings is a page of positions that are well, and a page may end early after many entries.',
      tag: 'stock',
      access: 'inventory:read',
      params: z.strictObject({ storeId: StoreId }),
      query: z.strictObject({ ...pageQuery, itemId: ItemId.optional().meta({ description: 'Only this one' }) }),
      response: StockCheck,
      errors: ['NOT_FOUND', 'CURSOR_INVALID'],
      handle: async ({ params: { storeId }, query: { limit, cursor, itemId } }, { tenantId, signal }) => {
        await deps.facts.of(tenantId, storeId);
        const which = itemId === undefined ? { after: readIdCursor(cursor) ?? '', limit } : { itemId };
        const { findings, last, ...sum } = await check(tenantId, storeId, which, signal);
        if (itemId !== undefined && sum.positions === 0) throw new KiranaError('NOT_FOUND', { storeId, itemId });
        return { items: [...findings], ...sum, nextCursor: last === null ? null : writeCursor({ id: last }) };
      },
    }),
  ];
}
