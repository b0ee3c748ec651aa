import type { ErrorCode } from '@kirana/core';
import { sql } from 'kysely';
import { anyOf } from '../catalog-writes/key-list-rows.ts';
import type { Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import type { DeadLettersTable } from '../database/schema.ts';

export interface Letter {
  readonly deliveryId: string;
  readonly connectionId: string | null;
  readonly storeId: string | null;
  readonly stage: DeadLettersTable['stage'];
  readonly code: ErrorCode;
  readonly path: string;
  readonly externalId: string | null;
  readonly message: string;
}

/** More letters than this from one delivery say no more than these do. */
const MOST_LETTERS = 10_000;

/** Text that a provider or an error wrote, as the database can hold it. */
const storable = (text: string, most: number): string => text.replaceAll('\0', '').slice(0, most).toWellFormed();

/** Keeps what could not be applied, once per delivery, stage, place and code. One that a person skipped stays skipped. */
export async function writeLetters(tx: Tx, tenantId: string, letters: readonly Letter[], now: Date): Promise<void> {
  if (letters.length === 0) return;
  const rows = new Map<string, Record<string, unknown>>();
  for (const letter of letters.slice(0, MOST_LETTERS)) {
    const path = storable(letter.path, 500);
    rows.set(`${letter.deliveryId}|${letter.stage}|${letter.code}|${path}`, {
      tenant_id: tenantId,
      id: newId('deadLetter'),
      delivery_id: letter.deliveryId,
      connection_id: letter.connectionId,
      store_id: letter.storeId,
      stage: letter.stage,
      code: letter.code,
      path,
      external_id: letter.externalId === null ? null : storable(letter.externalId, 512),
      message: storable(letter.message, 1_000),
      status: 'open',
      created_at: now.toISOString(),
    });
  }
  const columns = sql.raw(
    'tenant_id, id, delivery_id, connection_id, store_id, stage, code, path, external_id, message, status, created_at',
  );
  await sql`insert into dead_letters (${columns})
    select ${columns} from jsonb_populate_recordset(null::dead_letters, ${JSON.stringify([...rows.values()])}::text::jsonb)
    on conflict (tenant_id, delivery_id, stage, path, code) do update set message = excluded.message,
      status = case when dead_letters.status = 'skipped' then 'skipped' else 'open' end,
      decided_at = case when dead_letters.status = 'skipped' then dead_letters.decided_at end,
      decided_by = case when dead_letters.status = 'skipped' then dead_letters.decided_by end`.execute(tx);
}

/** Deliveries start again from their first chunk: what still cannot be applied will be written again. */
export async function resolveLetters(
  tx: Tx,
  tenantId: string,
  deliveryIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx
    .updateTable('dead_letters')
    .set({ status: 'resolved', decided_at: now, decided_by: 'system:normalizer' })
    .where('tenant_id', '=', tenantId)
    .where('delivery_id', '=', anyOf(deliveryIds))
    .where('status', '=', sql.lit('open'))
    .execute();
}

export async function skipLetter(tx: Tx, tenantId: string, id: string, by: string, now: Date): Promise<void> {
  await tx
    .updateTable('dead_letters')
    .set({ status: 'skipped', decided_at: now, decided_by: by })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('status', '=', sql.lit('open'))
    .execute();
}
