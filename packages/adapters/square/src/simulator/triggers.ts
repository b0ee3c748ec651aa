import { randomUUID } from 'node:crypto';
import type { HookRequest, Trigger } from '@kirana/adapter';
import { triggerOf } from '@kirana/adapter/simulator';
import { DEMO_MERCHANT, MAIN } from './demo-catalog.ts';
import { catalogMessage, countMessage, otherMessage } from './messages.ts';
import { SquareShop } from './square-shop.ts';

type Values = Readonly<Record<string, string>>;

const DEMO = new SquareShop();
/** There at one location only. */
const FIRST = 'VRHONEY';
const COMMON = {
  merchant: `id of the merchant (${DEMO_MERCHANT})`,
  event: 'id of the message (a new one)',
  at: 'when it happened, as Square writes times (now)',
};

const trigger = (description: string, own: Values, request: (values: Values) => HookRequest): Trigger =>
  triggerOf(description, { ...COMMON, ...own }, request);

const facts = (values: Values) => ({
  merchant: values.merchant ?? DEMO_MERCHANT,
  eventId: values.event ?? randomUUID(),
  at: values.at ?? new Date().toISOString(),
});

/** The count of the demo shop as it is there, unless another is given: that one was made just now. */
function countOf(values: Values): HookRequest {
  const variation = values.variation ?? FIRST;
  const location = values.location ?? MAIN;
  const own = DEMO.counts.get(`${variation} ${location}`);
  const message = facts(values);
  const isOwn = values.quantity === undefined && own !== undefined;
  const calculatedAt = values.at ?? (isOwn ? own.calculatedAt : message.at);
  const quantity = values.quantity ?? own?.quantity ?? '0';
  const state = values.state === undefined ? {} : { state: values.state };
  return countMessage({ ...message, counts: [{ variation, location, quantity, calculatedAt, ...state }] });
}

/** What Square would send, by name. */
export const triggers: Readonly<Record<string, Trigger>> = {
  'inventory.count.updated': trigger(
    'A count of what is in stock',
    {
      variation: `id of the variation (${FIRST})`,
      location: `id of the location (${MAIN})`,
      quantity: 'how many, a decimal in text (as the demo shop has it)',
      state: 'state of the goods (IN_STOCK)',
    },
    countOf,
  ),
  'catalog.version.updated': trigger('Something in the catalog changed', {}, (values) => catalogMessage(facts(values))),
  'customer.updated': trigger('A kind of message that is not read', {}, (values) =>
    otherMessage('customer.updated', facts(values)),
  ),
};
