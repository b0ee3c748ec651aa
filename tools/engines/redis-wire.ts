import { connect } from 'node:net';

const ANSWER_WITHIN_MS = 10_000;

/**
 * Sends one command to a Redis node and resolves to its answer as text. Speaks only what forming and probing a cluster
 * needs: one command per connection, and an answer that is a string, a number or an error (which throws).
 */
export function askRedis(port: number, command: readonly string[], host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host);
    let received = '';
    const fail = (reason: string): void => {
      socket.destroy();
      reject(new Error(`redis at port ${port}, ${command.slice(0, 2).join(' ')}: ${reason}`));
    };
    socket.setTimeout(ANSWER_WITHIN_MS, () => fail('no answer'));
    socket.on('error', (error) => fail(error.message));
    socket.on('close', () => fail('connection closed'));
    socket.on('connect', () => {
      const parts = command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`);
      socket.write(`*${parts.length}\r\n${parts.join('')}`);
    });
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const lineEnd = received.indexOf('\r\n');
      if (lineEnd < 0) return;
      const first = received.slice(1, lineEnd);
      if (received.startsWith('-')) return fail(first);
      if (!received.startsWith('$')) {
        resolve(first);
        return void socket.destroy();
      }
      const bulk = received.slice(lineEnd + 2);
      if (bulk.length < Number(first) + 2) return;
      resolve(bulk.slice(0, Math.max(Number(first), 0)));
      socket.destroy();
    });
  });
}
