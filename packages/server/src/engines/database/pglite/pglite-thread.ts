import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { FromThread, ToThread } from './pglite-socket.ts';

const port = parentPort;
if (port === null) throw new Error('this file is run as a thread');

const { folder } = workerData as { readonly folder: string | undefined };
const pglite = await PGlite.create(folder === undefined ? {} : { dataDir: folder });

const say = (message: FromThread): void => {
  if (message.kind === 'answer') port.postMessage(message, [message.bytes.buffer]);
  else port.postMessage(message);
};

port.on('message', (message: ToThread) => {
  if (message.kind === 'close') {
    void pglite.close().then(() => say({ kind: 'closed' }));
    return;
  }
  // a copy: the answer may be a view into the memory of the database
  say({ kind: 'answer', socket: message.socket, bytes: new Uint8Array(pglite.execProtocolRawSync(message.bytes)) });
});
say({ kind: 'open' });
