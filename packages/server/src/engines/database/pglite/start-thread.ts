import { Worker } from 'node:worker_threads';
import { type FromThread, PgliteSocket, type ToThread } from './pglite-socket.ts';

export interface PgliteThread {
  /** A connection: all are the one session the database has. */
  connect(): PgliteSocket;
  close(): Promise<void>;
}

/** The file of the thread: a source here, built where the server is installed. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './pglite-thread.ts' : './pglite-thread.js', import.meta.url);

/**
 * Opens PGlite in a thread of its own: while it computes, this one goes on with requests. `folder` undefined: in memory.
 * @throws what PGlite says when it cannot open the folder
 */
export async function startThread(folder: string | undefined): Promise<PgliteThread> {
  const thread = new Worker(THREAD, { workerData: { folder }, name: 'pglite' });
  const sockets = new Map<number, PgliteSocket>();
  const opened = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let next = 0;
  let closing: Promise<void> | undefined;

  thread.on('message', (message: FromThread) => {
    if (message.kind === 'answer') sockets.get(message.socket)?.answer(message.bytes);
    else if (message.kind === 'open') opened.resolve();
    else void thread.terminate();
  });
  thread.on('error', (error) => {
    opened.reject(error);
    for (const socket of sockets.values()) socket.destroy(new Error('PGlite is closed', { cause: error }));
  });
  thread.on('exit', () => {
    opened.reject(new Error('PGlite is closed'));
    for (const socket of sockets.values())
      socket.destroy(closing === undefined ? new Error('PGlite is closed') : undefined);
    ended.resolve();
  });
  await opened.promise;

  return {
    connect() {
      next += 1;
      const id = next;
      const socket = new PgliteSocket(thread, id);
      sockets.set(id, socket);
      socket.once('close', () => sockets.delete(id));
      return socket;
    },
    close() {
      closing ??= (async () => {
        thread.postMessage({ kind: 'close' } satisfies ToThread);
        await ended.promise;
      })();
      return closing;
    },
  };
}
