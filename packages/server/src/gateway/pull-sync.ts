import { AdapterError, type Page } from '@kirana/adapter';
import { KiranaError } from '@kirana/core';
import type { Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { appendEvents } from '../events/event-rows.ts';
import { COMPLETION_ENDPOINT, completionBody } from '../normalizer/completion.ts';
import type { PullCalls } from './adapter-calls.ts';
import { type ArchivedDelivery, insertDeliveries, laneOf } from './delivery-rows.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { type PullFailure, pullFailure, waitMs } from './pull-failure.ts';
import { readPullStart, savePullMark } from './pull-mark-rows.ts';
import { archiveDay } from './receive-delivery.ts';
import { type CallableConnection, holdPulls, locationOf, readCallableConnection } from './source-rows.ts';
import { storableText } from './storable-text.ts';
import {
  finishSync,
  hasPendingPages,
  leaseSync,
  postponeSync,
  readAttempts,
  readDrift,
  readPageLocations,
  type SyncRow,
  savePage,
  saveStart,
  scheduleSyncs,
} from './sync-rows.ts';
import { startWorkerLoops } from './worker-loop.ts';

/** A provider that never comes to an end. */
const MOST_PAGES = 10_000;
const MOST_PAGE_BYTES = 50 * 1024 * 1024;
const MOST_CURSOR = 10_000;
/** Failures in a row, an hour and more with the growing pauses, before a sync is given up. */
const MOST_ATTEMPTS = 20;
/** Syncs of this process at once. */
const LOOPS = 3;
/** How often an unfinished normalizer is asked. */
const APPLIED_POLL_MS = 500;

export interface PullDeps
  extends Pick<GatewayDeps, 'database' | 'archive' | 'sealer' | 'adapters' | 'log' | 'now' | 'wake' | 'pollMs'> {
  readonly calls: PullCalls;
}

class LeaseLost extends Error {}

/** A cursor as a column can hold it; one that cannot come back unchanged is the adapter's bug. */
function checkPage(page: Page, cursor: string | null, seen: Set<string>, pages: number): void {
  if (page.bytes.byteLength > MOST_PAGE_BYTES) throw new AdapterError('permanent', 'a page is larger than 50 MiB');
  if (page.cursor === null) return;
  if (page.cursor.length > MOST_CURSOR || !page.cursor.isWellFormed() || page.cursor.includes('\0')) {
    throw new AdapterError('bug', 'the adapter gave a cursor that cannot be stored');
  }
  if (page.cursor === cursor || seen.has(page.cursor)) {
    throw new AdapterError('permanent', 'the provider gave the same cursor twice: its pages would never end');
  }
  seen.add(page.cursor);
  if (pages + 1 >= MOST_PAGES) throw new AdapterError('permanent', `the provider gave more than ${MOST_PAGES} pages`);
}

/** Pulls what is due, page by page: each page is archived and becomes a delivery in the transaction that saves the cursor after it. */
export function openPullWorker(deps: PullDeps) {
  const { database, archive, sealer, calls, now, log } = deps;

  async function deliveryOf(
    sync: SyncRow,
    connection: CallableConnection,
    page: Pick<Page, 'endpoint' | 'location' | 'bytes'>,
  ): Promise<ArchivedDelivery> {
    const receivedAt = now();
    const location = locationOf(connection, page.location === null ? null : storableText(page.location));
    const archiveKey = await archive.put(archiveDay(receivedAt), await sealer.seal(sync.tenant_id, page.bytes));
    return {
      tenantId: sync.tenant_id,
      id: newId('delivery'),
      sourceId: connection.sourceId,
      connectionId: connection.id,
      account: connection.account,
      location,
      lane: laneOf(connection.sourceId, connection.id, location),
      endpoint: page.endpoint,
      origin: 'pull',
      providerDeliveryId: null,
      bytes: page.bytes.byteLength,
      contentType: null,
      requestId: sync.id,
      receivedAt,
      archiveKey,
    };
  }

  /** What is wrong with a page that the provider is not to blame for. */
  function checkDeclared(sync: SyncRow, connection: CallableConnection, page: Page): void {
    const adapter = deps.adapters.get(connection.adapter);
    if (adapter?.endpoints[page.endpoint]?.kind !== 'event') {
      throw new AdapterError('bug', 'the adapter pulled a page for an endpoint it does not have');
    }
    if (sync.since !== null && (page.completes ?? []).length > 0) {
      throw new AdapterError('bug', 'the adapter took what changed for all there is');
    }
  }

  /** One for each place that pages went to: what none of them named is gone. */
  async function completionsOf(sync: SyncRow, connection: CallableConnection, last: ArchivedDelivery, page: Page) {
    const kinds = page.completes ?? [];
    if (page.cursor !== null || kinds.length === 0) return [];
    const before = await database.tenant(sync.tenant_id, (tx) => readPageLocations(tx, sync));
    // a page that belongs to no one store lists nothing of one
    const ofStores = [...before, last.location].filter((location) => location !== null || connection.stores.size < 2);
    const locations = new Set(ofStores);
    const body = { endpoint: COMPLETION_ENDPOINT, bytes: completionBody(kinds, sync.created_at) };
    return Promise.all([...locations].map((location) => deliveryOf(sync, connection, { ...body, location })));
  }

  /** Where it begins is settled with its first page, and stays. */
  async function begun(sync: SyncRow): Promise<SyncRow> {
    if (sync.pages > 0 || sync.since !== null) return sync;
    const since = await database.tenant(sync.tenant_id, (tx) => readPullStart(tx, sync, now()));
    if (since !== null) await database.system((tx) => saveStart(tx, sync, since));
    return { ...sync, since };
  }

  /** Fetches until the last page. Stopped between two pages, the next worker goes on with the one after. */
  async function fetchPages(leased: SyncRow, signal: AbortSignal): Promise<void> {
    const sync = await begun(leased);
    const connection = await database.system((tx) => readCallableConnection(tx, sync.tenant_id, sync.connection_id));
    if (connection === undefined) throw new AdapterError('permanent', 'the connection is gone');
    const seen = new Set<string>();
    let { cursor, pages } = sync;
    let last = sync;
    do {
      const page = await calls.pull(connection, { scope: sync.scope, since: sync.since, cursor }, signal);
      checkPage(page, cursor, seen, pages);
      checkDeclared(sync, connection, page);
      const delivery = await deliveryOf(sync, connection, page);
      const deliveries = [delivery, ...(await completionsOf(sync, connection, delivery, page))];
      const resume = page.cursor === null ? (page.resume ?? null) : null;
      await database.system(async (tx) => {
        const saved = { cursor: page.cursor, resume, completes: page.completes ?? [] };
        if (!(await savePage(tx, sync, saved))) throw new LeaseLost();
        await insertDeliveries(tx, deliveries, now());
      });
      if (page.cursor === null) last = { ...sync, resume };
      deps.wake();
      cursor = page.cursor;
      pages += 1;
    } while (cursor !== null && !signal.aborted);
    if (cursor !== null) await postpone(sync, 0, 0, null, null);
    else await finishWhenApplied(last);
  }

  /** In one transaction with its event. */
  const finish = (tx: Tx, sync: SyncRow, end: Omit<Parameters<typeof finishSync>[2], 'at'>) =>
    finishSync(tx, sync, { ...end, at: now() }).then(async (finished) => {
      if (!finished) return;
      const data = {
        syncId: sync.id,
        connectionId: sync.connection_id,
        status: end.status,
        drift: end.drift?.changed ?? 0,
      };
      const stream = `connection:${sync.connection_id}`;
      const event = { tenantId: sync.tenant_id, stream, kind: 'sync.finished', subject: sync.id, data } as const;
      await appendEvents(tx, [event], { actor: 'system:pull', requestId: sync.id, cause: sync.id }, now());
    });

  async function finishWhenApplied(sync: SyncRow): Promise<void> {
    const pending = await database.tenant(sync.tenant_id, async (tx) => {
      if (await hasPendingPages(tx, sync)) return true;
      const drift = await readDrift(tx, sync);
      await savePullMark(tx, sync, now());
      await finish(tx, sync, { status: 'done', drift, code: null, detail: null });
      return false;
    });
    if (pending) await postpone(sync, APPLIED_POLL_MS, 0, null, null);
  }

  async function postpone(sync: SyncRow, ms: number, attempts: number, code: string | null, detail: string | null) {
    const at = new Date(now().getTime() + ms);
    await database.system((tx) => postponeSync(tx, sync, { at, attempts, code, detail }));
  }

  async function settleFailure(sync: SyncRow, { verdict, code, detail, retryAfterMs }: PullFailure): Promise<void> {
    // Pages taken before this failure have reset the count.
    const attempts = (await database.system((tx) => readAttempts(tx, sync))) + 1;
    if (verdict === 'wait' && attempts < MOST_ATTEMPTS) {
      await postpone(sync, waitMs(attempts, retryAfterMs, Math.random()), attempts, code, detail);
      return;
    }
    await database.tenant(sync.tenant_id, async (tx) => {
      if (verdict === 'hold') await holdPulls(tx, sync.tenant_id, sync.connection_id, detail);
      await finish(tx, sync, { status: 'failed', drift: null, code, detail });
    });
  }

  async function work(sync: SyncRow, signal: AbortSignal): Promise<void> {
    try {
      if (sync.fetched) await finishWhenApplied(sync);
      else await fetchPages(sync, signal);
    } catch (error) {
      if (error instanceof LeaseLost) return;
      if (signal.aborted) return postpone(sync, 0, sync.attempts, null, null);
      const { syncId, connectionId } = { syncId: sync.id, connectionId: sync.connection_id };
      const failure = pullFailure(error);
      log.warn({ syncId, connectionId, code: failure.code, verdict: failure.verdict }, failure.detail);
      await settleFailure(sync, failure);
    }
  }

  return startWorkerLoops(LOOPS, {
    pollMs: deps.pollMs ?? 1_000,
    step: async (worker, found, signal) => {
      const sync = await database.system(async (tx) => {
        await scheduleSyncs(tx, now());
        return leaseSync(tx, worker, now());
      });
      if (sync === undefined) return false;
      found();
      await work(sync, signal);
      return true;
    },
    onError: (error) => {
      const code = error instanceof KiranaError ? error.code : 'INTERNAL';
      log.error({ code, stack: error instanceof Error ? error.stack : undefined }, 'pull worker');
    },
  });
}
