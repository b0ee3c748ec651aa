import { Duplex } from 'node:stream';
import type { PGlite } from '@electric-sql/pglite';

/** First byte of the message that ends a session. */
const TERMINATE = 'X'.charCodeAt(0);
/** Work for the database may fill the thread for so long before everything else in this process gets its turn. */
const TURN_MS = 4;

/**
 * Stands for the socket of a connection to PostgreSQL: what the driver writes is answered by PGlite in this process. A statement is one
 * call into it, and can be prepared, where PGlite's own `query` needs six calls and plans each time anew.
 */
export class PgliteSocket extends Duplex {
  readonly #pglite: PGlite;
  #turnBeganAt = 0;

  constructor(pglite: PGlite) {
    super();
    this.#pglite = pglite;
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

  override _read(): void {}

  override _write(bytes: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#answer(bytes, done);
  }

  override _writev(chunks: readonly { readonly chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#answer(
      chunks.length === 1 && chunks[0] !== undefined
        ? chunks[0].chunk
        : Buffer.concat(chunks.map(({ chunk }) => chunk)),
      done,
    );
  }

  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  #answer(bytes: Buffer, done: (error?: Error | null) => void): void {
    // the session is the database itself: it ends with `PGlite.close`
    if (bytes[0] === TERMINATE) {
      done();
      return;
    }
    const parts: Buffer[] = [];
    // Raw, since PGlite would read the whole answer once more for a use that nothing makes of it. The bytes are its memory: they are copied.
    // All has been answered when the call comes back.
    this.#pglite
      .execProtocolRawStream(bytes, { syncToFs: false, onRawData: (data) => void parts.push(Buffer.from(data)) })
      .catch((error: unknown) => this.destroy(error as Error));
    const [first] = parts;
    const answer = parts.length === 1 && first !== undefined ? first : Buffer.concat(parts);
    this.#afterTurn(() => {
      if (answer.length > 0) this.push(answer);
      done();
    });
  }

  /** A chain of statements never waits for anything outside, and would keep calls and timers out for as long as it goes on. */
  #afterTurn(answer: () => void): void {
    if (performance.now() - this.#turnBeganAt < TURN_MS) answer();
    else
      setImmediate(() => {
        this.#turnBeganAt = performance.now();
        answer();
      });
  }
}
