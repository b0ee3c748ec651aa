import type { LoggedEvent } from '@kirana/core';
import type { EventLog, Following } from '../events/event-log.ts';
import type { WorkerLoop } from '../gateway/worker-loop.ts';
import type { Route } from '../http/route.ts';
import { commandRoutes } from './command-routes.ts';
import { type SendCommandsDeps, sendCommands } from './send-commands.ts';
import { noteChangedStock, tenantsThatSend } from './stock-to-send.ts';
import { sendStoreStatus } from './store-status-to-send.ts';

export interface CommandsDeps extends SendCommandsDeps {
  readonly eventLog: EventLog;
  /** Whether this process sends; true. */
  readonly workers?: boolean;
}

export interface Commands {
  readonly routes: readonly Route[];
  close(): Promise<void>;
}

/** Changes of many orders in a rush become one command. */
const LINGER_MS = 250;

/** What providers are asked to do: by people, and whenever stock or a store's status changes, where a connection wants it told. */
export async function openCommands(deps: CommandsDeps): Promise<Commands> {
  let sender: WorkerLoop | undefined;
  let following: Following | undefined;
  const wake = () => sender?.wake();
  if (deps.workers ?? true) {
    sender = sendCommands(deps);
    const tenants = tenantsThatSend(deps);
    const note = async (events: readonly LoggedEvent[]) => {
      const stock = await noteChangedStock(deps, tenants, events);
      const status = await sendStoreStatus(deps, events);
      if (stock || status) wake();
    };
    following = await deps.eventLog.consume('commands', note, { lingerMs: LINGER_MS });
  }
  return {
    routes: commandRoutes({ ...deps, wake }),
    async close() {
      await following?.stop();
      await sender?.close();
    },
  };
}
