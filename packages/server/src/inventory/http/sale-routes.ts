import {
  Instant,
  KiranaError,
  MAX_RESERVATION_LINES,
  ReservationId,
  ReservationLineRequest,
  StoreId,
} from '@kirana/core';
import { z } from 'zod';
import { defineRoute, type Route } from '../../http/route.ts';
import type { InventoryDeps } from './inventory-deps.ts';
import { orderLines } from './order-lines.ts';
import { occurredMs, requestHash, submit } from './refused.ts';
import { StockWritten } from './stock-answers.ts';

const SaleId = ReservationId.meta({ id: 'SaleId', description: 'Made by the caller', example: 'till-3-000817' });

const NewSale = z
  .strictObject({
    id: SaleId,
    lines: z.array(ReservationLineRequest).min(1).max(MAX_RESERVATION_LINES),
    occurredAt: Instant.nullable()
      .default(null)
      .meta({ description: 'When it was sold: a till may have been offline. Null: now' }),
  })
  .meta({ id: 'NewSale' });

/** Goods sold without a reservation. */
export function saleRoutes({ ledger, facts, now }: InventoryDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/v1/stores/:storeId/sales',
      operationId: 'recordSale',
      summary: 'Record what was sold without a reservation, also late and offline',
      description:
        'Never refused for stock: the goods are gone. What was not on hand as far as we knew is a discrepancy and a shortfall. The sale id is yours: repeated with the same body it is one sale, with another body it is refused. An `Idempotency-Key` is not looked at.',
      tag: 'stock',
      access: 'inventory:write',
      keyed: 'by-effect',
      params: z.strictObject({ storeId: StoreId }),
      body: NewSale,
      response: StockWritten,
      status: 201,
      errors: ['NOT_FOUND', 'COMPONENTS_INVALID', 'QUANTITY_ABOVE_MAXIMUM', 'OVERLOADED'],
      handle: async ({ params: { storeId }, body }, call) => {
        const of = await facts.of(call.tenantId, storeId);
        const lines = await orderLines(facts, call.tenantId, of, body.lines);
        const done = await submit(ledger, call, {
          kind: 'sell',
          storeId,
          actor: call.origin.actor,
          hash: requestHash('sell', [storeId, body]),
          key: `sale:${storeId}:${body.id}`,
          saleId: body.id,
          occurredAtMs: occurredMs(body.occurredAt, now().getTime()),
          lines: lines.map(({ itemId, quantity, needs }) => ({ itemId, quantity, needs })),
        });
        if (done.outcome !== 'recorded') throw new KiranaError('INTERNAL');
        return { written: [...done.written], stockVersion: done.stockVersion };
      },
    }),
  ];
}
