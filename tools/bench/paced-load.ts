import { Agent, request } from 'node:http';

export interface PacedLoad {
  readonly url: string;
  readonly connections: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly nextBody: () => string;
}

const STEP_MS = 2;

/**
 * Milliseconds from when each request was due to its whole answer, sent at a fixed rate however slow the answers are: a late one counts
 * its waiting. @throws when an answer is no good one
 */
export async function pacedLoad({
  url,
  connections,
  perSecond,
  seconds,
  headers,
  nextBody,
}: PacedLoad): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const wanted = Math.round(perSecond * seconds);
  const tookMs: number[] = [];
  const trouble: Error[] = [];
  let answered = 0;
  const send = (dueMs: number): void => {
    const body = nextBody();
    const asked = request(url, {
      agent,
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    });
    asked.on('error', (error) => trouble.push(error));
    asked.on('response', (response) => {
      if ((response.statusCode ?? 500) >= 300) trouble.push(new Error(`${url} answered ${response.statusCode}`));
      response.resume();
      response.on('end', () => {
        answered += 1;
        tookMs.push(performance.now() - dueMs);
      });
    });
    asked.end(body);
  };
  const begun = performance.now();
  let sent = 0;
  while (answered < wanted) {
    for (; sent < wanted && performance.now() >= begun + (sent * 1_000) / perSecond; sent += 1) {
      send(begun + (sent * 1_000) / perSecond);
    }
    if (trouble[0] !== undefined) throw trouble[0];
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  agent.destroy();
  return tookMs;
}
