import type { EventData, LoggedEvent } from '@kirana/core';
import type { Database } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { insertCommands, type NewCommandRow } from './command-rows.ts';
import { dropWaitingStatus, readStatusListeners } from './store-status-rows.ts';

interface Deps {
  readonly database: Database;
  readonly now: () => Date;
}

/** Tells providers that want it when a store stops or goes on taking orders; the one that said so itself is not told. @returns whether there is anything to send */
export async function sendStoreStatus({ database, now }: Deps, events: readonly LoggedEvent[]): Promise<boolean> {
  let sent = false;
  for (const event of events) {
    if (event.kind !== 'store.changed') continue;
    const { store, changed } = event.data as EventData<'store.changed'>;
    if (!changed.includes('status')) continue;
    const { tenantId, actor } = event;
    const rows = await database.tenant(tenantId, async (tx) => {
      const listeners = await readStatusListeners(tx, tenantId, store.id);
      const told = listeners.filter(({ connectionId }) => actor !== `connection:${connectionId}`);
      const { state, returnAt, reason } = store.status;
      await dropWaitingStatus(tx, tenantId, store.id, now());
      return insertCommands(
        tx,
        told.map(
          ({ connectionId, location }): NewCommandRow => ({
            tenantId,
            connectionId,
            storeId: store.id,
            command: { kind: 'store.status', id: newId('command'), location, open: state === 'open', returnAt, reason },
            requestedBy: actor,
            at: now(),
            cause: event.id,
          }),
        ),
      );
    });
    sent ||= rows.length > 0;
  }
  return sent;
}
