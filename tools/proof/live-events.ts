import type { KiranaClient, LiveEvent } from '../../packages/sdk/src/index.ts';

type StoreEvent = LiveEvent;

export interface Listening {
  readonly events: readonly StoreEvent[];
  stop(): Promise<void>;
}

/** Follows a store from now on; resolves when the stream is open. */
export async function listen(client: KiranaClient, storeId: string, lastEventId?: string): Promise<Listening> {
  const ended = new AbortController();
  const events: StoreEvent[] = [];
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const stream = client.live(storeId, {
    signal: ended.signal,
    firstDelayMs: 100,
    onState: ({ state }) => state === 'open' && open(),
    ...(lastEventId === undefined ? {} : { lastEventId }),
  });
  const reading = (async () => {
    for await (const event of stream) events.push(event as StoreEvent);
  })();
  await Promise.race([opened, reading]);
  return {
    events,
    async stop() {
      ended.abort();
      await reading;
    },
  };
}
