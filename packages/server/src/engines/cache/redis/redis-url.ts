import { KiranaError } from '@kirana/core';

/** What `REDIS_URL` says. */
export interface RedisTarget {
  readonly nodes: readonly { readonly host: string; readonly port: number }[];
  /** 'ask': one address, so the server is asked on connecting whether it is part of a cluster. */
  readonly cluster: true | 'ask';
  readonly login: { readonly username?: string; readonly password?: string };
  readonly tls: boolean;
  /** Clusters have no numbered databases. */
  readonly database: number;
}

/**
 * Reads `redis://[user:password@]host[:port][/database]`, `rediss://…` for TLS. Several with commas are nodes of one cluster (the
 * scheme may be left out from the second on); `?cluster=1` says so of a single one.
 * @throws CONFIG_INVALID; the message never holds the URL, which can hold a password.
 */
export function parseRedisUrl(text: string): RedisTarget {
  const urls = text.split(',').map((part, n) => parseOne(n > 0 && !part.includes('://') ? `redis://${part}` : part));
  const [first] = urls;
  if (first === undefined) throw invalid();
  const { username, password } = first;
  return {
    nodes: urls.map(({ hostname, port }) => ({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 6379) })),
    cluster: urls.length > 1 || first.searchParams.get('cluster') === '1' ? true : 'ask',
    login: {
      ...(username === '' ? {} : { username: decodeURIComponent(username) }),
      ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    },
    tls: first.protocol === 'rediss:',
    database: Number(first.pathname.slice(1) || 0),
  };
}

function parseOne(text: string): URL {
  const url = URL.parse(text.trim());
  const isRedis = url?.protocol === 'redis:' || url?.protocol === 'rediss:';
  if (url === null || !isRedis || url.hostname === '' || !/^\/?[0-9]*$/.test(url.pathname)) throw invalid();
  return url;
}

const invalid = () =>
  new KiranaError('CONFIG_INVALID', { variable: 'REDIS_URL', expected: 'redis://host:port, several with commas' });
