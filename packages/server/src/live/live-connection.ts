import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

export interface LiveConnection {
  readonly isOpen: boolean;
  write(text: string): void;
  /** Bytes that the client has not taken yet. */
  readonly waitingBytes: number;
  /** True when the client has taken all that was written, false when it took too long or has gone. */
  drained(withinMs: number): Promise<boolean>;
  /** Says a last word and ends; a client that does not take even that is cut off. */
  end(text?: string): void;
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  // a connection left over for the next request would keep a stopping server waiting
  connection: 'close',
};
const LAST_WORD_MS = 5_000;

/** Takes the answer over from the framework and keeps it open; `onGone` is called once, when it has ended for whatever reason. */
export function openConnection(reply: FastifyReply, signal: AbortSignal, onGone: () => void): LiveConnection {
  const raw: ServerResponse = reply.raw;
  reply.hijack();
  raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...HEADERS });
  raw.flushHeaders();
  raw.socket?.setNoDelay(true);
  let isOpen = true;

  const gone = () => {
    if (!isOpen) return;
    isOpen = false;
    signal.removeEventListener('abort', end);
    onGone();
  };
  function end(text?: unknown): void {
    if (!isOpen) return;
    gone();
    const timer = setTimeout(() => raw.destroy(), LAST_WORD_MS);
    timer.unref();
    raw.once('close', () => clearTimeout(timer));
    raw.end(typeof text === 'string' ? text : undefined);
  }
  raw.once('close', gone);
  raw.on('error', gone);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();

  return {
    get isOpen() {
      return isOpen;
    },
    get waitingBytes() {
      return raw.writableLength;
    },
    write(text) {
      if (isOpen) raw.write(text);
    },
    async drained(withinMs) {
      if (!isOpen) return false;
      if (!raw.writableNeedDrain) return true;
      return new Promise<boolean>((resolve) => {
        const settle = (drained: boolean) => {
          clearTimeout(timer);
          raw.removeListener('drain', onDrain);
          raw.removeListener('close', onClose);
          resolve(drained);
        };
        const onDrain = () => settle(true);
        const onClose = () => settle(false);
        const timer = setTimeout(onClose, withinMs);
        raw.once('drain', onDrain);
        raw.once('close', onClose);
      });
    },
    end,
  };
}
