import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as the provider got it. */
export interface SimulatedCall {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SimulatedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** Given instead of the true answer, once: another one, none at all (`hang`), or a connection that breaks (`drop`). */
export type ScriptedAnswer = SimulatedAnswer | 'hang' | 'drop';

export interface SimulatorServer {
  readonly baseUrl: string;
  /** For the next calls, first come first. */
  readonly script: ScriptedAnswer[];
  /** All calls so far. */
  readonly calls: readonly SimulatedCall[];
  close(): Promise<void>;
}

async function readCall(request: IncomingMessage): Promise<SimulatedCall> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const url = new URL(request.url ?? '/', 'http://simulator.invalid');
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(headers),
    body: Buffer.concat(pieces).toString('utf8'),
  };
}

function send(response: ServerResponse, { status, headers, body }: SimulatedAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

/** A provider's HTTP side on this machine: records what it is asked, and answers by script before it answers by itself. */
export async function openSimulatorServer(
  answer: (call: SimulatedCall) => SimulatedAnswer | Promise<SimulatedAnswer>,
  { port = 0 }: { readonly port?: number } = {},
): Promise<SimulatorServer> {
  const script: ScriptedAnswer[] = [];
  const calls: SimulatedCall[] = [];
  const server = createServer(async (request, response) => {
    const call = await readCall(request);
    calls.push(call);
    const scripted = script.shift();
    if (scripted === 'hang') return;
    if (scripted === 'drop') return void request.socket.destroy();
    try {
      send(response, scripted ?? (await answer(call)));
    } catch (error) {
      // a bug of the simulator must not look like an outage of the provider
      send(response, { status: 599, body: { simulator: error instanceof Error ? error.message : String(error) } });
    }
  });
  // a test that computes for a while must not find its connection gone
  server.keepAliveTimeout = 60_000;
  await listen(server, port);
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    script,
    calls,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
