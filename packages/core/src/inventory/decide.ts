import { type Answer, refuse } from './answer.ts';
import { Batch, type BatchOutcome } from './batch.ts';
import type { Command } from './command.ts';
import { correctStock } from './correct-stock.ts';
import { settleDue } from './due.ts';
import { commit, release } from './end-reservation.ts';
import { extend } from './extend-reservation.ts';
import { receive } from './receive.ts';
import { report } from './report.ts';
import { reserve } from './reserve.ts';
import { sell } from './sell.ts';
import type { StockState } from './stock-state.ts';

/** The key under which an effect is known; null: the command needs none, or is told apart by its own id. */
export function effectKey(command: Command): string | null {
  switch (command.kind) {
    case 'reserve':
    case 'commit':
    case 'release':
    case 'extend':
    case 'report':
      return null;
    default:
      return command.key;
  }
}

function run(batch: Batch, command: Command): Answer {
  switch (command.kind) {
    case 'reserve':
      return reserve(batch, command);
    case 'commit':
      return commit(batch, command);
    case 'release':
      return release(batch, command);
    case 'extend':
      return extend(batch, command);
    case 'sell':
      return sell(batch, command);
    case 'receive':
      return receive(batch, command);
    case 'report':
      return report(batch, command);
    default:
      return correctStock(batch, command);
  }
}

/** Idempotency is judged before stock: a repetition hears the first answer, not today's. A refusal leaves nothing to repeat. */
function runOnce(batch: Batch, command: Command): Answer {
  const key = effectKey(command);
  if (key === null || command.kind === 'report') return run(batch, command);
  const known = batch.state.effects.get(key);
  if (known !== undefined) {
    if (known.hash !== command.hash) return refuse('IDEMPOTENCY_KEY_REUSED', { key });
    return known.answer.outcome === 'recorded' ? { ...known.answer, replayed: true } : known.answer;
  }
  const answer = run(batch, command);
  if (answer.outcome === 'refused') return answer;
  const effect = { hash: command.hash, answer };
  batch.state.effects.set(key, effect);
  batch.effects.set(key, effect);
  return answer;
}

/**
 * Decides commands in order, each on what those before it left, after ending what is due at the positions given. The same commands one
 * by one give the same entries and answers. The state is worked on in place. With no commands it only ends what is due.
 */
export function decideBatch(state: StockState, commands: readonly Command[]): BatchOutcome {
  const batch = new Batch(state);
  for (const stocked of state.positions.values()) settleDue(batch, stocked);
  return batch.finish(commands.map((command) => runOnce(batch, command)));
}

/** Decides one command: a batch of one. */
export const decide = (state: StockState, command: Command): BatchOutcome => decideBatch(state, [command]);
