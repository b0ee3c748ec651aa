import type { SourceTerms, TermsOf } from '@kirana/core';
import { sql } from 'kysely';
import type { Database, Tx } from '../database/database.ts';

/** The field of `authority` that ranks a connection where its rank over stock differs from its rank. */
export const STOCK_FIELD = 'stock';

/** How far the connections of a tenant are believed about stock. */
export async function readStockTerms(tx: Tx, tenantId: string): Promise<TermsOf> {
  const { rows } = await sql<{ id: string; terms: SourceTerms }>`
    select id, json_build_object('rank', coalesce((authority ->> ${STOCK_FIELD})::int, rank),
      'acknowledges', acknowledges_sales, 'settleMs', stock_settle_seconds * 1000::bigint) as terms
    from connections where tenant_id = ${tenantId}`.execute(tx);
  return new Map(rows.map(({ id, terms }) => [id, terms]));
}

/** An edit of a connection counts from then on at the latest. */
const KEPT_MS = 1_000;
/** Beyond it the terms that were read first are read again. */
const MOST_TENANTS_KEPT = 10_000;

/** For the ledger, which asks before each batch. */
export function stockTerms(
  database: Pick<Database, 'tenant'>,
  keptMs: number = KEPT_MS,
): (tenantId: string) => Promise<TermsOf> {
  const kept = new Map<string, { readonly terms: Promise<TermsOf>; readonly untilMs: number }>();
  return (tenantId) => {
    const known = kept.get(tenantId);
    if (known !== undefined && performance.now() < known.untilMs) return known.terms;
    const terms = database.tenant(tenantId, (tx) => readStockTerms(tx, tenantId));
    terms.catch(() => kept.delete(tenantId));
    kept.delete(tenantId);
    kept.set(tenantId, { terms, untilMs: performance.now() + keptMs });
    const [oldest] = kept.size > MOST_TENANTS_KEPT ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return terms;
  };
}
