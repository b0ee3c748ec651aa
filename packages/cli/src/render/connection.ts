import type { components } from '@kirana/sdk';
import { renderFields } from './fields.ts';
import { dateTime } from './time.ts';

type Connection = components['schemas']['Connection'];

export const connectionState = ({ status, statusReason, pullHeldReason }: Connection): string => {
  const state = statusReason === null ? status : `${status} (${statusReason})`;
  return pullHeldReason ? `${state}, pulls held (${pullHeldReason})` : state;
};

export const renderConnection = (connection: Connection): string =>
  renderFields({
    id: connection.id,
    name: connection.name,
    adapter: connection.adapter,
    account: connection.account,
    state: connectionState(connection),
    source: connection.sourceId,
    merchant: connection.merchantId,
    rank: connection.rank,
    authority: Object.entries(connection.authority)
      .map(([field, rank]) => `${field}=${rank}`)
      .join(' '),
    settings: JSON.stringify(connection.settings),
    switches: connection.snapshotSwitches,
    pulled: connection.pullEveryMinutes === null ? 'on demand' : `every ${connection.pullEveryMinutes} minutes`,
    'next pull': dateTime(connection.nextPullAt),
    'has our sales': connection.acknowledgesSales
      ? 'when acknowledged'
      : `${connection.stockSettleSeconds} seconds after them`,
    'is told': [
      ...(connection.sendsStock ? ['what is sellable'] : []),
      ...(connection.sendsStoreStatus ? ['store status'] : []),
    ].join(', '),
  });
