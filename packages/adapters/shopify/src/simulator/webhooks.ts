import { randomUUID } from 'node:crypto';
import type { HookRequest } from '@kirana/adapter';
import { type Disorder, disorder, seededRandom } from '@kirana/adapter/simulator';
import { API_VERSION } from '../manifest.ts';
import { restJson, restLevel } from './resources.ts';
import type { Shop } from './shop.ts';

export interface WebhookOptions {
  readonly shop: string;
  /** Of this delivery; a new one unless given. */
  readonly webhookId?: string;
  /** Of what happened, the same for all that is sent of it; a new one unless given. */
  readonly eventId?: string;
  /** What follows the hook URL. */
  readonly path?: string;
}

/** A message as Shopify sends it, unsigned. */
export const webhook = (topic: string, body: unknown, options: WebhookOptions): HookRequest => ({
  method: 'POST',
  path: options.path ?? '',
  query: {},
  headers: {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': options.shop,
    'x-shopify-api-version': API_VERSION,
    'x-shopify-webhook-id': options.webhookId ?? randomUUID(),
    'x-shopify-event-id': options.eventId ?? randomUUID(),
  },
  body: Buffer.from(restJson(body)),
});

/** The worst Shopify was said to do: what comes twice has another delivery id the second time, and the same event id. */
export function badDay(messages: readonly HookRequest[], how: Disorder): HookRequest[] {
  const sent = new Set<HookRequest>();
  return disorder(messages, how).map((message, index) => {
    const isAgain = sent.has(message);
    sent.add(message);
    if (!isAgain) return message;
    const webhookId = `${message.headers['x-shopify-webhook-id']}-again-${index}`;
    return { ...message, headers: { ...message.headers, 'x-shopify-webhook-id': webhookId } };
  });
}

/** Sells and counts at random, and tells of it. Afterwards the shop has what the last of the messages say. */
export function busyHour(
  shop: Shop,
  { seed, steps }: { readonly seed: number; readonly steps: number },
): HookRequest[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const tracked = shop.products.flatMap(({ variants }) => variants).filter((variant) => variant.tracked);
  return Array.from({ length: steps }, (_, step) => {
    const variant = pick(tracked);
    const location = pick(shop.locations);
    const before = variant.levels.get(location)?.available ?? 0;
    shop.setAvailable(variant.id, location, random() < 0.9 ? before - 1 : before + 24);
    return webhook('inventory_levels/update', restLevel(variant, location), {
      shop: shop.domain,
      webhookId: `hour-${seed}-${step}`,
      eventId: `event-${seed}-${step}`,
    });
  });
}
