import { KiranaError } from '@kirana/core';
import type { Database, Tx } from '../../database/database.ts';
import type { LeftOut } from '../../database/schema.ts';
import { type ComparedPosition, readItemIds, readPositionsAfter, readPositionsOf } from './compare-rows.ts';
import { type Comparing, readSaid, type Stated } from './compare-stock.ts';

/** One count of a list: of an item of ours, or of one by its provider's id. */
export interface GivenCount {
  readonly itemId: string | null;
  readonly externalId: string | null;
  readonly quantity: number;
}

/** A difference, as it is proposed. */
export interface ProposedCount {
  readonly itemId: string;
  readonly externalId: string | null;
  readonly sequence: number;
  readonly onHand: number;
  readonly stated: number;
  readonly said: number;
  readonly why: Stated['why'];
}

/** All that was compared. */
export interface Compared {
  compared: number;
  /** Positions with anything on hand, as a complete list should name them. */
  stocked: number;
  readonly counts: ProposedCount[];
  readonly leftOut: LeftOut[];
}

/** Positions read at a time: each such step is a transaction of its own, which locks nothing. */
const POSITIONS_TOGETHER = 500;

/** A list that names nothing twice, by item. */
interface Listed {
  readonly externalId: string | null;
  readonly quantity: number;
}

/** Which item each count is of. What nobody knows, or is named twice, cannot be compared. */
async function resolveCounts(
  tx: Tx,
  tenantId: string,
  connectionId: string | null,
  counts: readonly GivenCount[],
  leftOut: LeftOut[],
): Promise<Map<string, Listed>> {
  const externalIds = counts.flatMap(({ externalId }) => (externalId === null ? [] : [externalId]));
  const known = connectionId === null ? new Map() : await readItemIds(tx, tenantId, connectionId, externalIds);
  const byItem = Map.groupBy(counts, ({ itemId, externalId }) => itemId ?? known.get(externalId ?? '') ?? null);
  const listed = new Map<string, Listed>();
  for (const [itemId, of] of byItem) {
    const [first] = of;
    if (itemId !== null && first !== undefined && of.length === 1) {
      listed.set(itemId, { externalId: first.externalId, quantity: first.quantity });
      continue;
    }
    const why = itemId === null ? 'unknown' : 'said_twice';
    leftOut.push(...of.map(({ externalId }) => ({ itemId, externalId, why }) as const));
  }
  return listed;
}

async function comparePositions(
  tx: Tx,
  comparing: Comparing,
  positions: readonly ComparedPosition[],
  listed: ReadonlyMap<string, Listed>,
  done: Compared,
): Promise<void> {
  const { basis } = comparing;
  const doubtful = new Set(done.leftOut.map(({ itemId }) => itemId));
  const stated = new Map<string, Stated>(
    positions.map(({ itemId }) => {
      const given = listed.get(itemId);
      return [itemId, given ? { stated: given.quantity, why: 'counted' } : { stated: 0, why: 'not_listed' }];
    }),
  );
  const said = await readSaid(tx, comparing, positions, stated);
  for (const { itemId, tracking, onHand, sequence, reports } of positions) {
    // named twice: what a complete list says of it is not nothing
    if (doubtful.has(itemId)) continue;
    const externalId = listed.get(itemId)?.externalId ?? null;
    const by = said.get(itemId);
    if (tracking === 'untracked') {
      const isSaid = basis.kind === 'source' ? by !== undefined : listed.has(itemId);
      if (isSaid) done.leftOut.push({ itemId, externalId, why: 'untracked' });
    } else if (by === undefined) {
      const spoke = reports.some(({ source }) => basis.kind === 'source' && source === (basis.source ?? source));
      if (spoke) done.leftOut.push({ itemId, externalId, why: 'no_count' });
    } else {
      done.compared += 1;
      if (onHand > 0) done.stocked += 1;
      const { stated: was, said: now, why } = by;
      if (now !== onHand) done.counts.push({ itemId, externalId, sequence, onHand, stated: was, said: now, why });
    }
  }
}

interface Proposing extends Comparing {
  readonly database: Database;
  /** Whose ids the list may use. */
  readonly connectionId: string | null;
  /** Null: compared with what sources said. */
  readonly counts: readonly GivenCount[] | null;
  /** The list is all there is: what it leaves out is not there. */
  readonly complete: boolean;
}

/** Compares a store with what somebody says, step by step. Writes nothing. @throws NOT_FOUND for an item that the store does not keep */
export async function proposeCounts(proposing: Proposing): Promise<Compared> {
  const { database, tenantId, storeId, connectionId, counts, complete } = proposing;
  const done: Compared = { compared: 0, stocked: 0, counts: [], leftOut: [] };
  const read = <T>(work: (tx: Tx) => Promise<T>) => database.tenant(tenantId, work, { snapshot: true });
  const listed =
    counts === null
      ? new Map<string, Listed>()
      : await read((tx) => resolveCounts(tx, tenantId, connectionId, counts, done.leftOut));
  const seen = new Set<string>();
  if (counts === null || complete) {
    for (let after = '', more = true; more; ) {
      more = await read(async (tx) => {
        const positions = await readPositionsAfter(tx, tenantId, storeId, after, POSITIONS_TOGETHER);
        await comparePositions(tx, proposing, positions, listed, done);
        for (const { itemId } of positions) seen.add(itemId);
        after = positions.at(-1)?.itemId ?? after;
        return positions.length === POSITIONS_TOGETHER;
      });
    }
  } else {
    const itemIds = [...listed.keys()];
    for (let at = 0; at < itemIds.length; at += POSITIONS_TOGETHER) {
      await read(async (tx) => {
        const positions = await readPositionsOf(tx, tenantId, storeId, itemIds.slice(at, at + POSITIONS_TOGETHER));
        await comparePositions(tx, proposing, positions, listed, done);
        for (const { itemId } of positions) seen.add(itemId);
      });
    }
  }
  for (const [itemId, { externalId }] of listed) {
    if (seen.has(itemId)) continue;
    // an id of ours is known to whoever has the item
    if (externalId === null) throw new KiranaError('NOT_FOUND', { storeId, itemId });
    done.leftOut.push({ itemId, externalId, why: 'unknown' });
  }
  return done;
}
