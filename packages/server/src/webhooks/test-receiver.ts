import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedPost {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export interface TestReceiver {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  readonly posts: ReceivedPost[];
  readonly at: (path: string) => ReceivedPost[];
  close(): Promise<void>;
}

/** A subscriber's server. `answer` gives the status for the n-th post to a path (from 1); undefined never answers. */
export async function openReceiver(answer: (path: string, n: number) => number | undefined): Promise<TestReceiver> {
  const posts: ReceivedPost[] = [];
  const at = (path: string) => posts.filter((post) => post.path === path);
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const path = request.url ?? '';
    posts.push({ path, headers: request.headers as Record<string, string>, body: Buffer.concat(parts).toString() });
    const status = answer(path, at(path).length);
    if (status !== undefined) response.writeHead(status, { location: '/redirected' }).end('a secret of the subscriber');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    at,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
