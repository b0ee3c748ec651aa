import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'vitest';

export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer = (request: Heard, response: ServerResponse, count: number) => void | Promise<void>;

export interface TestServer {
  readonly url: string;
  readonly heard: Heard[];
  close(): Promise<void>;
}

/** A server that answers as a test says and remembers what it heard; `count` starts at 1. */
export async function startTestServer(answer: Answer): Promise<TestServer> {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', url = '', headers } = request;
    const entry = { method, url, headers, body };
    heard.push(entry);
    await answer(entry, response, heard.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function sendJson(response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export function sendProblem(
  response: ServerResponse,
  status: number,
  code: string,
  more: object = {},
  headers: Record<string, string> = {},
) {
  const problem = {
    type: `urn:kirana:problem:${code}`,
    title: code,
    status,
    detail: `detail of ${code}`,
    code,
    next: 'Do this next.',
    requestId: 'req_1',
    ...more,
  };
  sendJson(response, problem, status, { 'content-type': 'application/problem+json', ...headers });
}

/** Collects garbage until it is stopped: what nobody holds is gone. */
export function keepCollecting(): () => void {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  const timer = setInterval(collect, 20);
  return () => clearInterval(timer);
}

/** Waits until something is so; the time is for machines that are busy. */
export const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000, interval: 20 });
