import type { components, KiranaClient } from '@kirana/sdk';
import { waitFor } from './wait-for.ts';

type NewCommand = components['schemas']['NewCommand'];
type Command = components['schemas']['Command'];

const OPEN: readonly Command['status'][] = ['pending', 'taken'];

export interface Waiting {
  readonly wait: boolean;
  readonly signal: AbortSignal;
  readonly isQuiet: boolean;
}

/** Asks the provider of a connection, and with `wait` stays until it is known what came of it. */
export async function sendCommand(
  kirana: KiranaClient,
  connectionId: string,
  body: NewCommand,
  { wait, signal, isQuiet }: Waiting,
): Promise<Command[]> {
  const { items } = await kirana.post('/v1/connections/{connectionId}/commands', {
    params: { path: { connectionId } },
    body,
  });
  if (!wait) return items;
  const ended: Command[] = [];
  for (const { id } of items) {
    ended.push(
      await waitFor({
        read: () => kirana.get('/v1/commands/{commandId}', { params: { path: { commandId: id } } }),
        isOver: ({ status }) => !OPEN.includes(status),
        progress: ({ status, attempts }) => `${status}, ${attempts} attempts`,
        signal,
        isQuiet,
      }),
    );
  }
  return ended;
}

/** Whether a provider refused one, or could not be told. */
export const isAnyUndone = (sent: readonly Command[]): boolean =>
  sent.some(({ status }) => status === 'refused' || status === 'failed');
