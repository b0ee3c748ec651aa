import type { components } from '@kirana/sdk';
import { renderFields } from './fields.ts';
import { dateTime } from './time.ts';

export const renderMerchant = ({ id, name, rounding, createdAt }: components['schemas']['Merchant']): string =>
  renderFields({
    id,
    name,
    rounding: `${rounding.mode}, each ${rounding.at}`,
    created: dateTime(createdAt),
  });
