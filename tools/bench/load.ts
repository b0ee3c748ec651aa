import autocannon from 'autocannon';
import type { Child } from './child.ts';

export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** So many requests instead of so many seconds. */
  readonly amount?: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body of each request, for a POST. */
  readonly nextBody?: () => string;
}

export interface Loaded {
  readonly perSecond: number;
  /** Of the process that answers, all its threads. */
  readonly cpuMicrosPerRequest: number;
  readonly p99Ms: number;
}

/** Sends as fast as the answers come, over keep-alive connections. @throws when an answer is not 200 */
export async function load(
  child: Child<unknown>,
  { url, connections, seconds, amount, headers, nextBody }: Load,
): Promise<Loaded> {
  const before = await child.usage();
  const result = await autocannon({
    url,
    connections,
    ...(amount === undefined ? { duration: seconds } : { amount }),
    headers: { ...headers },
    ...(nextBody === undefined
      ? {}
      : { requests: [{ method: 'POST', setupRequest: (request) => ({ ...request, body: nextBody() }) }] }),
  });
  const after = await child.usage();
  const answered = result['2xx'];
  if (result.non2xx > 0 || result.errors > 0 || answered === 0) {
    throw new Error(`${url}: ${answered} good answers, ${result.non2xx} others, ${result.errors} errors`);
  }
  return {
    perSecond: answered / result.duration,
    cpuMicrosPerRequest: ((after.cpuMs - before.cpuMs) * 1000) / answered,
    p99Ms: result.latency.p99,
  };
}
