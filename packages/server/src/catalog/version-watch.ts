import type { LoggedEvent } from '@kirana/core';
import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database.ts';
import { answerGroup } from '../engines/cache/answer-key.ts';
import { createSingleFlight } from '../engines/cache/single-flight.ts';
import type { Version } from '../live/version-token.ts';
import { readStoreVersion } from './catalog-rows.ts';

/** A store's version as the database told it, and when. */
export interface Checked extends Version {
  readonly merchantId: string;
  readonly atMs: number;
}

export const total = (version: Version): number => version.storeSequence + version.merchantSequence;

/** What this process knows of the versions of stores: compared with the database, and void as soon as an event tells of something newer. */
export function versionWatch({ database, now }: { readonly database: Database; readonly now: () => Date }) {
  const checked = new LRUCache<string, Checked>({ max: 50_000 });
  const groupsOfMerchant = new Map<string, Set<string>>();
  /** Counts what was noted of a group: a comparison that began before an event proves nothing about it. */
  const noted = new LRUCache<string, number>({ max: 100_000 });
  const checking = createSingleFlight<Checked>();

  function note(group: string): void {
    noted.set(group, (noted.get(group) ?? 0) + 1);
    checked.delete(group);
  }

  function remember(group: string, fresh: Checked): Checked {
    const known = checked.get(group);
    if (known !== undefined && total(known) > total(fresh)) return known;
    checked.set(group, fresh);
    const groups = groupsOfMerchant.get(fresh.merchantId);
    if (groups === undefined) groupsOfMerchant.set(fresh.merchantId, new Set([group]));
    else groups.add(group);
    return fresh;
  }

  return {
    known: (group: string): Checked | undefined => checked.get(group),
    /** How much was noted of a group so far. */
    noted: (group: string): number => noted.get(group) ?? 0,

    /** Asks the database for a store's version. @throws NOT_FOUND, DATABASE_UNAVAILABLE */
    check(tenantId: string, storeId: string): Promise<Checked> {
      const group = answerGroup(tenantId, storeId);
      const begun = noted.get(group) ?? 0;
      return checking(`${group}@${begun}`, async () => {
        const atMs = now().getTime();
        const head = await database.tenant(tenantId, (tx) => readStoreVersion(tx, tenantId, storeId));
        const fresh = { ...head, atMs };
        return (noted.get(group) ?? 0) === begun ? remember(group, fresh) : fresh;
      });
    },

    /** What was read is as good as a comparison, unless something was noted since `begun`. */
    learn(group: string, begun: number, fresh: Checked): void {
      if ((noted.get(group) ?? 0) === begun) remember(group, fresh);
    },

    /** @returns the groups in which something changed. */
    noteEvents(events: readonly LoggedEvent[]): ReadonlySet<string> {
      const groups = new Set<string>();
      for (const { tenantId, stream } of events) {
        if (stream.startsWith('store:')) groups.add(answerGroup(tenantId, stream.slice('store:'.length)));
        else if (stream.startsWith('merchant:')) {
          const merchantId = stream.slice('merchant:'.length);
          for (const group of groupsOfMerchant.get(merchantId) ?? []) groups.add(group);
          groupsOfMerchant.delete(merchantId);
        }
      }
      for (const group of groups) note(group);
      return groups;
    },
  };
}
