import type { LoggedEvent } from '@kirana/core';
import type { Database } from '../database/database.ts';
import type { EventLog, Following } from '../events/event-log.ts';
import { guardedDispatcher } from '../gateway/url-guard.ts';
import type { Route } from '../http/route.ts';
import type { Sealer } from '../identity/sealing.ts';
import type { Log } from '../observe/log.ts';
import { dispatchRoutes } from './dispatch-routes.ts';
import { queueDispatches } from './queue-dispatches.ts';
import { type Sender, type SenderOptions, startSender } from './send-dispatches.ts';
import { subscriptionRoutes } from './subscription-routes.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** A round of the consumer costs as much for one event as for many; a webhook may come this much later. */
const QUEUE_LINGER_MS = 250;

export const DEFAULT_SENDER_OPTIONS: SenderOptions = {
  retryDelaysMs: [5 * SECOND, 30 * SECOND, 120 * SECOND, 600 * SECOND, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR],
  timeoutMs: 15 * SECOND,
  pollMs: SECOND,
  mostSending: 64,
  mostSendingEach: 4,
  pauseAfterMs: 5 * 24 * HOUR,
};

export interface WebhooksDeps {
  readonly database: Database;
  readonly eventLog: EventLog;
  readonly sealer: Sealer;
  readonly log: Log;
  readonly now: () => Date;
  /** Hosts a subscription may name although they are private; for tests and one's own network. */
  readonly allowPrivateHosts?: readonly string[];
  /** Whether this process queues and sends; true. */
  readonly workers?: boolean;
  readonly options?: Partial<SenderOptions>;
}

export interface Webhooks {
  readonly routes: readonly Route[];
  close(): Promise<void>;
}

/** Outbound webhooks: subscriptions, the queue that events go through, and its sender. */
export async function openWebhooks(deps: WebhooksDeps): Promise<Webhooks> {
  const { database, eventLog, sealer, log, now, allowPrivateHosts = [], workers = true } = deps;
  const options = { ...DEFAULT_SENDER_OPTIONS, ...deps.options };
  const dispatcher = guardedDispatcher({ allowPrivateHosts, headersTimeoutMs: options.timeoutMs });
  const onTrouble = (error: unknown) => log.warn({ err: error }, 'a webhook could not be handled; it is tried again');
  let sender: Sender | undefined;
  let queueing: Following | undefined;
  if (workers) {
    sender = startSender({ database, sealer, dispatcher, now, onTrouble, options });
    const queue = async (events: readonly LoggedEvent[]) => {
      if ((await queueDispatches(database, events, now())) > 0) sender?.wake();
    };
    queueing = await eventLog.consume('webhooks', queue, { lingerMs: QUEUE_LINGER_MS });
  }
  const wake = () => sender?.wake();
  return {
    routes: [
      ...subscriptionRoutes({ database, sealer, now, allowPrivateHosts, wake }),
      ...dispatchRoutes({ database, now, wake }),
    ],
    async close() {
      await queueing?.stop();
      await sender?.close();
      await dispatcher.close();
    },
  };
}
