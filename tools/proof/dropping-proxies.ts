import { createServer as createHttpServer, request } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

interface Dropping {
  readonly port: number;
  /** How many acknowledgements were lost so far. */
  readonly dropped: number;
  close(): Promise<void>;
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/** PostgreSQL's simple query of one word, as the driver sends it. */
const COMMIT = Buffer.from('Q\0\0\0\x0bcommit\0');

/**
 * Stands between a client and PostgreSQL. While `every` is above zero, each so many-th commit is passed on, and when PostgreSQL has answered
 * it, the connection is cut instead of passing the answer: what was done is done, and the client cannot know.
 */
export async function proxyDroppingCommits(postgresPort: number): Promise<Dropping & { every: number }> {
  const sockets = new Set<Socket>();
  const state = { every: 0, dropped: 0, commits: 0 };
  const server = createServer((client) => {
    const upstream = connect(postgresPort, '127.0.0.1');
    let isDoomed = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      if (state.every > 0 && chunk.includes(COMMIT)) {
        state.commits += 1;
        isDoomed = state.commits % state.every === 0;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!isDoomed) return void client.write(chunk);
      state.dropped += 1;
      client.destroy();
    });
  });
  const port = await listen(server);
  return Object.assign(state, {
    port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  });
}

/** Stands between a client and the server: the first answer to each idempotency key is lost on its way back. */
export async function proxyDroppingAnswers(url: string): Promise<Dropping> {
  const { hostname, port } = new URL(url);
  const answered = new Set<string>();
  const server = createHttpServer((incoming, outgoing) => {
    const { method, url: path, headers } = incoming;
    const key = String(headers['idempotency-key'] ?? '');
    const forwarded = request({ hostname, port, method, path, headers }, (answer) => {
      if (key !== '' && !answered.has(key)) {
        answer.resume();
        answer.once('end', () => {
          answered.add(key);
          incoming.socket.destroy();
        });
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => incoming.socket.destroy());
    incoming.pipe(forwarded);
  });
  const ownPort = await listen(server);
  return {
    port: ownPort,
    get dropped() {
      return answered.size;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
