import { AdapterError, type Change, type ChangeProblem, type Normalised, parseJson } from '@kirana/adapter';
import { z } from 'zod';
import { problem, readEntries } from './read-entries.ts';

const Stock = z.object({ items: z.array(z.unknown()) });
const Switch = z.object({
  id: z.string(),
  available: z.boolean(),
  until: z.iso.datetime({ offset: true }).nullish(),
});

function readSwitch(value: unknown, path: string): Change | ChangeProblem {
  const item = Switch.safeParse(value);
  if (!item.success) return problem(path, Object(value).id, 'no item that is on or off sale');
  const { id, available, until } = item.data;
  return {
    kind: 'item.switched',
    path,
    entity: 'item',
    externalId: id,
    on: available,
    until: available || until == null ? null : new Date(until).toISOString(),
  };
}

/** Items on or off sale. A switch, not a count: it never touches quantities. */
export function normaliseStock(bytes: Uint8Array): Normalised {
  const stock = Stock.safeParse(parseJson(bytes));
  if (!stock.success) throw new AdapterError('schema', 'this says nothing of stock', { path: '' });
  return { ...readEntries(stock.data.items, '/items', readSwitch), snapshotOf: [] };
}
