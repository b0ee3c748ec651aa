import type { Tx } from '../database/database.ts';
import type { DeliveryFacts, LaneContext } from './lane-context.ts';
import type { DeliveryRow } from './lane-rows.ts';

/** The deliveries that came here with the same request before this one. */
export function readParts(tx: Tx, lane: LaneContext, delivery: DeliveryFacts, since: Date): Promise<DeliveryRow[]> {
  return tx
    .selectFrom('deliveries')
    .selectAll()
    .where('tenant_id', '=', lane.tenantId)
    .where('connection_id', '=', lane.connectionId)
    .where('request_id', '=', delivery.requestId)
    .where('ingress', '<', delivery.ingress)
    .where('received_at', '>=', since)
    .where((is) => is.or([is('location', 'is', null), is('location', '=', lane.location)]))
    .orderBy('ingress')
    .execute();
}
