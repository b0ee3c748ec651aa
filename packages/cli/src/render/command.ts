import type { components } from '@kirana/sdk';
import { counted } from './counted.ts';
import { renderFields } from './fields.ts';
import { dateTime } from './time.ts';

type Command = components['schemas']['Command'];

const errorText = ({ code, detail }: Command): string | null =>
  code === null && detail === null ? null : [code, detail].filter((part) => part !== null).join(': ');

export const renderCommand = (command: Command): string =>
  renderFields({
    id: command.id,
    connection: command.connectionId,
    store: command.storeId,
    kind: command.kind,
    asked: command.kind === 'stock.set' ? counted(command.asked, 'line') : null,
    status: command.status,
    reference: command.reference,
    error: errorText(command),
    refused: command.lines
      .filter(({ ok }) => !ok)
      .map(({ externalId, detail }) => `${externalId}${detail === null ? '' : ` (${detail})`}`)
      .join(', '),
    attempts: command.attempts,
    'next attempt': dateTime(command.nextAttemptAt),
    requested: `${dateTime(command.createdAt)} by ${command.requestedBy}`,
    finished: dateTime(command.finishedAt),
  });

export const commandColumns = {
  id: (row: Command) => row.id,
  connection: (row: Command) => row.connectionId,
  kind: (row: Command) => row.kind,
  status: (row: Command) => row.status,
  attempts: (row: Command) => row.attempts,
  error: errorText,
  requested: (row: Command) => dateTime(row.createdAt),
};
