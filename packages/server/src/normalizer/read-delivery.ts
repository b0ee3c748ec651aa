import type { ChangeProblem, Normalised } from '@kirana/core';
import type { Database } from '../database/database.ts';
import type { DeliveryArchive } from '../engines/archive/delivery-archive.ts';
import type { Sealer } from '../identity/sealing.ts';
import { checkChanges, MOST_CHANGES } from './check-changes.ts';
import { chunkPlan } from './chunk-plan.ts';
import type { Incoming } from './chunk-run.ts';
import { COMPLETION_ENDPOINT, readCompletionBody } from './completion.ts';
import { contentHash } from './content-hash.ts';
import { withoutCounts } from './counts-of-ours.ts';
import { checkDeclared } from './declared-changes.ts';
import { DeadDelivery } from './delivery-failure.ts';
import { type DeliveryFacts, type LaneContext, versioningOf } from './lane-context.ts';
import { readCompletion } from './read-completion.ts';
import { type SnapshotContents, snapshotContents } from './remove-absent.ts';
import { checkStock } from './stock-declared.ts';
import { type IncomingStock, isStock, mergeReports } from './stock-order.ts';

/** A delivery in our words, cut into chunks. The same bytes always give the same. */
export interface ReadDelivery {
  readonly chunks: readonly (readonly Incoming[])[];
  readonly problems: readonly ChangeProblem[];
  readonly snapshot: SnapshotContents;
  readonly stock: StockContents;
}

/** What a delivery says of stock. */
export interface StockContents {
  readonly entries: readonly IncomingStock[];
  /** It lists all that there is. */
  readonly isWhole: boolean;
  /** False when an entry could not be read and does not say which it was. */
  readonly complete: boolean;
  /** Ids of entries that could not be read: they are there, nobody knows how many. */
  readonly unread: ReadonlySet<string>;
}

export interface ReadDeps {
  readonly database: Database;
  readonly archive: DeliveryArchive;
  readonly sealer: Sealer;
}

/**
 * Takes the bytes out of the archive and lets the adapter say what they mean. No transaction is open meanwhile.
 * @throws DeadDelivery, AdapterError, ARCHIVE_UNAVAILABLE, ARCHIVE_BODY_MISSING
 */
export async function readDelivery(deps: ReadDeps, lane: LaneContext, delivery: DeliveryFacts): Promise<ReadDelivery> {
  if (delivery.archiveKey === null)
    throw new DeadDelivery('read', 'ARCHIVE_BODY_MISSING', 'the body is no longer archived');
  const bytes = await deps.sealer.open(lane.tenantId, await deps.archive.get(delivery.archiveKey));
  if (delivery.endpoint === COMPLETION_ENDPOINT) {
    const { kinds, since } = readCompletionBody(bytes);
    const listed = { kinds: kinds.filter((kind) => kind !== 'stock' || !lane.sendsStock), since };
    return readCompletion(deps, lane, delivery, listed, (part) => readDelivery(deps, lane, part));
  }
  const said = await normalise(lane, delivery, bytes);
  const normalised = lane.sendsStock ? withoutCounts(said) : said;
  if (normalised.changes.length > MOST_CHANGES) {
    throw new DeadDelivery('read', 'DELIVERY_UNREADABLE', `more than ${MOST_CHANGES} changes in one delivery`);
  }
  const checked = checkChanges(normalised);
  checkDeclared(lane.adapter, delivery.endpoint, checked.changes);
  const declared = checkStock(lane.adapter.manifest, checked.changes, normalised.snapshotOf);
  const problems = [...checked.problems, ...declared.problems];
  const chunks = chunkPlan(mergeReports(declared.changes, versioningOf(lane, 'stock'))).map((chunk) =>
    chunk.map(
      ({ change, content }): Incoming => ({
        change,
        hash: contentHash(lane.location, content),
        ingress: delivery.ingress,
        deliveryId: delivery.id,
        receivedAt: delivery.receivedAt,
        waited: false,
      }),
    ),
  );
  const kinds = normalised.snapshotOf.filter((kind) => kind !== 'stock');
  const all = chunks.flat();
  const snapshot = snapshotContents(kinds, all, problems);
  const stock: StockContents = {
    entries: all.filter(isStock),
    isWhole: normalised.snapshotOf.includes('stock'),
    complete: snapshot.complete,
    unread: new Set(problems.flatMap(({ externalId }) => externalId ?? [])),
  };
  return { chunks, problems, snapshot, stock };
}

async function normalise(lane: LaneContext, delivery: DeliveryFacts, bytes: Uint8Array): Promise<Normalised> {
  const endpoint = Object.hasOwn(lane.adapter.endpoints, delivery.endpoint)
    ? lane.adapter.endpoints[delivery.endpoint]
    : undefined;
  if (endpoint?.kind !== 'event') {
    throw new DeadDelivery('route', 'ENDPOINT_UNKNOWN', `the adapter has no endpoint ${delivery.endpoint}`);
  }
  const given = {
    endpoint: delivery.endpoint,
    settings: lane.settings,
    receivedAt: delivery.receivedAt.toISOString(),
    zone: lane.store.zone,
    currency: lane.store.currency,
    businessDayStart: lane.store.businessDayStart,
  };
  return lane.adapter.normalise(bytes, given);
}
