import type { LoggedEvent } from '@kirana/core';
import type { Database } from '../database/database.ts';
import { insertDispatches } from './dispatch-rows.ts';
import { type Audience, readAudience, tenantsWithSubscriptions } from './subscription-rows.ts';

const wants = ({ kinds, streams, since }: Audience, event: LoggedEvent): boolean =>
  kinds.includes(event.kind) &&
  (streams === null || streams.includes(event.stream)) &&
  new Date(event.recordedAt) >= since;

/** Turns events into one dispatch per subscription that wants them. A batch that comes again queues nothing twice. */
export async function queueDispatches(database: Database, events: readonly LoggedEvent[], now: Date): Promise<number> {
  const byTenant = Map.groupBy(events, (event) => event.tenantId);
  const tenants = await database.system((tx) => tenantsWithSubscriptions(tx, [...byTenant.keys()]));
  let queued = 0;
  for (const tenantId of tenants) {
    await database.tenant(tenantId, async (tx) => {
      const audience = await readAudience(tx, tenantId);
      const dispatches = (byTenant.get(tenantId) ?? []).flatMap((event) =>
        audience.filter((one) => wants(one, event)).map(({ id }) => ({ subscriptionId: id, event })),
      );
      if (dispatches.length > 0) await insertDispatches(tx, tenantId, dispatches, now);
      queued += dispatches.length;
    });
  }
  return queued;
}
