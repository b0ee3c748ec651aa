import { Duplex } from 'node:stream';
import type { Worker } from 'node:worker_threads';

/** What the thread of the database is told. */
export type ToThread =
  | { readonly kind: 'ask'; readonly socket: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'close' };

/** What it tells. */
export type FromThread =
  | { readonly kind: 'open' }
  | { readonly kind: 'answer'; readonly socket: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'closed' };

/** First byte of the message that ends a session. */
const TERMINATE = 'X'.charCodeAt(0);

/**
 * Stands for the socket of a connection to PostgreSQL: what the driver writes is answered by PGlite in its thread. A statement is one
 * message there and back, and can be prepared, where PGlite's own `query` makes six calls and plans each time anew.
 */
export class PgliteSocket extends Duplex {
  readonly #thread: Worker;
  readonly #id: number;

  constructor(thread: Worker, id: number) {
    super();
    this.#thread = thread;
    this.#id = id;
  }

  connect(): this {
    setImmediate(() => this.emit('connect'));
    return this;
  }

  // What the driver tunes on a real socket has no meaning here.
  setNoDelay = (): this => this;
  setKeepAlive = (): this => this;
  ref = (): this => this;
  unref = (): this => this;

  /** What the thread answered. */
  answer(bytes: Uint8Array<ArrayBuffer>): void {
    if (bytes.length > 0 && !this.readableEnded) this.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  }

  override _read(): void {}

  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    this.#ask(new Uint8Array(bytes), done);
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], done: () => void): void {
    const bytes = new Uint8Array(chunks.reduce((sum, { chunk }) => sum + chunk.length, 0));
    let at = 0;
    for (const { chunk } of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    this.#ask(bytes, done);
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  #ask(bytes: Uint8Array<ArrayBuffer>, done: () => void): void {
    // the session is the database itself: it ends when the thread is closed
    if (bytes[0] !== TERMINATE) {
      const message: ToThread = { kind: 'ask', socket: this.#id, bytes };
      this.#thread.postMessage(message, [bytes.buffer]);
    }
    done();
  }
}
