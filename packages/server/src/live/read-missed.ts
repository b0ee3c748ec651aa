import type { LoggedEvent } from '@kirana/core';
import type { Database } from '../database/database.ts';
import { readEvents } from '../events/event-rows.ts';
import type { ResyncReason } from './live-frames.ts';
import { readExtent, type StreamExtent } from './live-rows.ts';
import { parseVersion, type Version } from './version-token.ts';

export interface StoreStreams {
  readonly tenantId: string;
  readonly store: string;
  readonly merchant: string;
}

/** How a stream starts: from now, after what was missed, or with the advice to take a snapshot. */
export type Start =
  | { readonly kind: 'fresh'; readonly version: Version }
  | { readonly kind: 'resumed'; readonly version: Version; readonly missed: readonly LoggedEvent[] }
  | { readonly kind: 'resync'; readonly version: Version; readonly reason: ResyncReason };

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

function whyNotResume(from: Version | undefined, store: StreamExtent, merchant: StreamExtent, most: number) {
  if (from === undefined) return 'unknown_version';
  // the data was restored from before what the client has seen
  if (from.storeSequence > store.last || from.merchantSequence > merchant.last) return 'unknown_version';
  if (from.storeSequence + 1 < store.first || from.merchantSequence + 1 < merchant.first) return 'expired';
  const missed = store.last - from.storeSequence + merchant.last - from.merchantSequence;
  return missed > most ? 'too_far_behind' : undefined;
}

/** Reads where the streams stand and, when `lastEventId` is given, what came after it; at most `most` events. */
export function readMissed(
  database: Database,
  { tenantId, store, merchant }: StoreStreams,
  lastEventId: string | undefined,
  most: number,
): Promise<Start> {
  return database.tenant(
    tenantId,
    async (tx): Promise<Start> => {
      const storeExtent = await readExtent(tx, tenantId, store);
      const merchantExtent = await readExtent(tx, tenantId, merchant);
      const version = { storeSequence: storeExtent.last, merchantSequence: merchantExtent.last };
      if (lastEventId === undefined) return { kind: 'fresh', version };
      const from = parseVersion(lastEventId);
      const reason = whyNotResume(from, storeExtent, merchantExtent, most);
      if (from === undefined || reason !== undefined)
        return { kind: 'resync', version, reason: reason ?? 'unknown_version' };
      const ofStore = await readEvents(tx, tenantId, store, from.storeSequence, most);
      const ofMerchant = await readEvents(tx, tenantId, merchant, from.merchantSequence, most);
      return { kind: 'resumed', version: from, missed: mergeByTime(ofStore, ofMerchant) };
    },
    { snapshot: true },
  );
}
