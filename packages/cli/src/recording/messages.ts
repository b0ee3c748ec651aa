import type { KiranaClient } from '@kirana/sdk';
import { CommandError } from '../failure.ts';
import { type Answer, forward, openReceiver } from './receiver.ts';
import type { Message } from './redact-message.ts';

export interface Came {
  readonly message: Message;
  readonly receivedAt: Date;
}

/** Deliveries as the server archived them. It keeps bytes, no headers: the proof is not among them. */
export async function* deliveredMessages(
  kirana: KiranaClient,
  deliveryIds: readonly string[],
  provider: string,
): AsyncGenerator<Came> {
  for (const deliveryId of deliveryIds) {
    const params = { path: { deliveryId } };
    const delivery = await kirana.get('/v1/deliveries/{deliveryId}', { params });
    const response = await kirana.response('get', '/v1/deliveries/{deliveryId}/raw', { params });
    const message = {
      method: 'POST',
      path: delivery.endpoint ?? provider,
      query: {},
      headers: { 'content-type': response.headers.get('content-type') ?? 'application/json' },
      body: new Uint8Array(await response.arrayBuffer()),
    };
    yield { message, receivedAt: new Date(delivery.receivedAt) };
  }
}

interface Listening {
  readonly port: number;
  readonly forwardTo: string | undefined;
  /** Ends after so many. */
  readonly most: number;
  readonly signal: AbortSignal;
  readonly note: (text: string) => void;
}

const TAKEN: Answer = { status: 200, type: 'application/json', body: '{}' };

async function answerTo(message: Message, { forwardTo, signal, note }: Listening): Promise<Answer> {
  if (forwardTo === undefined) return TAKEN;
  try {
    return await forward(forwardTo, message, signal);
  } catch (error) {
    note(`Not given on: ${error instanceof Error ? error.message : String(error)}`);
    return { status: 502, type: 'application/json', body: '{}' };
  }
}

/** What is sent to this machine, until Ctrl-C or there is enough. @throws CommandError when the port is taken */
export async function* receivedMessages(listening: Listening): AsyncGenerator<Came> {
  const { port, most, signal, note } = listening;
  const waiting: Came[] = [];
  let wake: () => void = () => undefined;
  const receiver = await openReceiver(port, async (message) => {
    const receivedAt = new Date();
    const answer = await answerTo(message, listening);
    waiting.push({ message, receivedAt });
    wake();
    return answer;
  }).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(
      'usage',
      'USAGE',
      `Cannot listen on ${port}: ${error.code ?? error.message}`,
      'Give another --port.',
    );
  });
  note(`Listening on http://127.0.0.1:${receiver.port}. Ctrl-C ends it.`);
  signal.addEventListener('abort', () => wake(), { once: true });
  try {
    for (let given = 0; given < most; given += 1) {
      while (waiting.length === 0 && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const came = waiting.shift();
      if (came === undefined) return;
      yield came;
    }
  } finally {
    await receiver.close();
  }
}
