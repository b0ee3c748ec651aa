import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Message } from './redact-message.ts';

/** More than any provider sends in one message; what is larger is refused. */
const MOST_BYTES = 32 * 1024 * 1024;

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const TOO_LARGE: Answer = { status: 413, type: 'text/plain', body: 'too large' };
const NOT_TAKEN: Answer = { status: 500, type: 'text/plain', body: 'not recorded' };

async function read(request: IncomingMessage): Promise<Message | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request) {
    bytes += (piece as Buffer).length;
    if (bytes <= MOST_BYTES) pieces.push(piece as Buffer);
  }
  if (bytes > MOST_BYTES) return undefined;
  const url = new URL(request.url ?? '/', 'http://receiver.invalid');
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
  return {
    method: request.method ?? 'POST',
    path: url.pathname.replace(/^\/+/, ''),
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(headers),
    body: Buffer.concat(pieces),
  };
}

export interface Receiver {
  readonly port: number;
  close(): Promise<void>;
}

/** Takes what a provider sends to this machine, one message after the other. @throws when the port is taken */
export async function openReceiver(port: number, take: (message: Message) => Promise<Answer>): Promise<Receiver> {
  let before: Promise<unknown> = Promise.resolve();
  const server = createServer(async (request, response) => {
    const message = await read(request).catch(() => undefined);
    const answered = before.then(async () => {
      const answer = message === undefined ? TOO_LARGE : await take(message).catch(() => NOT_TAKEN);
      response.writeHead(answer.status, { 'content-type': answer.type });
      await new Promise<void>((resolve) => {
        response.once('close', resolve);
        response.end(answer.body, resolve);
      });
    });
    before = answered;
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      // who was heard gets an answer
      await before;
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** Hop-by-hop, or to be made anew for the next hop. */
const NOT_FORWARDED = /^(host|connection|keep-alive|content-length|transfer-encoding|te|upgrade|expect)$/;

/** Gives a message on as it came, proofs and all, and brings back the answer. @throws when nothing answers */
export async function forward(
  base: string,
  { method, path, query, headers, body }: Message,
  signal: AbortSignal,
): Promise<Answer> {
  const search = new URLSearchParams(query).toString();
  const response = await fetch(`${base.replace(/\/+$/, '')}/${path}${search === '' ? '' : `?${search}`}`, {
    method,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_FORWARDED.test(name))),
    body: method === 'GET' || method === 'HEAD' ? null : Buffer.from(body),
    signal,
    redirect: 'manual',
  });
  const type = response.headers.get('content-type') ?? 'application/json';
  return { status: response.status, type, body: await response.text() };
}
