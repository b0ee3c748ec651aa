import type { Dispatcher } from 'undici';
import type { Database } from '../database/database.ts';
import { createBell } from '../engines/events/bell.ts';
import type { Sealer } from '../identity/sealing.ts';
import {
  type ClaimedDispatch,
  claimDispatches,
  type DispatchOutcome,
  finishDispatch,
  readDueSubscriptions,
} from './dispatch-rows.ts';
import { type Posted, postEvent } from './post-event.ts';
import { markAnswering, markFailing } from './subscription-rows.ts';

export interface SenderOptions {
  /** Waits after the first, second, … failed try; after the last of them the dispatch has failed. */
  readonly retryDelaysMs: readonly number[];
  readonly timeoutMs: number;
  readonly pollMs: number;
  /** At once, in this process. */
  readonly mostSending: number;
  /** At once to one subscription: a slow one holds up no other. */
  readonly mostSendingEach: number;
  /** A subscription that failed for so long without a success is paused. */
  readonly pauseAfterMs: number;
}

export interface SenderDeps {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly dispatcher: Dispatcher;
  readonly now: () => Date;
  readonly onTrouble: (error: unknown) => void;
  readonly options: SenderOptions;
}

export interface Sender {
  /** There is something to send. */
  wake(): void;
  /** Waits a little for what is being sent; what is not answered by then is tried again later. */
  close(): Promise<void>;
}

const GONE = 410;
const CLOSE_GRACE_MS = 2_000;
/** Spreads retries of many dispatches that failed together; a tenth more at most. */
const jitter = (ms: number): number => ms * (1 + Math.random() / 10);

/** Sends what is due. Several processes may run it: rows are claimed, and come back when their sender died. */
export function startSender({ database, sealer, dispatcher, now, onTrouble, options }: SenderDeps): Sender {
  const { retryDelaysMs, timeoutMs, pollMs, mostSending, mostSendingEach, pauseAfterMs } = options;
  const bell = createBell();
  const sending = new Set<Promise<void>>();
  const perSubscription = new Map<string, number>();
  const closing = new AbortController();
  let stopped = false;

  function outcomeOf({ attempts, event }: ClaimedDispatch, { status, error }: Posted): DispatchOutcome {
    const said = { lastStatus: status, lastError: error };
    if (error === null) return { status: 'delivered', nextAttemptAt: null, ...said };
    const delay = retryDelaysMs[attempts - 1];
    if (event === undefined || delay === undefined || status === GONE)
      return { status: 'failed', nextAttemptAt: null, ...said };
    return { status: 'pending', nextAttemptAt: new Date(now().getTime() + jitter(delay)), ...said };
  }

  async function send(claimed: ClaimedDispatch): Promise<void> {
    const { tenantId, subscriptionId, url, event } = claimed;
    let posted: Posted = { status: null, error: 'the event is past its retention' };
    if (event !== undefined) {
      const opened = await Promise.all(claimed.sealedSecrets.map((sealed) => sealer.open(tenantId, sealed)));
      const secrets = opened.map((secret) => new TextDecoder().decode(secret));
      posted = await postEvent(url, secrets, event, { dispatcher, timeoutMs, signal: closing.signal, now: now() });
    }
    const outcome = outcomeOf(claimed, posted);
    await database.tenant(tenantId, async (tx) => {
      await finishDispatch(tx, claimed, outcome, now());
      if (outcome.status === 'delivered') await markAnswering(tx, tenantId, subscriptionId);
      else if (event !== undefined)
        await markFailing(tx, tenantId, subscriptionId, { gone: posted.status === GONE, now: now(), pauseAfterMs });
    });
  }

  function begin(claimed: ClaimedDispatch): void {
    const key = claimed.subscriptionId;
    perSubscription.set(key, (perSubscription.get(key) ?? 0) + 1);
    const work = send(claimed)
      .catch(onTrouble)
      .finally(() => {
        sending.delete(work);
        const left = (perSubscription.get(key) ?? 1) - 1;
        if (left === 0) perSubscription.delete(key);
        else perSubscription.set(key, left);
        bell.ring();
      });
    sending.add(work);
  }

  /** Fills free places, evenly over subscriptions. @returns how many were begun. */
  async function fill(): Promise<number> {
    let free = mostSending - sending.size;
    if (free <= 0) return 0;
    const due = await database.system((tx) => readDueSubscriptions(tx, now()));
    const slots = due.flatMap((one) => {
      const most = Math.min(free, mostSendingEach - (perSubscription.get(one.subscriptionId) ?? 0));
      if (most <= 0) return [];
      free -= most;
      return [{ ...one, most }];
    });
    if (slots.length === 0) return 0;
    // longer than a try can take: nobody else sends it meanwhile
    const until = new Date(now().getTime() + timeoutMs * 3);
    const claimed = await database.system((tx) => claimDispatches(tx, slots, now(), until));
    for (const one of claimed) begin(one);
    return claimed.length;
  }

  const working = (async () => {
    while (!stopped) {
      const begun = await fill().catch((error) => {
        onTrouble(error);
        return 0;
      });
      if (begun === 0 && !stopped) await bell.wait(pollMs);
    }
  })();

  return {
    wake: () => bell.ring(),
    async close() {
      stopped = true;
      bell.ring();
      await working;
      const timer = setTimeout(() => closing.abort(), CLOSE_GRACE_MS);
      await Promise.all(sending);
      clearTimeout(timer);
    },
  };
}
