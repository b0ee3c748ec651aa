import type { components } from '@kirana/sdk';
import { renderFields } from './fields.ts';
import { dateTime } from './time.ts';

type DeadLetter = components['schemas']['DeadLetter'];

export const renderDeadLetter = (letter: DeadLetter): string =>
  renderFields({
    id: letter.id,
    status: letter.status,
    error: `${letter.code}: ${letter.message}`,
    stage: letter.stage,
    path: letter.path,
    'external id': letter.externalId,
    delivery: letter.deliveryId,
    connection: letter.connectionId,
    store: letter.storeId,
    created: dateTime(letter.createdAt),
    decided: letter.decidedAt === null ? null : `${dateTime(letter.decidedAt)} by ${letter.decidedBy}`,
  });

export const deadLetterColumns = {
  id: (row: DeadLetter) => row.id,
  created: (row: DeadLetter) => dateTime(row.createdAt),
  stage: (row: DeadLetter) => row.stage,
  code: (row: DeadLetter) => row.code,
  path: (row: DeadLetter) => row.path,
  message: (row: DeadLetter) => row.message,
  status: (row: DeadLetter) => row.status,
  delivery: (row: DeadLetter) => row.deliveryId,
};
