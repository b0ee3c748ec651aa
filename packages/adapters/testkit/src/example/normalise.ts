import {
  AdapterError,
  type Change,
  type ChangeProblem,
  CleanText,
  type Given,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  minorFromJson,
  type Normalised,
  parseJson,
  quantityFromJson,
} from '@kirana/adapter';
import type { Settings } from './settings.ts';

const ID = /^[A-Za-z0-9-]{1,60}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

interface Findings {
  readonly changes: Change[];
  readonly problems: ChangeProblem[];
}

const idOf = (value: JsonValue | undefined): string | undefined =>
  typeof value === 'string' && ID.test(value) ? value : undefined;

function readItem(fields: JsonObject, path: string, { currency }: Given<Settings>, found: Findings): void {
  const externalId = idOf(fields.sku);
  const name = CleanText.min(1).max(500).safeParse(fields.name);
  const complain = (field: string, message: string): void => {
    found.problems.push({ path: `${path}/${field}`, externalId: externalId ?? null, message });
  };
  if (externalId === undefined) {
    complain('sku', 'not an id');
    return;
  }
  if (!name.success) {
    complain('name', 'not a name');
    return;
  }
  if (typeof fields.rev !== 'number' || fields.rev < 0) {
    complain('rev', 'not a revision');
    return;
  }
  const priceMinor = minorFromJson(fields.price, currency);
  if (priceMinor === undefined) complain('price', 'not a price; it stays as it was');
  found.changes.push({
    kind: 'item.upserted',
    path,
    version: String(fields.rev),
    externalId,
    parentExternalId: null,
    item: { name: name.data, sellable: true },
    listing: priceMinor === undefined ? {} : { priceMinor },
  });
}

function readCount(fields: JsonObject, path: string, found: Findings): void {
  const externalId = idOf(fields.sku);
  const absolute = quantityFromJson(fields.count, 1);
  const at = typeof fields.counted_at === 'string' && INSTANT.test(fields.counted_at) ? fields.counted_at : undefined;
  const observedAt = at === undefined || Number.isNaN(Date.parse(at)) ? undefined : new Date(at).toISOString();
  if (externalId === undefined || absolute === undefined || observedAt === undefined) {
    found.problems.push({ path, externalId: externalId ?? null, message: 'not a count' });
    return;
  }
  found.changes.push({ kind: 'stock.reported', path, externalId, amount: { absolute }, observedAt });
}

function bodyOf(bytes: Uint8Array): JsonObject {
  const body = parseJson(bytes);
  if (!isJsonObject(body)) throw new AdapterError('schema', 'the body is not an object', { path: '' });
  return body;
}

/** One event. A type that is not known says nothing to us. */
export function normaliseEvent(bytes: Uint8Array, given: Given<Settings>): Normalised {
  const body = bodyOf(bytes);
  const found: Findings = { changes: [], problems: [] };
  const data = body.data;
  if (!isJsonObject(data)) throw new AdapterError('schema', 'the event has no data', { path: '/data' });
  if (body.type === 'item.saved') readItem(data, '/data', given, found);
  if (body.type === 'stock.counted') readCount(data, '/data', found);
  if (body.type === 'store.switched' && typeof data.open === 'boolean') {
    const status = { state: data.open ? ('open' as const) : ('closed' as const), returnAt: null, reason: null };
    found.changes.push({ kind: 'store.status', path: '/data', status });
  }
  return { ...found, snapshotOf: [] };
}

/** A page of a pull, or some lines of an upload: items and counts. */
export function normaliseList(bytes: Uint8Array, given: Given<Settings>): Normalised {
  const { rows } = bodyOf(bytes);
  if (!isJsonArray(rows)) throw new AdapterError('schema', 'there are no rows', { path: '/rows' });
  const found: Findings = { changes: [], problems: [] };
  rows.forEach((row, index) => {
    const path = `/rows/${index}`;
    if (!isJsonObject(row)) found.problems.push({ path, externalId: null, message: 'not a row' });
    else if (row.count === undefined) readItem(row, path, given, found);
    else readCount(row, path, found);
  });
  return { ...found, snapshotOf: [] };
}

/** A poke: something changed, and nothing says what. */
export function normalisePoke(bytes: Uint8Array): Normalised {
  bodyOf(bytes);
  return { changes: [{ kind: 'refetch', path: '', scope: 'stock' }], problems: [], snapshotOf: [] };
}
