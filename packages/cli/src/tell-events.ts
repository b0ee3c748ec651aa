import type { KiranaClient, LiveEvent, LiveOptions, StoreEventKind } from '@kirana/sdk';
import { given } from './flags.ts';
import { type KnownItems, knownItems } from './known-items.ts';
import { eventLine } from './render/event-line.ts';

export interface Telling {
  /** One line each. */
  readonly write: (line: string) => void;
  readonly asJson: boolean;
  /** Ends after so many events. */
  readonly count: number;
}

/** Tells of events until they end, or there were enough. Gives how many there were. */
export async function tellEvents(
  events: AsyncIterable<LiveEvent>,
  items: KnownItems | undefined,
  { write, asJson, count }: Telling,
): Promise<number> {
  let told = 0;
  for await (const event of events) {
    if (asJson) write(JSON.stringify(event));
    else if (event.kind === 'resync') write(`—  events are missing here (${event.reason})`);
    else write(await eventLine(items, event));
    if (event.kind === 'resync') {
      await items?.refresh();
      continue;
    }
    told += 1;
    if (told >= count) break;
  }
  return told;
}

/** Events of a store, told with the names of its items and what was there before. */
export async function tellStoreEvents(
  kirana: KiranaClient,
  storeId: string,
  stream: LiveOptions & { readonly kinds?: readonly StoreEventKind[]; readonly since?: string | undefined },
  telling: Telling,
): Promise<number> {
  const { since, ...options } = stream;
  const items = knownItems(kirana, storeId);
  const version = await items.refresh();
  // what is known now is newer than what comes first
  if (since !== undefined) items.forgetValues();
  return tellEvents(kirana.live(storeId, { ...options, lastEventId: since ?? version }), items, telling);
}

/** Everything of a tenant, from now on. */
export const tellTenantEvents = (
  kirana: KiranaClient,
  options: NonNullable<Parameters<KiranaClient['liveTenant']>[0]>,
  telling: Telling,
): Promise<number> => tellEvents(kirana.liveTenant(given(options)), undefined, telling);
