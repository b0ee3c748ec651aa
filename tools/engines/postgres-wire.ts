import { connect } from 'node:net';

export interface PostgresAddress {
  readonly port: number;
  readonly host?: string;
  readonly user: string;
  readonly database: string;
}

const PROTOCOL_3_0 = 196_608;
const ANSWER_WITHIN_MS = 10_000;

/**
 * Runs one statement and resolves to its rows, all values as text. Speaks only what starting and probing a server needs:
 * the simple query protocol without a password.
 */
export function askPostgres(address: PostgresAddress, sql: string): Promise<readonly (readonly string[])[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(address.port, address.host ?? '127.0.0.1');
    const rows: string[][] = [];
    let received = Buffer.alloc(0);
    let asked = false;
    const fail = (reason: string): void => {
      socket.destroy();
      reject(new Error(`postgres at port ${address.port}: ${reason}`));
    };
    socket.setTimeout(ANSWER_WITHIN_MS, () => fail('no answer'));
    socket.on('error', (error) => fail(error.message));
    socket.on('close', () => fail('connection closed'));
    socket.on('connect', () => socket.write(startup(address)));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 5 && received.length > received.readInt32BE(1)) {
        const kind = String.fromCharCode(received[0] ?? 0);
        const end = 1 + received.readInt32BE(1);
        const body = received.subarray(5, end);
        received = received.subarray(end);
        if (kind === 'E') return fail(body.toString().replaceAll('\0', ' '));
        if (kind === 'R' && body.readInt32BE(0) !== 0) return fail('it asks for a password');
        if (kind === 'D') rows.push(parseRow(body));
        if (kind !== 'Z') continue;
        if (asked) {
          resolve(rows);
          return void socket.destroy();
        }
        asked = true;
        socket.write(message('Q', Buffer.from(`${sql}\0`)));
      }
    });
  });
}

function startup({ user, database }: PostgresAddress): Buffer {
  const head = Buffer.alloc(4);
  head.writeInt32BE(PROTOCOL_3_0);
  return message('', Buffer.concat([head, Buffer.from(`user\0${user}\0database\0${database}\0\0`)]));
}

function message(kind: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(kind), length, body]);
}

function parseRow(body: Buffer): string[] {
  const values: string[] = [];
  let at = 2;
  for (let column = body.readInt16BE(0); column > 0; column -= 1) {
    const length = body.readInt32BE(at);
    at += 4;
    values.push(length < 0 ? '' : body.toString('utf8', at, at + length));
    at += Math.max(length, 0);
  }
  return values;
}
