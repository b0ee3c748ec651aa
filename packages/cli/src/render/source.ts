import type { components } from '@kirana/sdk';
import { renderFields } from './fields.ts';
import { dateTime } from './time.ts';

export const renderSource = (source: components['schemas']['Source']): string =>
  renderFields({
    id: source.id,
    name: source.name,
    adapter: source.adapter,
    settings: JSON.stringify(source.settings),
    secrets: source.secretNames.join(' '),
    'takes unsigned': source.allowUnsigned,
    created: dateTime(source.createdAt),
  });
