import type { ChangeOf } from '@kirana/core';
import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { TenantEvent } from '../events/event-rows.ts';
import { type CommandEnd, type CommandRow, endCommand, storedReference } from './command-rows.ts';

export type Settlement = Omit<ChangeOf<'command.settled'>, 'kind' | 'path'>;

export const settlementEnd = ({ by, outcome, code, detail, lines }: Settlement): CommandEnd => ({
  status: outcome,
  reference: 'reference' in by ? by.reference : null,
  code,
  detail,
  lines,
});

export const commandFinished = (row: CommandRow, status: CommandEnd['status']): TenantEvent => ({
  tenantId: row.tenant_id,
  stream: `connection:${row.connection_id}`,
  kind: 'command.finished',
  subject: row.id,
  data: { commandId: row.id, connectionId: row.connection_id, kind: row.kind as 'stock.set' | 'store.status', status },
});

interface Place {
  readonly tenantId: string;
  readonly connectionId: string;
}

/** Whoever hears of a reference first makes the other wait: neither can miss what the other writes. */
export async function lockReference(tx: Tx, { tenantId, connectionId }: Place, reference: string): Promise<void> {
  const key = `command ${tenantId} ${connectionId} ${storedReference(reference)}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
}

const named = (tx: Tx, { tenantId, connectionId }: Place, { by }: Settlement): Promise<CommandRow | undefined> =>
  tx
    .selectFrom('commands')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('id' in by ? 'id' : 'reference', '=', 'id' in by ? by.id : storedReference(by.reference))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/**
 * What came of a command, as the provider tells it. A reference nobody knows yet is kept: the answer that would tell it to us may still be on its
 * way. @returns what to tell; nothing when it was settled before
 */
export async function settleCommand(tx: Tx, place: Place, settlement: Settlement, at: Date): Promise<TenantEvent[]> {
  if ('reference' in settlement.by) await lockReference(tx, place, settlement.by.reference);
  const row = await named(tx, place, settlement);
  if (row !== undefined) {
    const end = settlementEnd(settlement);
    return (await endCommand(tx, row, end, at)) ? [commandFinished(row, end.status)] : [];
  }
  if ('reference' in settlement.by) {
    const values = {
      tenant_id: place.tenantId,
      connection_id: place.connectionId,
      reference: storedReference(settlement.by.reference),
      settlement: JSON.stringify(settlement),
      heard_at: at,
    };
    await tx
      .insertInto('early_settlements')
      .values(values)
      .onConflict((conflict) => conflict.columns(['tenant_id', 'connection_id', 'reference']).doNothing())
      .execute();
  }
  return [];
}

/** What was told of a reference before we knew it, taken out. */
export async function takeEarlySettlement(tx: Tx, place: Place, reference: string): Promise<Settlement | undefined> {
  const row = await tx
    .deleteFrom('early_settlements')
    .where('tenant_id', '=', place.tenantId)
    .where('connection_id', '=', place.connectionId)
    .where('reference', '=', storedReference(reference))
    .returning('settlement')
    .executeTakeFirst();
  return row?.settlement as Settlement | undefined;
}
