import { blastRadius, KiranaError } from '@kirana/core';
import { newId } from '../../database/new-id.ts';
import type { Call } from '../../http/route.ts';
import { findConnection } from '../../identity/connection-rows.ts';
import { effectKeyOf, requestHash } from '../http/refused.ts';
import { type ApplyDeps, applyReconciliation } from './apply-reconciliation.ts';
import type { Basis } from './compare-stock.ts';
import { type Compared, proposeCounts } from './propose-counts.ts';
import type { NewReconciliation } from './reconciliation-answers.ts';
import { insertCounts } from './reconciliation-count-rows.ts';
import {
  decideReconciliation,
  findByRequestKey,
  findReconciliation,
  insertReconciliation,
  type ReconciliationRow,
} from './reconciliation-rows.ts';

/** Of what could not be compared so many are named; all are counted. */
const MOST_LEFT_OUT = 100;

/** Lays what somebody says beside the ledger, keeps what differs, and has it written when that is decided. */
export function reconcileStock(deps: ApplyDeps) {
  const { database, termsOf, now } = deps;

  /** @throws NOT_FOUND */
  async function find(call: Call, storeId: string, id: string): Promise<ReconciliationRow> {
    const { tenantId } = call;
    const row = await database.tenant(tenantId, (tx) => findReconciliation(tx, tenantId, storeId, id));
    if (row === undefined) throw new KiranaError('NOT_FOUND', { storeId, reconciliationId: id });
    return row;
  }

  async function checkSource({ tenantId, caller }: Call, source: string | null): Promise<void> {
    if (source === null) return;
    const known = await database.tenant(tenantId, (tx) => findConnection(tx, tenantId, source, caller.storeId));
    if (known === undefined) throw new KiranaError('NOT_FOUND', { connectionId: source });
  }

  async function keep(call: Call, storeId: string, asked: NewReconciliation, basis: Basis, done: Compared) {
    const { tenantId, origin } = call;
    const id = newId('reconciliation');
    const { source, complete, maxShare, maxUnits } = asked;
    const listed = { listed: asked.counts?.length ?? 0, stockedBefore: done.stocked };
    const differences = done.counts.map(({ said, onHand }) => said - onHand);
    const isList = basis.kind === 'counts' && complete;
    const radius = blastRadius(done.compared, differences, { maxShare, maxUnits }, isList ? listed : null);
    await database.tenant(tenantId, async (tx) => {
      const isFirst = await insertReconciliation(tx, tenantId, {
        id,
        store_id: storeId,
        basis: basis.kind,
        source,
        complete,
        counted_at: basis.kind === 'counts' ? new Date(basis.countedAtMs) : null,
        max_share: maxShare,
        max_units: maxUnits,
        compared: done.compared,
        changes: radius.changes,
        units: radius.units,
        needs_approval: radius.needsApproval,
        left_out: done.leftOut.slice(0, MOST_LEFT_OUT),
        left_out_count: done.leftOut.length,
        status: radius.changes === 0 ? 'agreed' : 'proposed',
        request_key: effectKeyOf(call),
        hash: requestHash('reconcile', [storeId, asked]),
        created_at: now(),
        created_by: origin.actor,
      });
      // a repetition was quicker
      if (isFirst) await insertCounts(tx, tenantId, id, done.counts);
    });
    const key = effectKeyOf(call);
    if (key === null) return find(call, storeId, id);
    return database.tenant(tenantId, (tx) => findByRequestKey(tx, tenantId, key));
  }

  /** Decides for it and writes it. Again after it was decided: goes on where it stopped. */
  async function write(call: Call, row: ReconciliationRow): Promise<ReconciliationRow> {
    const { tenantId, origin } = call;
    if (row.status === 'proposed') {
      await database.tenant(tenantId, (tx) =>
        decideReconciliation(tx, tenantId, row.id, 'approved', origin.actor, now()),
      );
    }
    const decided = await find(call, row.store_id, row.id);
    if (decided.status === 'approved') await applyReconciliation(deps, decided);
    return find(call, row.store_id, row.id);
  }

  return {
    find,

    /** Made once per idempotency key; with `apply` a repetition also finishes what was begun. */
    async propose(call: Call, storeId: string, asked: NewReconciliation): Promise<ReconciliationRow> {
      const { tenantId } = call;
      const key = effectKeyOf(call);
      const hash = requestHash('reconcile', [storeId, asked]);
      const known =
        key === null ? undefined : await database.tenant(tenantId, (tx) => findByRequestKey(tx, tenantId, key));
      if (known === undefined) await checkSource(call, asked.source);
      else if (known.hash === hash) call.markReplayed();
      else throw new KiranaError('IDEMPOTENCY_KEY_REUSED');
      const countedAtMs = Math.min(now().getTime(), Date.parse(asked.countedAt ?? now().toISOString()));
      const { source, counts, complete } = asked;
      const basis: Basis = counts === null ? { kind: 'source', source } : { kind: 'counts', countedAtMs };
      const comparing = { tenantId, storeId, terms: await termsOf(tenantId), basis };
      const row =
        known ??
        (await keep(
          call,
          storeId,
          asked,
          basis,
          await proposeCounts({ ...comparing, database, connectionId: source, counts, complete }),
        ));
      if (row === undefined) throw new KiranaError('INTERNAL');
      if (row.hash !== hash) throw new KiranaError('IDEMPOTENCY_KEY_REUSED');
      const mayApply = asked.apply && row.needs_approval.length === 0;
      return mayApply && (row.status === 'proposed' || row.status === 'approved') ? write(call, row) : row;
    },

    /** @throws NOT_FOUND, STATE_CONFLICT, RECONCILIATION_CHANGES_DIFFER */
    async approve(call: Call, storeId: string, id: string, expectedChanges: number): Promise<ReconciliationRow> {
      const row = await find(call, storeId, id);
      const { status, changes } = row;
      if (status === 'rejected' || status === 'agreed') throw new KiranaError('STATE_CONFLICT', { status });
      if (expectedChanges !== changes) {
        throw new KiranaError('RECONCILIATION_CHANGES_DIFFER', { changes, expectedChanges });
      }
      return status === 'applied' ? row : write(call, row);
    },

    /** @throws NOT_FOUND, STATE_CONFLICT when it was decided otherwise */
    async reject(call: Call, storeId: string, id: string): Promise<ReconciliationRow> {
      const { tenantId, origin } = call;
      await find(call, storeId, id);
      await database.tenant(tenantId, (tx) => decideReconciliation(tx, tenantId, id, 'rejected', origin.actor, now()));
      const row = await find(call, storeId, id);
      if (row.status !== 'rejected') throw new KiranaError('STATE_CONFLICT', { status: row.status });
      return row;
    },
  };
}

export type StockReconciler = ReturnType<typeof reconcileStock>;
