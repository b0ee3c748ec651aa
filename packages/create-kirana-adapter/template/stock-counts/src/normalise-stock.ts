import {
  AdapterError,
  type Change,
  type ChangeProblem,
  type Normalised,
  parseJson,
  quantityFromJson,
} from '@kirana/adapter';
import { z } from 'zod';
import { problem, readEntries } from './read-entries.ts';

const Stock = z.object({ levels: z.array(z.unknown()) });
const Level = z.object({
  item: z.string(),
  quantity: z.union([z.string(), z.number()]),
  at: z.iso.datetime({ offset: true }),
});

function readLevel(value: unknown, path: string): Change | ChangeProblem {
  const level = Level.safeParse(value);
  if (!level.success) return problem(path, Object(value).item, 'no count with its time');
  const { item, quantity, at } = level.data;
  // in base units of the item: 1 for pieces, 1,000 where kilograms are stated and grams are counted
  const absolute = quantityFromJson(quantity, 1);
  if (absolute === undefined) return problem(`${path}/quantity`, item, 'not a whole quantity');
  const observedAt = new Date(at).toISOString();
  return { kind: 'stock.reported', path, externalId: item, amount: { absolute }, observedAt };
}

/** How many there are of each item named, and when the provider looked: what is older than the newest count changes nothing. */
export function normaliseStock(bytes: Uint8Array): Normalised {
  const stock = Stock.safeParse(parseJson(bytes));
  if (!stock.success) throw new AdapterError('schema', 'this says nothing of stock', { path: '' });
  return { ...readEntries(stock.data.levels, '/levels', readLevel), snapshotOf: [] };
}
