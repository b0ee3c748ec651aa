import type { Tx } from '../database/database.ts';
import type { DeliveryFacts, LaneContext } from './lane-context.ts';
import type { DeliveryRow } from './lane-rows.ts';

/** A pull or an upload that takes longer than this completes nothing. */
const LONGEST_MS = 2 * 24 * 60 * 60 * 1_000;

/** The deliveries that came here with the same request before this one. */
export function readParts(tx: Tx, lane: LaneContext, delivery: DeliveryFacts): Promise<DeliveryRow[]> {
  return tx
    .selectFrom('deliveries')
    .selectAll()
    .where('tenant_id', '=', lane.tenantId)
    .where('connection_id', '=', lane.connectionId)
    .where('request_id', '=', delivery.requestId)
    .where('ingress', '<', delivery.ingress)
    .where('received_at', '>=', new Date(delivery.receivedAt.getTime() - LONGEST_MS))
    .where((is) => is.or([is('location', 'is', null), is('location', '=', lane.location)]))
    .orderBy('ingress')
    .execute();
}
