import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { KiranaConnectionError, KiranaTimeoutError } from './errors.ts';

export interface MessageReading {
  readonly signal: AbortSignal | undefined;
  /** Ends the stream with an error when not one byte came for so long: a connection can die without anybody telling. */
  readonly silenceMs: number;
  /** Something came; the server is there. */
  readonly onBytes: () => void;
  /** The server says how long to wait before connecting again. */
  readonly onRetry: (delayMs: number) => void;
}

/** A whole message, or only an id: how far the stream is when a filter left messages out. */
export type StreamPart = EventSourceMessage | { readonly id: string; readonly event?: undefined; readonly data: '' };

/**
 * Reads server-sent events until the stream ends or the signal is aborted. What was cut off in the middle of a message is no message.
 * @throws KiranaConnectionError, KiranaTimeoutError
 */
export async function* readMessages(
  body: ReadableStream<Uint8Array>,
  { signal, silenceMs, onBytes, onRetry }: MessageReading,
): AsyncGenerator<StreamPart, void, undefined> {
  let parts: StreamPart[] = [];
  const parser = createParser({
    onId: (id) => parts.push({ id, data: '' }),
    onEvent: (message) => parts.push(message),
    onRetry,
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let isSilent = false;
  // Cancelled by hand: the signal of a fetch was seen to be forgotten by garbage collection (Node 24) once its headers were there.
  const cancel = () => void reader.cancel().catch(() => {});
  signal?.addEventListener('abort', cancel);
  try {
    while (signal?.aborted !== true) {
      const timer = setTimeout(() => {
        isSilent = true;
        cancel();
      }, silenceMs);
      const { done, value } = await reader
        .read()
        .catch((cause) => {
          throw new KiranaConnectionError('the stream broke off', { cause });
        })
        .finally(() => clearTimeout(timer));
      if (isSilent) throw new KiranaTimeoutError('the stream went silent', { timeoutMs: silenceMs });
      if (done) return;
      onBytes();
      parser.feed(decoder.decode(value, { stream: true }));
      const read = parts;
      parts = [];
      yield* read;
    }
  } finally {
    signal?.removeEventListener('abort', cancel);
    cancel();
  }
}
