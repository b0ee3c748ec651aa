import { LedgerCheck, type LedgerFinding, ownChangesSince, saidBySource, type TermsOf } from '@kirana/core';
import type { Database, Tx } from '../../database/database.ts';
import { readOwnChanges } from '../own-change-rows.ts';
import {
  type CheckedPosition,
  readCheckedPositions,
  readEntriesAfter,
  readPromised,
  readStreamEnd,
  type StreamEnd,
} from './check-rows.ts';

export interface CheckDeps {
  readonly database: Database;
  readonly termsOf: (tenantId: string) => Promise<TermsOf>;
  readonly now: () => Date;
}

/** Entries read at a time. */
const ENTRIES_TOGETHER = 5_000;
/** A page that has read so many ends with the position it is at. */
const MOST_ENTRIES = 100_000;

export interface CheckedPage {
  readonly findings: readonly LedgerFinding[];
  /** All that was found; of one position only the first are told. */
  readonly found: number;
  readonly positions: number;
  readonly entries: number;
  /** Whether more positions follow the last one. */
  readonly last: string | null;
}

interface Snapshot {
  readonly positions: readonly CheckedPosition[];
  readonly promised: Awaited<ReturnType<typeof readPromised>>;
  readonly stream: StreamEnd;
  readonly said: ReadonlyMap<string, number>;
}

/** What the providers that decide say of these positions. */
async function readSaidOf(
  tx: Tx,
  tenantId: string,
  storeId: string,
  positions: readonly CheckedPosition[],
  terms: TermsOf,
): Promise<ReadonlyMap<string, number>> {
  const wanted = positions.flatMap(({ position, reports }) => {
    const view = ownChangesSince(reports, null, terms);
    return view === null ? [] : [{ itemId: position.itemId, afterMs: view.afterMs, source: view.source }];
  });
  const changes = await readOwnChanges(tx, tenantId, storeId, wanted);
  const compared = new Set(wanted.map(({ itemId }) => itemId));
  return new Map(
    positions.flatMap(({ position: { itemId }, reports }) => {
      const said = compared.has(itemId) ? saidBySource(reports, null, changes.get(itemId) ?? [], terms) : undefined;
      return said === undefined ? [] : [[itemId, said.said] as const];
    }),
  );
}

/**
 * Recomputes positions from their entries and compares what hangs on them. What is compared is read in one snapshot; entries, which never
 * change, are read after it up to the sequence the position was at, in short transactions. Nothing is locked, and nothing repaired.
 */
export function checkStock({ database, termsOf, now }: CheckDeps) {
  const read = <T>(tenantId: string, work: (tx: Tx) => Promise<T>) =>
    database.tenant(tenantId, work, { snapshot: true });

  async function readSnapshot(
    tenantId: string,
    storeId: string,
    which: Parameters<typeof readCheckedPositions>[3],
  ): Promise<Snapshot> {
    const terms = await termsOf(tenantId);
    return read(tenantId, async (tx) => {
      const positions = await readCheckedPositions(tx, tenantId, storeId, which);
      const itemIds = positions.map(({ position }) => position.itemId);
      return {
        positions,
        promised: await readPromised(tx, tenantId, storeId, itemIds),
        stream: await readStreamEnd(tx, tenantId, storeId, itemIds),
        said: await readSaidOf(tx, tenantId, storeId, positions, terms),
      };
    });
  }

  async function checkPosition(tenantId: string, snapshot: Snapshot, checked: CheckedPosition) {
    const { position, opening, lots, holds, lastEntryMs } = checked;
    const { itemId, storeId, sequence } = position;
    const check = new LedgerCheck({ storeId, itemId, tracking: opening });
    for (let after = 0; ; ) {
      const entries = await read(tenantId, (tx) => readEntriesAfter(tx, position, tenantId, after, ENTRIES_TOGETHER));
      const known = entries.filter((entry) => entry.sequence <= sequence);
      for (const entry of known) check.take(entry);
      after = entries.at(-1)?.sequence ?? after;
      if (known.length < ENTRIES_TOGETHER) break;
    }
    const { told, sinceMs } = snapshot.stream;
    return {
      entries: check.entries,
      ...check.end({
        position,
        lots,
        holds,
        promised: snapshot.promised.get(itemId) ?? new Map(),
        told: told.get(itemId) ?? null,
        mustBeTold: (lastEntryMs ?? 0) > sinceMs,
        said: snapshot.said.get(itemId) ?? null,
        nowMs: now().getTime(),
      }),
    };
  }

  return async (
    tenantId: string,
    storeId: string,
    which: Parameters<typeof readCheckedPositions>[3],
    signal: AbortSignal,
  ): Promise<CheckedPage> => {
    const snapshot = await readSnapshot(tenantId, storeId, which);
    const findings: LedgerFinding[] = [];
    const sum = { found: 0, positions: 0, entries: 0 };
    let last: string | null = null;
    for (const checked of snapshot.positions) {
      signal.throwIfAborted();
      const done = await checkPosition(tenantId, snapshot, checked);
      findings.push(...done.findings);
      sum.found += done.found;
      sum.entries += done.entries;
      sum.positions += 1;
      last = checked.position.itemId;
      if (sum.entries >= MOST_ENTRIES) break;
    }
    const isWhole = sum.positions === snapshot.positions.length;
    const isLastPage = !('limit' in which) || (isWhole && snapshot.positions.length < which.limit);
    return { findings, ...sum, last: isLastPage ? null : last };
  };
}
