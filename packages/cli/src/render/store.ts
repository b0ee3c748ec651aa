import type { components } from '@kirana/sdk';
import { hoursText } from '../opening-hours.ts';
import { renderFields } from './fields.ts';
import { dateTime } from './time.ts';

type Store = components['schemas']['Store'];

/** "open", "paused until … (reason)". */
export function storeState({ state, returnAt, reason }: Store['status']): string {
  const until = returnAt === null ? '' : ` until ${dateTime(returnAt)}`;
  return `${state}${until}${reason === null ? '' : ` (${reason})`}`;
}

export const renderStore = (store: Store): string =>
  renderFields({
    id: store.id,
    name: store.name,
    merchant: store.merchantId,
    kind: store.kind,
    state: storeState(store.status),
    zone: store.zone,
    currency: store.currency,
    locale: store.defaultLocale,
    hours: hoursText(store.hours),
    'day starts': store.businessDayStart,
  });
