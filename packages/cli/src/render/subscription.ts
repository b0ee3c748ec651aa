import type { components } from '@kirana/sdk';
import { renderFields } from './fields.ts';
import { dateTime } from './time.ts';

type Subscription = components['schemas']['Subscription'];
type Dispatch = components['schemas']['Dispatch'];

export const subscriptionState = ({ status, statusReason }: Subscription): string =>
  statusReason === null ? status : `${status} (${statusReason})`;

export const renderSubscription = (subscription: Subscription): string =>
  renderFields({
    id: subscription.id,
    url: subscription.url,
    kinds: subscription.kinds.join(' '),
    store: subscription.storeId,
    state: subscriptionState(subscription),
    'failing since': dateTime(subscription.failingSince),
    'old secret to': dateTime(subscription.previousSecretUntil),
  });

export const dispatchColumns = {
  id: (row: Dispatch) => row.id,
  kind: (row: Dispatch) => row.kind,
  event: (row: Dispatch) => row.eventId,
  status: (row: Dispatch) => row.status,
  attempts: (row: Dispatch) => row.attempts,
  answer: (row: Dispatch) => row.lastStatus ?? row.lastError,
  'next attempt': (row: Dispatch) => dateTime(row.nextAttemptAt),
  queued: (row: Dispatch) => dateTime(row.createdAt),
};
