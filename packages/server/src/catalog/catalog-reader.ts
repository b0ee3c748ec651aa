import { KiranaError, type LoggedEvent, type OrderType } from '@kirana/core';
import type { Database } from '../database/database.ts';
import type { AnswerCache, CachedAnswer } from '../engines/cache/answer-cache.ts';
import { answerGroup, answerKey } from '../engines/cache/answer-key.ts';
import { createSingleFlight } from '../engines/cache/single-flight.ts';
import { covers, formatVersion, parseVersion, type Version } from '../live/version-token.ts';
import { catalogBuilder } from './build-catalog.ts';
import type { CatalogItemAnswer, CatalogItemPage, StoreCatalog } from './catalog-answer.ts';
import * as rows from './catalog-rows.ts';
import type { StockPolicy } from './item-stock.ts';
import { prepareAnswer } from './prepared-answer.ts';
import { renewAsked } from './renew-asked.ts';
import type { StoreSnapshots } from './store-snapshots.ts';
import { type Checked, total, versionWatch } from './version-watch.ts';

/** A cached answer is taken as it is for this long after its version was last compared with the database. */
const TRUSTED_MS = 1_000;
/** Up to this age it is still served at once while the comparison runs behind; older, the comparison comes first. */
const SERVED_WHILE_CHECKED_MS = 5_000;

export interface AskedContext {
  readonly orderType: OrderType | null;
  readonly channel: string | null;
  /** Null: now. */
  readonly at: string | null;
}

export interface ServedAnswer {
  readonly answer: CachedAnswer;
  /** The database could not be asked whether this is still so. */
  readonly stale: boolean;
}

interface Built {
  readonly prepared: CachedAnswer;
  readonly read: Version & { readonly merchantId: string };
}

/** Where a store's menu in one context is cached. */
const catalogKey = (group: string, { orderType, channel }: AskedContext): string =>
  answerKey(group, `catalog/${orderType ?? ''}/${channel ?? ''}`);

/**
 * Answers reads of the catalog. Whole menus come from the cache as prepared bytes; an event makes the next read build its menu
 * anew, and time makes this process compare the version with the database, so that a lost event costs at most SERVED_WHILE_CHECKED_MS.
 */
