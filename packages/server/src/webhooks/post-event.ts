import { type LoggedEvent, toCloudEvent } from '@kirana/core';
import { Webhook } from 'standardwebhooks';
import { type Dispatcher, request } from 'undici';

export interface Posted {
  /** Null: there was no answer. */
  readonly status: number | null;
  /** Null: it was taken. A few words otherwise, never anything of the answer's body. */
  readonly error: string | null;
}

export interface PostOptions {
  readonly dispatcher: Dispatcher;
  /** For the whole exchange. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly now: Date;
}

const MOST_BODY_BYTES = 65_536;

/** A code says more than a sentence and holds no secret. */
function wordsOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at.name === 'TimeoutError' || at.name === 'AbortError') return 'no answer in time';
    if ('code' in at && typeof at.code === 'string') return at.code.slice(0, 100);
  }
  return 'the connection failed';
}

/** Sends one event as a CloudEvent, signed after Standard Webhooks by each of the secrets. Redirects are not followed: they count as a failure. */
export async function postEvent(
  url: string,
  secrets: readonly string[],
  event: LoggedEvent,
  options: PostOptions,
): Promise<Posted> {
  const body = JSON.stringify(toCloudEvent(event));
  try {
    const answer = await request(url, {
      method: 'POST',
      dispatcher: options.dispatcher,
      signal: AbortSignal.any([AbortSignal.timeout(options.timeoutMs), options.signal]),
      headers: {
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'user-agent': 'kirana-webhooks/1',
        'webhook-id': event.id,
        'webhook-timestamp': String(Math.floor(options.now.getTime() / 1_000)),
        'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(event.id, options.now, body)).join(' '),
      },
      body,
    });
    const status = answer.statusCode;
    await answer.body.dump({ limit: MOST_BODY_BYTES }).catch(() => {});
    return { status, error: status >= 200 && status < 300 ? null : `answered ${status}` };
  } catch (error) {
    return { status: null, error: wordsOf(error) };
  }
}
