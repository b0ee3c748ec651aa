import type { components } from '@kirana/sdk';
import { valueText } from './diff.ts';
import { renderFields } from './fields.ts';
import { dateTime } from './time.ts';

type Quarantined = components['schemas']['Quarantined'];

export const renderQuarantined = (held: Quarantined): string =>
  renderFields({
    id: held.id,
    status: held.status,
    why: held.code,
    now: valueText(held.before),
    proposed: valueText(held.proposed),
    item: held.itemId,
    store: held.storeId,
    connection: held.connectionId,
    delivery: held.deliveryId,
    created: dateTime(held.createdAt),
    decided: held.decidedAt === null ? null : `${dateTime(held.decidedAt)} by ${held.decidedBy}`,
  });

export const quarantineColumns = {
  id: (row: Quarantined) => row.id,
  created: (row: Quarantined) => dateTime(row.createdAt),
  why: (row: Quarantined) => row.code,
  item: (row: Quarantined) => row.itemId,
  now: (row: Quarantined) => valueText(row.before),
  proposed: (row: Quarantined) => valueText(row.proposed),
  status: (row: Quarantined) => row.status,
};
