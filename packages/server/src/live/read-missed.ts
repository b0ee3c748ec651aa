import type { LoggedEvent } from '@kirana/core';
import type { Database } from '../database/database.ts';
import { readEvents } from '../events/event-rows.ts';
import type { ResyncReason } from './live-frames.ts';
import { type LivePosition, parsePosition } from './live-position.ts';
import { readExtent, type StreamExtent } from './live-rows.ts';

export interface StoreStreams {
  readonly tenantId: string;
  readonly store: string;
  readonly merchant: string;
  /** Null: the client asked for nothing of it. */
  readonly stock: string | null;
}

/** How a stream starts: from now, after what was missed, or with the advice to take a snapshot. */
export type Start =
  | { readonly kind: 'fresh'; readonly position: LivePosition }
  | { readonly kind: 'resumed'; readonly position: LivePosition; readonly missed: readonly LoggedEvent[] }
  | { readonly kind: 'resync'; readonly position: LivePosition; readonly reason: ResyncReason };

/** Both are in order; the result keeps the order of each and goes by time between them. */
export function mergeByTime(a: readonly LoggedEvent[], b: readonly LoggedEvent[]): LoggedEvent[] {
  const merged: LoggedEvent[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (right === undefined || (left !== undefined && left.recordedAt <= right.recordedAt)) {
      merged.push(left as LoggedEvent);
      i += 1;
    } else {
      merged.push(right);
      j += 1;
    }
  }
  return merged;
}

/** One of the streams that a client follows: how far it is, and where the log stands. */
interface Followed {
  readonly stream: string;
  readonly after: number;
  readonly extent: StreamExtent;
}

function whyNotResume(followed: readonly Followed[], most: number): ResyncReason | undefined {
  // the data was restored from before what the client has seen
  if (followed.some(({ after, extent }) => after > extent.last)) return 'unknown_version';
  if (followed.some(({ after, extent }) => after + 1 < extent.first)) return 'expired';
  const missed = followed.reduce((sum, { after, extent }) => sum + extent.last - after, 0);
  return missed > most ? 'too_far_behind' : undefined;
}

/** Reads where the streams stand and, when `lastEventId` is given, what came after it; at most `most` events. */
export function readMissed(
  database: Database,
  { tenantId, store, merchant, stock }: StoreStreams,
  lastEventId: string | undefined,
  most: number,
): Promise<Start> {
  return database.tenant(
    tenantId,
    async (tx): Promise<Start> => {
      const ofStore = await readExtent(tx, tenantId, store);
      const ofMerchant = await readExtent(tx, tenantId, merchant);
      const ofStock = stock === null ? null : await readExtent(tx, tenantId, stock);
      const position: LivePosition = {
        storeSequence: ofStore.last,
        merchantSequence: ofMerchant.last,
        stockSequence: ofStock?.last ?? null,
      };
      if (lastEventId === undefined) return { kind: 'fresh', position };
      const from = parsePosition(lastEventId);
      if (from === undefined) return { kind: 'resync', position, reason: 'unknown_version' };
      // an id without it comes from an answer of the catalog, or from a stream without stock: that begins now
      const stockFrom = ofStock === null ? null : (from.stockSequence ?? ofStock.last);
      const followed: readonly Followed[] = [
        { stream: store, after: from.storeSequence, extent: ofStore },
        { stream: merchant, after: from.merchantSequence, extent: ofMerchant },
        ...(stock === null || ofStock === null || stockFrom === null
          ? []
          : [{ stream: stock, after: stockFrom, extent: ofStock }]),
      ];
      const reason = whyNotResume(followed, most);
      if (reason !== undefined) return { kind: 'resync', position, reason };
      let missed: LoggedEvent[] = [];
      for (const { stream, after } of followed)
        missed = mergeByTime(missed, await readEvents(tx, tenantId, stream, after, most));
      return { kind: 'resumed', position: { ...from, stockSequence: stockFrom }, missed };
    },
    { snapshot: true },
  );
}
