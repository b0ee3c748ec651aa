import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';

export interface IdempotencySlot {
  readonly tenantId: string;
  readonly caller: string;
  readonly key: string;
}

export interface IdempotencyRow {
  readonly requestHash: Uint8Array;
  readonly state: 'running' | 'done';
  readonly status: number | null;
  readonly body: string | null;
}

const at = ({ tenantId, caller, key }: IdempotencySlot) =>
  sql<boolean>`tenant_id = ${tenantId} and caller = ${caller} and idempotency_key = ${key}`;

/**
 * Takes the slot for this call: it was free, or its call began before `abandonedBefore` and never ended.
 * @returns true when taken; the row that holds it otherwise.
 */
export async function claimSlot(
  tx: Tx,
  slot: IdempotencySlot,
  requestHash: Uint8Array,
  startedAt: Date,
  abandonedBefore: Date,
): Promise<true | IdempotencyRow> {
  const taken = await tx
    .insertInto('idempotency_keys')
    .values({
      tenant_id: slot.tenantId,
      caller: slot.caller,
      idempotency_key: slot.key,
      request_hash: requestHash,
      state: 'running',
      created_at: startedAt,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'caller', 'idempotency_key'])
        .doUpdateSet({ created_at: startedAt })
        .where('idempotency_keys.state', '=', 'running')
        .where('idempotency_keys.created_at', '<', abandonedBefore)
        .where('idempotency_keys.request_hash', '=', requestHash),
    )
    .returning('state')
    .executeTakeFirst();
  if (taken !== undefined) return true;
  return tx
    .selectFrom('idempotency_keys')
    .select(['request_hash as requestHash', 'state', 'status', 'body'])
    .where(at(slot))
    .executeTakeFirstOrThrow();
}

/**
 * Only the call that holds the slot (by when it started) may end it, and an answer that is there stays.
 * @returns whether it did
 */
export async function finishSlot(
  tx: Tx,
  slot: IdempotencySlot,
  startedAt: Date,
  status: number,
  body: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('idempotency_keys')
    .set({ state: 'done', status, body })
    .where(at(slot))
    .where('created_at', '=', startedAt)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** An answer stays. One whose transaction is still being committed holds the row: this waits for it, and then looks again. */
export async function freeSlot(tx: Tx, slot: IdempotencySlot, startedAt: Date): Promise<void> {
  await tx
    .deleteFrom('idempotency_keys')
    .where(at(slot))
    .where('created_at', '=', startedAt)
    .where('state', '=', 'running')
    .execute();
}
