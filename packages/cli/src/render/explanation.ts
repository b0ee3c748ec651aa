import type { components } from '@kirana/sdk';
import { availabilityText } from './item.ts';
import { plain } from './plain.ts';
import { renderEntries, renderStock } from './stock.ts';
import { dateTime } from './time.ts';

type Explanation = components['schemas']['Explanation'];
type Cause = components['schemas']['ExplainedCause'];

const paramsText = (params: Readonly<Record<string, unknown>>): string =>
  Object.entries(params)
    .map(([name, value]) => ` ${name}=${value}`)
    .join('');

/** "2026-11-22 10:00:00 switch.changed #12 of store:sto_…, by connection:con_…, delivery dlv_…". */
function causeText({ at, actor, deliveryId, event, entry }: Cause): string {
  const what =
    event === null
      ? `entry ${entry?.sequence} of ${entry?.itemId}: ${entry?.kind}, ${entry?.source.kind} ${entry?.source.id}`
      : `event ${event.kind} #${event.sequence} of ${event.stream}`;
  const delivery = deliveryId === null ? '' : `, delivery ${deliveryId}`;
  return plain(`    ${dateTime(at) ?? ''}  ${what}, by ${actor ?? 'nobody known'}${delivery}`);
}

/** Each reason with its rule and what is on record, then the stock behind it. */
export function renderExplanation(said: Explanation): string {
  const { because, stock, entries, unknown, asOf, orderability } = said;
  const parts = [`As of ${dateTime(asOf)}: orderable ${availabilityText(orderability)}`];
  for (const { reason, rule, causes } of because) {
    parts.push('', plain(`${reason.code}${paramsText(reason.params)}`), `  ${rule}`);
    parts.push(...(causes.length === 0 ? ['    Nothing on record says when or who.'] : causes.map(causeText)));
  }
  if (stock !== null) parts.push('', renderStock(stock));
  if (entries.length > 0) parts.push('', renderEntries(entries));
  if (unknown.length > 0) parts.push('', ...unknown.map((text) => `Not known: ${plain(text)}`));
  return parts.join('\n');
}
