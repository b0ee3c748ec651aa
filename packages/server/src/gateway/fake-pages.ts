import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakePages {
  readonly base: string;
  readonly asked: string[];
  /** What the next requests get instead of a page: given out one after the other. */
  readonly instead: ((request: IncomingMessage, answer: ServerResponse) => void)[];
  close(): Promise<void>;
}

/** A provider on this machine with so many pages, from `/pages/1` on. */
export async function openFakePages(count: number): Promise<FakePages> {
  const asked: string[] = [];
  const instead: FakePages['instead'] = [];
  const server = createServer((request, answer) => {
    asked.push(request.url ?? '');
    const other = instead.shift();
    if (other !== undefined) return other(request, answer);
    const page = Number(/^\/pages\/(\d+)(\?|$)/.exec(request.url ?? '')?.[1] ?? 0);
    answer.end(JSON.stringify({ shop: 'shop-1', page, next: page > 0 && page < count ? String(page + 1) : null }));
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    instead,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
