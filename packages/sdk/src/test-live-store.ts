import type { ServerResponse } from 'node:http';
import type { Answer } from './test-server.ts';
import { sendJson, sendProblem } from './test-server.ts';

/** A store on a test server: its catalog, and its stream as the real server tells it. One event a version. */
export function testLiveStore() {
  let version = 0;
  let oldest = 0;
  let lag = 0;
  let catalogReads = 0;
  let freshUntil: string | null = null;
  const open = new Set<ServerResponse>();
  /** How many bytes the next streams get before they are cut; what is missing: all. */
  const cuts: number[] = [];
  const token = (sequence: number) => `${sequence}-1`;

  function frame(sequence: number): string {
    const data = { specversion: '1.0', id: `evt_${sequence}`, type: 'kirana.price.changed.v1', data: { sequence } };
    return `id: ${token(sequence)}\nevent: price.changed\ndata: ${JSON.stringify(data)}\n\n`;
  }

  function follow(response: ServerResponse, lastEventId: string | undefined): void {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.flushHeaders();
    let left = cuts.shift() ?? Number.POSITIVE_INFINITY;
    const write = response.write.bind(response) as (text: string, done?: () => void) => boolean;
    response.write = ((text: string) => {
      if (response.destroyed) return false;
      const part = text.slice(0, left);
      left -= part.length;
      if (left > 0) return write(part);
      open.delete(response);
      return write(part, () => response.destroy());
    }) as typeof response.write;
    const from = lastEventId === undefined ? version : Number(lastEventId.split('-')[0]);
    open.add(response);
    response.once('close', () => open.delete(response));
    if (from < oldest || from > version) {
      response.write(
        `id: ${token(version)}\nevent: resync\ndata: {"version":"${token(version)}","reason":"expired"}\n\n`,
      );
      return;
    }
    response.write(`retry: 5\nid: ${token(from)}\nevent: hello\ndata: {"version":"${token(from)}","resumed":true}\n\n`);
    for (let sequence = from + 1; sequence <= version; sequence += 1) response.write(frame(sequence));
  }

  const answer: Answer = ({ url, headers }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://x');
    if (pathname.endsWith('/live')) return follow(response, headers['last-event-id'] as string | undefined);
    catalogReads += 1;
    const [wanted = 0] = (searchParams.get('minVersion') ?? '0-0').split('-').map(Number);
    if (wanted > version) return sendProblem(response, 409, 'STATE_CONFLICT');
    const told = Math.max(wanted, version - lag);
    const etag = `"${told}-${freshUntil}"`;
    if (headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    return sendJson(response, { version: token(told), freshUntil, items: [] }, 200, { etag });
  };

  return {
    answer,
    cuts,
    get catalogReads() {
      return catalogReads;
    },
    get openStreams() {
      return open.size;
    },
    change(): void {
      version += 1;
      for (const response of open) response.write(frame(version));
    },
    /** Time changes the catalog at this instant, and then no more. */
    setFreshUntil(instant: string | null): void {
      freshUntil = instant;
    },
    /** Catalogs come from a process that is behind by so much, unless a newer one is asked for. */
    setLag(versions: number): void {
      lag = versions;
    },
    /** The events so far can no longer be asked for. */
    forget(): void {
      oldest = version;
    },
    /** The server is restored from an older copy. */
    rollBack(to: number): void {
      version = to;
      for (const response of open) response.destroy();
    },
    say(text: string): void {
      for (const response of open) response.write(text);
    },
    endAll(): void {
      for (const response of open) response.end();
    },
  };
}
