import { AdapterError, type Normalised, parseJson } from '@kirana/adapter';
import { z } from 'zod';
import { readEntries } from './read-entries.ts';

const Availability = z.object({
  dish: z.string(),
  available: z.boolean(),
  until: z.iso.datetime({ offset: true }).nullish(),
});

/** One dish on or off sale: a switch, not a count. */
export function normaliseAvailability(bytes: Uint8Array): Normalised {
  const body = Availability.safeParse(parseJson(bytes));
  if (!body.success) throw new AdapterError('schema', 'this says nothing of a dish', { path: '' });
  const { dish, available, until } = body.data;
  const read = readEntries([body.data], '', () => ({
    kind: 'item.switched',
    path: '/available',
    entity: 'item',
    externalId: dish,
    on: available,
    until: available || until == null ? null : new Date(until).toISOString(),
  }));
  return { ...read, snapshotOf: [] };
}
