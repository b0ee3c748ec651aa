import { KiranaError, ReconciliationId, StoreId } from '@kirana/core';
import { z } from 'zod';
import { idPage, pageOf, pageQuery, readIdCursor } from '../../http/cursor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import type { OrderFacts } from '../http/order-facts.ts';
import type { ApplyDeps } from './apply-reconciliation.ts';
import { reconcileStock } from './reconcile-stock.ts';
import {
  ApproveReconciliation,
  NewReconciliation,
  ReconciledCount,
  ReconciliationStatus,
  StockReconciliation,
  showCount,
  showReconciliation,
} from './reconciliation-answers.ts';
import { listCounts } from './reconciliation-count-rows.ts';
import { listReconciliations } from './reconciliation-rows.ts';

export interface ReconcileDeps extends ApplyDeps {
  readonly facts: Pick<OrderFacts, 'of'>;
}

const BODY_BYTES = 4_000_000;
const path = '/v1/stores/:storeId/stock/reconciliations';
const StoreParams = z.strictObject({ storeId: StoreId });
const Params = z.strictObject({ storeId: StoreId, reconciliationId: ReconciliationId });
const tag = 'stock';

/** @throws REQUEST_INVALID */
function refuseField(field: string, message: string): never {
  throw new KiranaError('REQUEST_INVALID', {}, { problems: [{ path: `/body/${field}`, message }] });
}

/** What the schema cannot say. @throws REQUEST_INVALID */
function checkAsked({ counts, source, complete, countedAt }: NewReconciliation): void {
  if (counts === null) {
    if (complete) refuseField('complete', 'only with counts');
    if (countedAt !== null) refuseField('countedAt', 'only with counts');
    return;
  }
  for (const [index, { itemId, externalId }] of counts.entries()) {
    if ((itemId === null) === (externalId === null)) refuseField(`counts/${index}`, 'either itemId or externalId');
    if (externalId !== null && source === null) refuseField('source', 'needed for externalId: whose id it is');
  }
}

/** What somebody says beside what the ledger has. */
export function reconciliationRoutes(deps: ReconcileDeps): Route[] {
  const { database, facts } = deps;
  const reconciler = reconcileStock(deps);
  return [
    defineRoute({
      method: 'POST',
      path,
      operationId: 'reconcileStock',
      summary: 'Compare stock with what a provider last said, or with a list of counts',
      description:
        'Keeps what differs as a proposal and changes nothing, unless `apply` is set and the change is small enough. With an `Idempotency-Key` it is made once.',
      tag,
      access: 'inventory:write',
      keyed: 'by-effect',
      params: StoreParams,
      body: NewReconciliation,
      bodyLimitBytes: BODY_BYTES,
      response: StockReconciliation,
      status: 201,
      errors: ['NOT_FOUND', 'OVERLOADED'],
      handle: async ({ params: { storeId }, body }, call) => {
        checkAsked(body);
        await facts.of(call.tenantId, storeId);
        return showReconciliation(await reconciler.propose(call, storeId, body));
      },
    }),
    defineRoute({
      method: 'GET',
      path,
      operationId: 'listStockReconciliations',
      summary: 'Reconciliations of a store, the newest first',
      tag,
      access: 'inventory:read',
      params: StoreParams,
      query: z.strictObject({ ...pageQuery, status: ReconciliationStatus.optional() }),
      response: pageOf(StockReconciliation),
      errors: ['NOT_FOUND', 'CURSOR_INVALID'],
      handle: async ({ params: { storeId }, query: { limit, cursor, status } }, { tenantId }) => {
        await facts.of(tenantId, storeId);
        const page = { status, before: readIdCursor(cursor), limit: limit + 1 };
        const rows = await database.tenant(tenantId, (tx) => listReconciliations(tx, tenantId, storeId, page));
        return idPage(rows, limit, ({ id }) => id, showReconciliation);
      },
    }),
    defineRoute({
      method: 'GET',
      path: `${path}/:reconciliationId`,
      operationId: 'getStockReconciliation',
      summary: 'Read a reconciliation',
      tag,
      access: 'inventory:read',
      params: Params,
      response: StockReconciliation,
      errors: ['NOT_FOUND'],
      handle: async ({ params: { storeId, reconciliationId } }, call) =>
        showReconciliation(await reconciler.find(call, storeId, reconciliationId)),
    }),
    defineRoute({
      method: 'GET',
      path: `${path}/:reconciliationId/counts`,
      operationId: 'listReconciledStockCounts',
      summary: 'What differs, item by item, and what became of it',
      tag,
      access: 'inventory:read',
      params: Params,
      query: z.strictObject(pageQuery),
      response: pageOf(ReconciledCount),
      errors: ['NOT_FOUND', 'CURSOR_INVALID'],
      handle: async ({ params: { storeId, reconciliationId }, query: { limit, cursor } }, call) => {
        await reconciler.find(call, storeId, reconciliationId);
        const after = readIdCursor(cursor) ?? '';
        const rows = await database.tenant(call.tenantId, (tx) =>
          listCounts(tx, call.tenantId, reconciliationId, after, limit + 1),
        );
        return idPage(rows, limit, (row) => row.item_id, showCount);
      },
    }),
    defineRoute({
      method: 'POST',
      path: `${path}/:reconciliationId/approve`,
      operationId: 'approveStockReconciliation',
      summary: 'Write the counts of a reconciliation',
      description:
        'What differs otherwise by now is left out. Approved again it writes nothing twice, and goes on after a failure.',
      tag,
      access: 'inventory:write',
      keyed: 'by-effect',
      params: Params,
      body: ApproveReconciliation,
      response: StockReconciliation,
      errors: ['NOT_FOUND', 'STATE_CONFLICT', 'RECONCILIATION_CHANGES_DIFFER', 'OVERLOADED'],
      handle: async ({ params: { storeId, reconciliationId }, body }, call) =>
        showReconciliation(await reconciler.approve(call, storeId, reconciliationId, body.expectedChanges)),
    }),
    defineRoute({
      method: 'POST',
      path: `${path}/:reconciliationId/reject`,
      operationId: 'rejectStockReconciliation',
      summary: 'Leave stock as it is',
      tag,
      access: 'inventory:write',
      keyed: 'by-effect',
      params: Params,
      response: StockReconciliation,
      errors: ['NOT_FOUND', 'STATE_CONFLICT'],
      handle: async ({ params: { storeId, reconciliationId } }, call) =>
        showReconciliation(await reconciler.reject(call, storeId, reconciliationId)),
    }),
  ];
}
