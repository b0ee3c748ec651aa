import type { Tx } from '../database/database.ts';

/** The merchant of a store; undefined when the tenant has no such store. */
export async function readMerchantId(tx: Tx, tenantId: string, storeId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('stores')
    .select('merchant_id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', storeId)
    .executeTakeFirst();
  return row?.merchant_id;
}

export interface StreamExtent {
  /** The first sequence that retention has kept. */
  readonly first: number;
  /** 0: nothing was written yet. */
  readonly last: number;
}

/** From where to where the log holds a stream. */
export async function readExtent(tx: Tx, tenantId: string, stream: string): Promise<StreamExtent> {
  const row = await tx
    .selectFrom('event_streams')
    .select(['first_sequence', 'last_sequence'])
    .where('tenant_id', '=', tenantId)
    .where('stream', '=', stream)
    .executeTakeFirst();
  return { first: row?.first_sequence ?? 1, last: row?.last_sequence ?? 0 };
}
