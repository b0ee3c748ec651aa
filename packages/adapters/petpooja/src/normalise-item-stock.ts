import {
  AdapterError,
  type Change,
  type ChangeOf,
  type ChangeProblem,
  type Given,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Normalised,
  parseJson,
  pointerStep,
} from '@kirana/adapter';
import { flag, idText, listOf } from './lenient-values.ts';
import { readReturnTime } from './return-time.ts';
import type { ConnectionSettings } from './settings.ts';

type Entity = ChangeOf<'item.switched'>['entity'];

const ENTITIES: ReadonlyMap<string, Entity> = new Map([
  ['item', 'item'],
  ['addon', 'modifier_option'],
]);

/** Each id with where it stands. A list, an object with numbered keys and a bare id were all seen. */
function idEntries(value: JsonValue | undefined): readonly (readonly [path: string, id: JsonValue])[] | undefined {
  if (typeof value === 'string' || typeof value === 'number') return [['/itemID', value]];
  if (value === null || listOf(value) === undefined) return undefined;
  return Object.entries(value as JsonObject).map(([key, id]) => [`/itemID${pointerStep(key)}`, id]);
}

/** Until when, for what goes off. A time that cannot be read never loses the switch: it stays off until switched on, and the problem is told. */
function readUntil(body: JsonObject, given: Given<ConnectionSettings>, problems: ChangeProblem[]): string | null {
  const mode = typeof body.autoTurnOnTime === 'string' ? body.autoTurnOnTime.trim().toLowerCase() : body.autoTurnOnTime;
  const isCustom = mode === 'custom' || mode === undefined || mode === null || mode === '';
  const field = isCustom ? 'customTurnOnTime' : 'autoTurnOnTime';
  const time = readReturnTime(body[field], given);
  const custom = mode === 'custom' && time.kind === 'known' && time.until === null;
  if (time.kind === 'unreadable' || custom) {
    problems.push({ path: `/${field}`, externalId: null, message: 'not a time; off until switched on' });
    return null;
  }
  return time.until;
}

/**
 * Items, variations or add-ons on or off sale: a switch, not a count. Variation ids come under `type` item, as they are items with us;
 * an unknown or missing type leaves it open what an id names.
 */
export function normaliseItemStock(bytes: Uint8Array, given: Given<ConnectionSettings>): Normalised {
  const body = parseJson(bytes);
  if (!isJsonObject(body)) throw new AdapterError('schema', 'the body is not an object', { path: '' });
  const entries = idEntries(body.itemID);
  if (entries === undefined) throw new AdapterError('schema', 'itemID holds no ids', { path: '/itemID' });
  // The body says more than the path it came on: some accounts register one path for both.
  const on = body.inStock === undefined ? given.endpoint === 'item_stock' : flag(body.inStock);
  if (on === undefined) throw new AdapterError('schema', 'inStock is neither yes nor no', { path: '/inStock' });

  const problems: ChangeProblem[] = [];
  const entity = ENTITIES.get(idText(body.type)?.toLowerCase() ?? '') ?? 'any';
  const until = on ? null : readUntil(body, given, problems);
  const changes = new Map<string, Change>();
  for (const [path, value] of entries) {
    const externalId = idText(value);
    if (externalId === undefined) {
      problems.push({ path: path.slice(0, 500), externalId: null, message: 'not an id' });
    } else if (!changes.has(externalId)) {
      changes.set(externalId, { kind: 'item.switched', path: path.slice(0, 500), entity, externalId, on, until });
    }
  }
  return { changes: [...changes.values()], problems, snapshotOf: [] };
}
