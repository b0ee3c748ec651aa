import { KiranaError } from '@kirana/core';
import { itemEvents, storeItemEvents } from '../catalog-writes/catalog-events.ts';
import { readItemsLocked, writeItems } from '../catalog-writes/item-rows.ts';
import { readStoreItemsLocked, writeStoreItems } from '../catalog-writes/store-item-rows.ts';
import type { Database, Tx } from '../database/database.ts';
import { appendEvents, type TenantEvent } from '../events/event-rows.ts';
import type { Call } from '../http/route.ts';
import { isMapped, putMapping } from './mapping-rows.ts';
import { lockMatch, type MappingMatch, storesWithItem, updateMatch } from './match-rows.ts';

export type MatchDecision =
  | { readonly decision: 'keep_apart' }
  | { readonly decision: 'merge'; readonly entityId: string };

/** Takes an item that nothing names any more off all menus. */
async function retireItem(tx: Tx, tenantId: string, itemId: string, at: string): Promise<TenantEvent[]> {
  const before = (await readItemsLocked(tx, tenantId, [itemId])).get(itemId);
  if (before === undefined || before.removed) return [];
  const after = { ...before, removed: true, updatedAt: at };
  await writeItems(tx, tenantId, [{ before, after }]);
  const events = itemEvents(tenantId, after, ['removed']);
  for (const storeId of await storesWithItem(tx, tenantId, itemId)) {
    const listed = (await readStoreItemsLocked(tx, tenantId, storeId, [itemId])).get(itemId);
    if (listed === undefined) continue;
    const gone = { ...listed, removed: true, updatedAt: at };
    await writeStoreItems(tx, tenantId, [gone]);
    events.push(...storeItemEvents(tenantId, gone, ['removed']));
  }
  return events;
}

/**
 * A person's word on two things that look alike. `merge`: the external id names the other from now on; an item that was made for it and
 * that nothing else names goes off the menus, and the provider's next message is applied to the one that stays.
 * @throws NOT_FOUND, STATE_CONFLICT
 */
export function decideMatch(
  { database, now }: { database: Database; now: () => Date },
  { tenantId, origin, keepAnswer }: Pick<Call, 'tenantId' | 'origin' | 'keepAnswer'>,
  matchId: string,
  decision: MatchDecision,
): Promise<MappingMatch> {
  return database.tenant(tenantId, async (tx) => {
    const match = await lockMatch(tx, tenantId, matchId);
    if (match === undefined) throw new KiranaError('NOT_FOUND', { matchId });
    if (match.status !== 'open') throw new KiranaError('STATE_CONFLICT', { matchId, status: match.status });
    const at = now();
    const decided = { ...match, decidedAt: at.toISOString(), decidedBy: origin.actor };
    if (decision.decision === 'keep_apart') {
      const apart: MappingMatch = { ...decided, status: 'kept_apart' };
      await updateMatch(tx, tenantId, apart);
      return keepAnswer(tx, apart);
    }
    const { entityId } = decision;
    if (!match.candidates.includes(entityId)) throw new KiranaError('NOT_FOUND', { entityId });
    await putMapping(tx, tenantId, match.connectionId, { ...match, entityId }, at);
    const merged: MappingMatch = { ...decided, entityId, status: 'merged' };
    await updateMatch(tx, tenantId, merged);
    const isOrphan = match.entityKind === 'item' && !(await isMapped(tx, tenantId, match.entityId));
    const events = isOrphan ? await retireItem(tx, tenantId, match.entityId, at.toISOString()) : [];
    await keepAnswer(tx, merged);
    await appendEvents(tx, events, origin, at);
    return merged;
  });
}