export function catalogReader({
  database,
  snapshots,
  policy,
  cache,
  now,
}: {
  database: Database;
  snapshots: StoreSnapshots;
  policy: StockPolicy;
  cache: AnswerCache;
  now: () => Date;
}) {
  const versions = versionWatch({ database, now });
  const building = createSingleFlight<CachedAnswer>();
  const renewal = renewAsked((tenantId, storeId, context, group) =>
    rebuild(tenantId, storeId, context, `noted ${versions.noted(group)}`),
  );

  async function buildCatalog(tenantId: string, storeId: string, context: AskedContext): Promise<Built> {
    const atMs = context.at === null ? now().getTime() : Date.parse(context.at);
    const snapshot = await snapshots.read(tenantId, storeId);
    const build = catalogBuilder(snapshot, { ...context, atMs, policy });
    const answer: StoreCatalog = {
      version: formatVersion(snapshot.storeSequence, snapshot.merchantSequence),
      freshUntil: null,
      context,
      store: build.store(),
      categories: build.categories(),
      items: build
        .topItems()
        .filter((row) => row.listed)
        .map(build.item),
      modifierGroups: build.modifierGroups(),
      taxes: build.taxes(),
      charges: build.charges(),
    };
    const freshUntil = build.freshUntil();
    const prepared = prepareAnswer({
      answer: { ...answer, freshUntil },
      version: total(snapshot),
      versionToken: answer.version,
      freshUntil,
    });
    const { storeSequence, merchantSequence } = snapshot;
    return { prepared, read: { storeSequence, merchantSequence, merchantId: snapshot.store.merchantId } };
  }

  async function rebuild(
    tenantId: string,
    storeId: string,
    context: AskedContext,
    atLeast: string,
  ): Promise<CachedAnswer> {
    const group = answerGroup(tenantId, storeId);
    const key = catalogKey(group, context);
    // the version is part of the flight: who knows of a newer one does not join a read that began before it
    return building(`${key}@${atLeast}`, async () => {
      const begun = versions.noted(group);
      const atMs = now().getTime();
      const { prepared, read } = await buildCatalog(tenantId, storeId, context);
      await cache.set(key, prepared);
      versions.learn(group, begun, { ...read, atMs });
      renewal.made(tenantId, storeId, context, prepared);
      return prepared;
    });
  }

  const ageOf = (known: Checked | undefined): number =>
    known === undefined ? Number.POSITIVE_INFINITY : now().getTime() - known.atMs;

  /** May this be served without waiting? The comparison that is due by then is begun behind the caller's back. */
  function isServedAtOnce(tenantId: string, storeId: string, group: string, hit: CachedAnswer): boolean {
    const known = versions.known(group);
    const age = ageOf(known);
    if (known === undefined || age >= SERVED_WHILE_CHECKED_MS || hit.version < total(known)) return false;
    if (age >= TRUSTED_MS) versions.check(tenantId, storeId).catch(() => {});
    return true;
  }

  async function current(tenantId: string, storeId: string, context: AskedContext): Promise<ServedAnswer> {
    const group = answerGroup(tenantId, storeId);
    const key = catalogKey(group, context);
    const hit = cache.getNow(key) ?? (await cache.get(key));
    if (hit !== undefined && isServedAtOnce(tenantId, storeId, group, hit)) return { answer: hit, stale: false };
    try {
      const known = versions.known(group);
      const changes = versions.noted(group);
      // an event said that what is there is old: comparing would only tell the same
      if (known === undefined && changes > 0) {
        return { answer: await rebuild(tenantId, storeId, context, `noted ${changes}`), stale: false };
      }
      return await compared(tenantId, storeId, context, hit, ageOf(known) < TRUSTED_MS ? known : undefined);
    } catch (error) {
      if (hit !== undefined && error instanceof KiranaError && error.code === 'DATABASE_UNAVAILABLE')
        return { answer: hit, stale: true };
      throw error;
    }
  }

  /** Serves what is cached if its version is still the store's, and builds it anew if not. */
  async function compared(
    tenantId: string,
    storeId: string,
    context: AskedContext,
    hit: CachedAnswer | undefined,
    known: Checked | undefined,
  ): Promise<ServedAnswer> {
    const group = answerGroup(tenantId, storeId);
    const key = catalogKey(group, context);
    const wanted = total(known ?? (await versions.check(tenantId, storeId)));
    if (hit !== undefined && hit.version >= wanted) return { answer: hit, stale: false };
    if (hit !== undefined) {
      await cache.invalidate(group, wanted);
      // another process may have put the newer answer where both can reach it
      const shared = await cache.get(key);
      if (shared !== undefined && shared.version >= wanted) return { answer: shared, stale: false };
    }
    return { answer: await rebuild(tenantId, storeId, context, `version ${wanted}`), stale: false };
  }

  return {
    /** The whole menu. @throws NOT_FOUND, DATABASE_UNAVAILABLE when nothing is cached, STATE_CONFLICT for a version not reached */
    async catalog(
      tenantId: string,
      storeId: string,
      context: AskedContext,
      minVersion: string | undefined,
    ): Promise<ServedAnswer> {
      const served =
        context.at === null
          ? await current(tenantId, storeId, context)
          : { answer: (await buildCatalog(tenantId, storeId, context)).prepared, stale: false };
      renewal.asked(served.answer);
      if (minVersion === undefined || reached(served.answer.versionToken, minVersion)) return served;
      const fresh = await rebuild(tenantId, storeId, context, `at least ${minVersion}`);
      if (reached(fresh.versionToken, minVersion)) return { answer: fresh, stale: false };
      throw new KiranaError(
        'STATE_CONFLICT',
        { storeId, minVersion, version: fresh.versionToken },
        { detail: 'The store has not reached the version asked for.' },
      );
    },

    /** Gives what `catalog` would answer at once; undefined when it would have to wait, or does not cache this. */
    presentCatalog(tenantId: string, storeId: string, context: AskedContext): () => CachedAnswer | undefined {
      const group = answerGroup(tenantId, storeId);
      const key = catalogKey(group, context);
      return () => {
        const hit = context.at === null ? cache.getNow(key) : undefined;
        if (hit === undefined || !isServedAtOnce(tenantId, storeId, group, hit)) return undefined;
        renewal.asked(hit);
        return hit;
      };
    },

    /** One item as this store sells it. A variation answers by itself. @throws NOT_FOUND */
    async item(tenantId: string, storeId: string, itemId: string, context: AskedContext): Promise<CatalogItemAnswer> {
      const atMs = context.at === null ? now().getTime() : Date.parse(context.at);
      const snapshot = await snapshots.readItems(tenantId, storeId, (tx) => rows.familyOf(tx, tenantId, [itemId]));
      const build = catalogBuilder(snapshot, { ...context, atMs, policy });
      const row = build.row(itemId);
      if (row === undefined) throw new KiranaError('NOT_FOUND', { storeId, itemId });
      const item = build.item(row);
      return {
        version: formatVersion(snapshot.storeSequence, snapshot.merchantSequence),
        freshUntil: build.freshUntil(),
        context,
        item,
      };
    },

    /** One page of top-level items, listed or not, by id. */
    async page(
      tenantId: string,
      storeId: string,
      context: AskedContext,
      filter: rows.PageFilter,
    ): Promise<Omit<CatalogItemPage, 'nextCursor'> & { readonly last: string | null }> {
      const atMs = context.at === null ? now().getTime() : Date.parse(context.at);
      let ids: readonly string[] = [];
      const snapshot = await snapshots.readItems(tenantId, storeId, async (tx) => {
        ids = await rows.pageOfItems(tx, tenantId, storeId, filter);
        return rows.familyOf(tx, tenantId, ids);
      });
      const build = catalogBuilder(snapshot, { ...context, atMs, policy });
      const items = ids.flatMap((id) => {
        const row = build.row(id);
        return row === undefined ? [] : [build.item(row)];
      });
      return {
        version: formatVersion(snapshot.storeSequence, snapshot.merchantSequence),
        freshUntil: build.freshUntil(),
        context,
        items,
        last: ids.length === filter.limit ? (ids.at(-1) ?? null) : null,
      };
    },

    /** Our id of what a connection calls by this name. @throws NOT_FOUND */
    async itemByExternalId(tenantId: string, connectionId: string, externalId: string): Promise<string> {
      const found = await database.tenant(tenantId, (tx) =>
        rows.itemByExternalId(tx, tenantId, connectionId, externalId),
      );
      if (found === undefined) throw new KiranaError('NOT_FOUND', { connectionId, externalId });
      return found;
    },

    /** Something changed: the next answer compares its version first, and menus that are being asked for are made anew at once. */
    noteEvents(events: readonly LoggedEvent[]): void {
      for (const group of versions.noteEvents(events)) renewal.changed(group);
    },
  };
}

export type CatalogReader = ReturnType<typeof catalogReader>;

function reached(versionToken: string, minVersion: string): boolean {
  const [version, wanted] = [parseVersion(versionToken), parseVersion(minVersion)];
  return version !== undefined && wanted !== undefined && covers(version, wanted);
}
