import pg from 'pg';

type OnHint = (payload: string) => void;

const RECONNECT_MS = 1_000;

/**
 * LISTEN on one connection of its own, opened when first asked for and again when it breaks.
 * What is notified while it is down is lost: the poll behind every hint finds it.
 */
export function postgresHints(url: string, onTrouble: (error: Error) => void) {
  const handlers = new Map<string, Set<OnHint>>();
  let client: pg.Client | undefined;
  let connecting: Promise<void> | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const broken = (gone: pg.Client) => {
    if (client === gone) client = undefined;
    gone.removeAllListeners('notification');
    gone.end().catch(() => {});
    if (closed || handlers.size === 0 || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      connect().catch(() => {});
    }, RECONNECT_MS);
  };

  const connect = (): Promise<void> => {
    connecting ??= open().finally(() => {
      connecting = undefined;
    });
    return connecting;
  };

  async function open(): Promise<void> {
    if (client !== undefined || closed) return;
    const fresh = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 });
    fresh.on('error', (error) => {
      onTrouble(error);
      broken(fresh);
    });
    fresh.on('end', () => broken(fresh));
    fresh.on('notification', ({ channel, payload }) => {
      for (const onHint of handlers.get(channel) ?? []) onHint(payload ?? '');
    });
    try {
      await fresh.connect();
      for (const channel of handlers.keys()) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
      client = fresh;
    } catch (error) {
      onTrouble(error as Error);
      broken(fresh);
    }
  }

  return {
    async listen(channel: string, onHint: OnHint): Promise<() => Promise<void>> {
      const known = handlers.get(channel);
      if (known === undefined) handlers.set(channel, new Set([onHint]));
      else known.add(onHint);
      if (client === undefined) await connect();
      else if (known === undefined) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      return async () => {
        handlers.get(channel)?.delete(onHint);
      };
    },
    async close(): Promise<void> {
      closed = true;
      clearTimeout(timer);
      await connecting;
      await client?.end().catch(() => {});
    },
  };
}
