import { expect } from 'vitest';
import type { KiranaClient } from '../../packages/sdk/src/index.ts';
import { eventually } from './eventually.ts';

/** A bookmark of an empty log: the stream gives every event from the first. */
const FROM_THE_BEGINNING = '0-0';

/** I11: reads all events of a store and its merchant; the sequences of each stream are 1, 2, 3 … without a gap. */
export async function checkSequences(client: KiranaClient, storeId: string): Promise<void> {
  // an instant asked for is never answered from a cache
  const { version } = await client.stores.catalog(storeId, { at: new Date().toISOString() });
  const [storeEvents = 0, merchantEvents = 0] = version.split('-').map(Number);
  const sequences = new Map<string, number[]>();
  const ended = new AbortController();
  const read = async () => {
    for await (const event of client.live(storeId, { lastEventId: FROM_THE_BEGINNING, signal: ended.signal })) {
      if (event.kind === 'resync') throw new Error(`resync: ${event.reason}`);
      const { partitionkey, sequence } = event.event;
      const list = sequences.get(partitionkey) ?? [];
      sequences.set(partitionkey, list);
      list.push(Number(sequence));
    }
  };
  const reading = read();
  await Promise.race([
    reading,
    eventually(() => {
      const count = [...sequences.values()].reduce((sum, list) => sum + list.length, 0);
      expect(count).toBe(storeEvents + merchantEvents);
    }),
  ]);
  ended.abort();
  await reading;
  for (const list of sequences.values()) expect(list).toEqual(list.map((_, index) => index + 1));
}
