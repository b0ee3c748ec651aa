import {
  AdapterError,
  type Given,
  type JsonObject,
  type JsonValue,
  type Normalised,
  peekJson,
  quantityFromJson,
} from '@kirana/adapter';
import { inventoryItemKey } from './external-ids.ts';
import { Findings } from './findings.ts';
import { asObject, gidKind, idText, instantText, listOf } from './lenient-values.ts';
import { readLines, readObject } from './read-body.ts';

/** What a message says of one item at one location, wherever it says it. */
interface Level {
  readonly item: JsonValue | undefined;
  readonly available: JsonValue | undefined;
  /** False: Shopify counts nothing of it, whatever the number says. */
  readonly tracked: boolean;
  readonly updatedAt: JsonValue | undefined;
  readonly path: string;
}

function reportLevel({ item, available, tracked, updatedAt, path }: Level, findings: Findings): void {
  const id = idText(item);
  if (id === undefined) {
    findings.problem(path, null, 'a level without a readable inventory item');
    return;
  }
  const externalId = inventoryItemKey(id);
  // Not counted is no number: zero would take it off sale, and a large one would be a lie.
  if (!tracked || available === null) return;
  const absolute = quantityFromJson(available, 1);
  const observedAt = instantText(updatedAt);
  if (absolute === undefined) findings.problem(path, externalId, 'the quantity is not a whole number');
  else if (observedAt === undefined) findings.problem(path, externalId, 'the time of the quantity cannot be read');
  else findings.changes.push({ kind: 'stock.reported', path, externalId, amount: { absolute }, observedAt });
}

const done = ({ changes, problems }: Findings): Normalised => ({ changes, problems, snapshotOf: [] });

/** inventory_levels/update and connect: what is available now, of one item at one location. */
export function normaliseLevel(body: Uint8Array, given: Given<unknown>): Normalised {
  const fields = readObject(body);
  if (fields.inventory_item_id === undefined) throw new AdapterError('schema', 'no inventory level', { path: '' });
  const findings = new Findings();
  reportLevel(
    {
      item: fields.inventory_item_id,
      available: fields.available === undefined ? null : fields.available,
      tracked: true,
      updatedAt: fields.updated_at ?? given.receivedAt,
      path: '/available',
    },
    findings,
  );
  return done(findings);
}

/** inventory_levels/disconnect: the location no longer stocks it, so there is none of it there. */
export function normaliseLevelRemoved(body: Uint8Array, given: Given<unknown>): Normalised {
  const fields = readObject(body);
  const { inventory_item_id: item } = fields;
  if (item === undefined) throw new AdapterError('schema', 'no inventory level', { path: '' });
  const findings = new Findings();
  // What it says of a time is that of the level's last change: the removal came after it.
  const times = [instantText(fields.updated_at), instantText(given.receivedAt)].filter((time) => time !== undefined);
  const updatedAt = times.sort().at(-1);
  reportLevel({ item, available: 0, tracked: true, updatedAt, path: '/inventory_item_id' }, findings);
  return done(findings);
}

/** A level as GraphQL has it; only `available` is asked for. */
function graphqlLevel(fields: JsonObject, path: string): Level {
  const item = asObject(fields.item);
  const quantities = listOf(fields.quantities).map(asObject);
  return {
    item: item?.id,
    available: quantities.find((one) => one?.name === 'available')?.quantity,
    tracked: item?.tracked !== false,
    updatedAt: fields.updatedAt,
    path,
  };
}

/** An answer to the query for changed levels of a location. */
function normalisePage(body: Uint8Array): Normalised {
  const location = asObject(asObject(readObject(body).data)?.location);
  const nodes = asObject(location?.inventoryLevels)?.nodes;
  if (nodes === undefined) throw new AdapterError('schema', 'no page of inventory levels', { path: '/data' });
  const findings = new Findings();
  listOf(nodes).forEach((node, index) => {
    const path = `/data/location/inventoryLevels/nodes/${index}`;
    const fields = asObject(node);
    if (fields === undefined) findings.problem(path, null, 'a level that is no object');
    else reportLevel(graphqlLevel(fields, path), findings);
  });
  return done(findings);
}

/** Lines of the result of a bulk operation, of one location. */
function normaliseLines(body: Uint8Array): Normalised {
  const findings = new Findings();
  for (const { value, path } of readLines(body)) {
    const fields = asObject(value);
    const kind = gidKind(fields?.id);
    if (fields === undefined || kind === undefined) findings.problem(path, null, 'a line that is no inventory level');
    else if (kind === 'InventoryLevel') reportLevel(graphqlLevel(fields, path), findings);
  }
  return done(findings);
}

/** A page of the stock of a location, in either form. */
export const normaliseStock = (body: Uint8Array): Normalised =>
  peekJson(body, '/data') === undefined ? normaliseLines(body) : normalisePage(body);
