import { type Answer, refuse, type WrittenAt } from './answer.ts';
import type { Batch, Provenance } from './batch.ts';
import type { Report } from './command.ts';
import { lotsWithin } from './correct-stock.ts';
import { MAX_QUANTITY } from './quantity.ts';
import { applyReport, type StockReport } from './reported-stock.ts';
import { type AuthoritativeStock, authorityOf, reportedOnHand } from './stock-authority.ts';
import type { StockedPosition } from './stock-state.ts';

const answer = (
  verdict: Extract<Answer, { outcome: 'reported' }>['verdict'],
  written: readonly WrittenAt[],
): Answer => ({
  outcome: 'reported',
  verdict,
  written,
});

/** What a report makes of on hand. A source that never gave an absolute only moves it. */
function onHandAfter(stocked: StockedPosition, by: AuthoritativeStock, { amount }: StockReport): number {
  const onHand = by.absolute
    ? reportedOnHand(by, stocked.ownChanges)
    : Math.max(0, stocked.position.onHand + ('delta' in amount ? amount.delta : 0));
  return Math.min(onHand, MAX_QUANTITY);
}

function writeReported(batch: Batch, stocked: StockedPosition, command: Report, onHand: number): readonly WrittenAt[] {
  const { amount } = command.report;
  const from: Provenance = {
    source: { kind: 'delivery', id: command.deliveryId },
    actor: command.actor,
    occurredAtMs: Math.min(command.report.observedAtMs, batch.state.nowMs),
  };
  const stated = 'absolute' in amount ? amount.absolute : amount.delta;
  const sequence = stocked.position.sequence;
  if ('absolute' in amount && stated < 0) {
    batch.write(stocked, { kind: 'discrepancy', reason: 'reported_below_zero', quantity: 0 - stated }, from);
  }
  const delta = onHand - stocked.position.onHand;
  if (delta !== 0) {
    const lots = lotsWithin(batch, stocked, onHand, 'sellable_first');
    const reason = 'absolute' in amount ? 'absolute' : 'delta';
    batch.write(stocked, { kind: 'reported', reason, quantity: Math.abs(stated), onHand: delta, ...lots }, from);
  }
  const { itemId } = command;
  return stocked.position.sequence === sequence ? [] : [{ itemId, sequence: stocked.position.sequence }];
}

/**
 * Takes a provider's report under the ordering rules. Stale and repeated ones change nothing and write nothing, so that a replay adds
 * no entry; those of a source with less authority are kept, and do not change on hand.
 */
export function report(batch: Batch, command: Report): Answer {
  const stocked = batch.find(command.storeId, command.itemId);
  if (stocked === undefined) return refuse('NOT_FOUND', { itemId: command.itemId });
  const { source, warehouse } = command.report;
  const index = stocked.reports.findIndex((known) => known.source === source && known.warehouse === warehouse);
  const known = stocked.reports[index];
  const { verdict, stock } = applyReport(known, command.report, batch.state.nowMs);
  if (verdict !== 'applied' || stock === undefined) return answer(verdict, []);
  if (index === -1) stocked.reports.push(stock);
  else stocked.reports[index] = stock;
  batch.reported(command.storeId, command.itemId, known, stock);
  const by = authorityOf(stocked.reports, batch.state.terms);
  if (by === undefined || by.source !== source) return answer('outranked', []);
  const written = writeReported(batch, stocked, command, onHandAfter(stocked, by, command.report));
  return answer(written.length === 0 ? 'unchanged' : 'applied', written);
}
