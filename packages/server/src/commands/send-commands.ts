import type { CommandResult } from '@kirana/adapter';
import { KiranaError } from '@kirana/core';
import type { Database, Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { appendEvents } from '../events/event-rows.ts';
import type { SendCalls } from '../gateway/adapter-calls.ts';
import { pullFailure, waitMs } from '../gateway/pull-failure.ts';
import { holdPulls, readCallableConnection } from '../gateway/source-rows.ts';
import { startWorkerLoops, type WorkerLoop } from '../gateway/worker-loop.ts';
import type { Log } from '../observe/log.ts';
import {
  type CommandEnd,
  type CommandRow,
  commandOf,
  endCommand,
  endOf,
  leaseCommand,
  leaseUnsettled,
  postponeCommand,
  saveTaken,
} from './command-rows.ts';
import { commandFinished, lockReference, settlementEnd, takeEarlySettlement } from './settlement-rows.ts';
import { makeDueCommands, SYSTEM } from './stock-to-send.ts';
import { returnStockToSend } from './stock-to-send-rows.ts';

export interface SendCommandsDeps {
  readonly database: Database;
  readonly calls: SendCalls;
  readonly adapters: Parameters<typeof makeDueCommands>[0]['adapters'];
  readonly log: Log;
  readonly now: () => Date;
  /** How often workers look without being woken; 1,000 ms. */
  readonly pollMs?: number;
}

const SUPERSEDED = 'Newer figures are sent instead.';

/** Commands of this process on their way at once. */
const LOOPS = 2;
/** Tries, an hour and more with the growing pauses, before a command is given up. */
const MOST_ATTEMPTS = 20;

/** Sends what is due, one command of a connection after the other. The same id goes with each try: the provider, or its adapter, knows it. */
export function sendCommands(deps: SendCommandsDeps): WorkerLoop {
  const { database, calls, log, now } = deps;

  async function finish(tx: Tx, row: CommandRow, end: CommandEnd): Promise<void> {
    const at = now();
    if (!(await endCommand(tx, row, end, at))) return;
    const origin = { actor: 'system:commands', requestId: newId('request'), cause: row.id };
    await appendEvents(tx, [commandFinished(row, end.status)], origin, at);
  }

  async function settleResult(row: CommandRow, result: CommandResult): Promise<void> {
    const end = endOf(result);
    await database.tenant(row.tenant_id, async (tx) => {
      if (end !== null) return finish(tx, row, end);
      const reference = result.kind === 'taken' ? result.reference : null;
      const place = { tenantId: row.tenant_id, connectionId: row.connection_id };
      if (reference !== null) await lockReference(tx, place, reference);
      await saveTaken(tx, row, reference);
      if (reference === null) return;
      const early = await takeEarlySettlement(tx, place, reference);
      if (early !== undefined) await finish(tx, row, settlementEnd(early));
    });
  }

  async function settleFailure(row: CommandRow, error: unknown): Promise<void> {
    const { verdict, code, detail, retryAfterMs } = pullFailure(error);
    log.warn({ commandId: row.id, connectionId: row.connection_id, code, verdict }, detail);
    const at = new Date(now().getTime() + waitMs(row.attempts, retryAfterMs, Math.random()));
    await database.tenant(row.tenant_id, async (tx) => {
      if (verdict === 'hold') await holdPulls(tx, row.tenant_id, row.connection_id, detail);
      const isOver = verdict === 'fail' || row.attempts >= MOST_ATTEMPTS;
      if (isOver) await finish(tx, row, { status: 'failed', reference: null, code, detail, lines: [] });
      else await postponeCommand(tx, row, { at, code, detail });
    });
  }

  /** A command of ours that had to wait, and has newer figures behind it: those are sent instead. */
  const giveWay = (row: CommandRow): Promise<boolean> =>
    database.tenant(row.tenant_id, async (tx) => {
      if (row.attempts === 1 || row.requested_by !== SYSTEM || !(await returnStockToSend(tx, row, now()))) return false;
      await finish(tx, row, { status: 'failed', reference: null, code: null, detail: SUPERSEDED, lines: [] });
      return true;
    });

  async function send(row: CommandRow, signal: AbortSignal): Promise<void> {
    const connection = await database.tenant(row.tenant_id, (tx) =>
      readCallableConnection(tx, row.tenant_id, row.connection_id),
    );
    if (connection === undefined) return;
    // an answer that could not be stored is no failure that was counted
    if (row.attempts > MOST_ATTEMPTS) return settleFailure(row, new Error('tried too often'));
    if (await giveWay(row)) return;
    let result: CommandResult;
    try {
      result = await calls.send(connection, commandOf(row), signal);
    } catch (error) {
      if (!signal.aborted) return settleFailure(row, error);
      const again = { at: now(), code: 'SHUTTING_DOWN', detail: 'The server stopped while it was sent.' };
      return database.tenant(row.tenant_id, (tx) => postponeCommand(tx, row, again));
    }
    await settleResult(row, result);
  }

  const giveUp = (row: CommandRow) =>
    database.tenant(row.tenant_id, (tx) =>
      finish(tx, row, {
        status: 'failed',
        reference: null,
        code: 'PROVIDER_UNREACHABLE',
        detail: 'The provider took it a day ago and never said what came of it.',
        lines: [],
      }),
    );

  return startWorkerLoops(LOOPS, {
    pollMs: deps.pollMs ?? 1_000,
    step: async (worker, found, signal) => {
      const made = await makeDueCommands(deps);
      const row = await database.system((tx) => leaseCommand(tx, worker, now()));
      if (row !== undefined) {
        found();
        await send(row, signal);
        return true;
      }
      const forgotten = await database.system((tx) => leaseUnsettled(tx, worker, now()));
      if (forgotten !== undefined) await giveUp(forgotten);
      return made || forgotten !== undefined;
    },
    onError: (error) => {
      const code = error instanceof KiranaError ? error.code : 'INTERNAL';
      log.error({ code, stack: error instanceof Error ? error.stack : undefined }, 'command worker');
    },
  });
}
