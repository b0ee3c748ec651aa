import type { components } from '@kirana/sdk';
import { counted } from './counted.ts';
import { renderFields } from './fields.ts';
import { dateTime } from './time.ts';

type Sync = components['schemas']['Sync'];

const driftText = ({ drift }: Sync): string | null =>
  drift === null
    ? null
    : drift.changed === 0
      ? 'none: we knew everything'
      : `${counted(drift.changed, 'change')} in ${counted(drift.deliveries, 'delivery')}`;

export const renderSync = (sync: Sync): string =>
  renderFields({
    id: sync.id,
    connection: sync.connectionId,
    status: sync.status,
    reason: sync.reason,
    asked: [sync.whole ? 'everything' : 'what changed', ...(sync.scope === null ? [] : [`of ${sync.scope}`])].join(' '),
    pages: sync.pages,
    drift: driftText(sync),
    error: sync.code === null ? null : `${sync.code}: ${sync.detail ?? ''}`,
    'next attempt': dateTime(sync.nextAttemptAt),
    requested: `${dateTime(sync.createdAt)} by ${sync.requestedBy}`,
    finished: dateTime(sync.finishedAt),
  });

export const syncColumns = {
  id: (row: Sync) => row.id,
  connection: (row: Sync) => row.connectionId,
  status: (row: Sync) => row.status,
  reason: (row: Sync) => row.reason,
  pages: (row: Sync) => row.pages,
  drift: driftText,
  asked: (row: Sync) => dateTime(row.createdAt),
};
