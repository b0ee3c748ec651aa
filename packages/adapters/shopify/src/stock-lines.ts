import type { SetStock, StockLine } from '@kirana/adapter';
import { locationGid, stockedGid } from './external-ids.ts';
import { askShop, type Context } from './graphql.ts';
import { asObject, listOf } from './lenient-values.ts';
import { LEVELS_QUERY } from './queries.ts';

/** A line that can be written, with what Shopify has now. */
export interface WritableLine {
  readonly externalId: string;
  readonly inventoryItemId: string;
  readonly wanted: number;
  readonly available: number;
}

export type ReadLine =
  | { readonly kind: 'writable'; readonly line: WritableLine }
  | { readonly kind: 'refused'; readonly externalId: string; readonly detail: string };

/** What is not for sale counts as none: Shopify has no switch for one variant at one location. */
const wantedOf = ({ on, quantity }: StockLine): number | null => (on ? quantity : 0);

function readNode(externalId: string, wanted: number | null, node: unknown): ReadLine {
  const refused = (detail: string): ReadLine => ({ kind: 'refused', externalId, detail });
  const fields = asObject(node as Parameters<typeof asObject>[0]);
  const item = asObject(fields?.inventoryItem) ?? fields;
  const level = asObject(item?.inventoryLevel);
  const available = listOf(level?.quantities).map(asObject)[0]?.quantity;
  if (wanted === null) return refused('Shopify needs a quantity');
  if (typeof item?.id !== 'string') return refused('Shopify does not know it');
  if (item.tracked === false) return refused('Shopify does not track its stock');
  if (typeof available !== 'number') return refused('it is not stocked at this location');
  return { kind: 'writable', line: { externalId, inventoryItemId: item.id, wanted, available } };
}

/** A variant may be known by the name of its inventory item as well. */
function gidOf({ externalId, aliases }: StockLine): string | undefined {
  for (const name of [externalId, ...aliases]) {
    const gid = stockedGid(name);
    if (gid !== undefined) return gid;
  }
  return undefined;
}

/** Reads what Shopify has of each line: it is written only over the quantity that was read. */
export async function readStockLines(context: Context, { location, lines }: SetStock): Promise<ReadLine[]> {
  const gids = lines.map(gidOf);
  const ids = [...new Set(gids.filter((gid) => gid !== undefined))];
  if (ids.length === 0) {
    return lines.map(({ externalId }) => ({ kind: 'refused', externalId, detail: 'it is no variant of Shopify' }));
  }
  const { data } = await askShop(context, 'quantities', LEVELS_QUERY, { ids, location: locationGid(location) });
  const nodes = listOf(data.nodes);
  return lines.map((line, index) => {
    const gid = gids[index];
    const { externalId } = line;
    if (gid === undefined) return { kind: 'refused', externalId, detail: 'it is no variant of Shopify' };
    return readNode(externalId, wantedOf(line), nodes[ids.indexOf(gid)]);
  });
}
