import { type Answer, type Command, decide, effectKey, KiranaError } from '@kirana/core';
import type { Database } from '../database/database.ts';
import {
  decideStored,
  PositionsMissed,
  readKnown,
  type StoreBatch,
  type StoredOutcome,
  stateOf,
} from './decide-stored.ts';
import type { LoadedState } from './stock-state-rows.ts';
import { readStockVersion } from './stock-version-rows.ts';

/** An answer, and the version of the store's stock that holds what it says; null for a refusal and for a report that wrote nothing. */
export interface VersionedAnswer {
  readonly answer: Answer;
  readonly stockVersion: number | null;
}

/** A command and whoever waits for its answer. */
export interface Waiting {
  readonly command: Command;
  readonly done: PromiseWithResolvers<VersionedAnswer>;
}

const UNIQUE = '23505';
/** How often a batch is run again because another process got in between. */
const ATTEMPTS = 5;

const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === UNIQUE;

/**
 * One transaction; again when another process made the same id, or a reservation of this batch, in the meantime: then it is known, and
 * is answered as such.
 */
export async function runStored(database: Database, batch: StoreBatch): Promise<StoredOutcome> {
  const alsoItemIds = new Set(batch.alsoItemIds);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const wider = { ...batch, alsoItemIds: [...alsoItemIds] };
      return await database.tenant(batch.tenantId, (tx) => decideStored(tx, wider));
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      if (error instanceof PositionsMissed) for (const itemId of error.itemIds) alsoItemIds.add(itemId);
      else if (!isUniqueViolation(error)) throw error;
    }
  }
}

interface Answers {
  readonly answers: readonly (Answer | undefined)[];
  readonly stockVersion: number | null;
}

const NO_ANSWERS: Answers = { answers: [], stockVersion: null };

const answerAll = (waiting: readonly Waiting[], { answers, stockVersion }: Answers, error?: unknown): void => {
  waiting.forEach(({ done }, index) => {
    const answer = answers[index];
    if (answer === undefined) done.reject(error);
    else done.resolve({ answer, stockVersion });
  });
};

/** What is known of one command, and nothing of what the others would do. */
function knownOf(known: LoadedState, command: Command): LoadedState {
  const key = effectKey(command);
  const id = 'reservationId' in command ? command.reservationId : null;
  return structuredClone({
    ...known,
    reservations: known.reservations.filter((record) => record.id === id),
    effects: known.effects.filter((effect) => effect.key === key),
  });
}

/**
 * The connection broke, perhaps after the commit: only what is really there may be answered. The rules are asked, of each command by itself,
 * what a repetition would hear; what is no repetition was not written, or cannot be told from that: the caller asks again with its id.
 */
async function settleUnknown(database: Database, batch: StoreBatch): Promise<Answers> {
  const { known, stockVersion } = await database.tenant(batch.tenantId, async (tx) => ({
    known: await readKnown(tx, batch),
    stockVersion: await readStockVersion(tx, batch.tenantId, batch.storeId),
  }));
  const answers = batch.commands.map((command) => {
    const [answer] = decide(stateOf(batch, knownOf(known, command), new Map()), command).answers;
    return answer !== undefined && 'replayed' in answer && answer.replayed ? { ...answer, replayed: false } : undefined;
  });
  return { answers, stockVersion };
}

/** Runs a batch to its end: everyone who waits is answered. One that fails is halved until what is wrong with it stands alone. */
export async function runBatch(
  database: Database,
  waiting: readonly Waiting[],
  batch: Omit<StoreBatch, 'commands' | 'alsoItemIds'>,
): Promise<void> {
  const whole: StoreBatch = { ...batch, commands: waiting.map(({ command }) => command), alsoItemIds: [] };
  try {
    answerAll(waiting, await runStored(database, whole));
  } catch (error) {
    if (error instanceof KiranaError && error.code === 'DATABASE_UNAVAILABLE') {
      answerAll(waiting, await settleUnknown(database, whole).catch(() => NO_ANSWERS), error);
    } else if (waiting.length === 1) {
      answerAll(waiting, NO_ANSWERS, error);
    } else {
      const half = waiting.length >> 1;
      await runBatch(database, waiting.slice(0, half), batch);
      await runBatch(database, waiting.slice(half), batch);
    }
  }
}
