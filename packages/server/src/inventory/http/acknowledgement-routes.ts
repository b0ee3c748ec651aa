import { ConnectionId, Instant, ItemId, KiranaError, StoreId } from '@kirana/core';
import { z } from 'zod';
import { defineRoute, type Route } from '../../http/route.ts';
import { findConnection } from '../../identity/connection-rows.ts';
import type { InventoryDeps } from './inventory-deps.ts';
import { occurredMs } from './refused.ts';

const MAX_ACKNOWLEDGED = 500;

const Acknowledgement = z
  .strictObject({
    connectionId: ConnectionId,
    entries: z
      .array(z.strictObject({ itemId: ItemId, sequence: z.int().positive() }))
      .min(1)
      .max(MAX_ACKNOWLEDGED)
      .meta({ description: 'Entries of sales, commits, receipts, adjustments and counts' }),
    acknowledgedAt: Instant.nullable().default(null).meta({ description: 'When the source had them; null: now' }),
  })
  .meta({ id: 'StockAcknowledgement' });

const Acknowledged = z.strictObject({ entries: z.int().nonnegative() }).meta({ id: 'StockAcknowledged' });

/** Word from whoever writes our sales back to a source. */
export const acknowledgementRoutes = ({ database, ledger, facts, now }: InventoryDeps): Route[] => [
  defineRoute({
    method: 'POST',
    path: '/v1/stores/:storeId/stock/acknowledgements',
    operationId: 'acknowledgeStock',
    summary: 'A source has these entries of ours in its own books',
    description:
      'For a connection with `acknowledgesSales`: what it counts from then on has them in. The first word counts, and may be repeated. An `Idempotency-Key` is not looked at.',
    tag: 'stock',
    access: 'inventory:write',
    keyed: 'by-effect',
    params: z.strictObject({ storeId: StoreId }),
    body: Acknowledgement,
    response: Acknowledged,
    errors: ['NOT_FOUND'],
    handle: async ({ params: { storeId }, body }, { tenantId }) => {
      const { connectionId, entries, acknowledgedAt } = body;
      const of = await facts.of(tenantId, storeId);
      for (const itemId of new Set(entries.map((entry) => entry.itemId))) {
        if (of.item(itemId) === undefined) await facts.item(tenantId, of, itemId);
      }
      const connection = await database.tenant(tenantId, (tx) => findConnection(tx, tenantId, connectionId));
      if (connection === undefined) throw new KiranaError('NOT_FOUND', { connectionId });
      const atMs = occurredMs(acknowledgedAt, now().getTime());
      const acknowledged = entries.map((entry) => ({ ...entry, source: connectionId, atMs }));
      await ledger.acknowledge(tenantId, storeId, acknowledged);
      return { entries: entries.length };
    },
  }),
];
