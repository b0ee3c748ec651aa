import type { SetStock } from '@kirana/adapter';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contextFor } from './context-for-tests.ts';
import shopify from './index.ts';
import { type ShopifySimulator, type ShopVariant, startShopify, throttled } from './simulator/index.ts';

let running: ShopifySimulator;
let one: ShopVariant;
let other: ShopVariant;
let location: string;
beforeEach(async () => {
  running = await startShopify();
  const tracked = running.shop.products.flatMap(({ variants }) => variants.filter((variant) => variant.tracked));
  [one, other] = tracked as [ShopVariant, ShopVariant];
  [location] = running.shop.locations as [string];
  running.shop.setAvailable(one.id, location, 10);
  running.shop.setAvailable(other.id, location, 20);
});
afterEach(() => running.close());

const line = (externalId: string, quantity: number | null, on = true, aliases: readonly string[] = []) => ({
  externalId,
  aliases,
  warehouse: null,
  quantity,
  on,
  until: null,
});
const command = (lines: SetStock['lines'], id = 'cmd_1'): SetStock => ({ kind: 'stock.set', id, location, lines });
const send = async (asked: SetStock) => {
  if (shopify.send === undefined) throw new Error('it cannot send');
  return shopify.send(contextFor(running), asked);
};
const availableOf = (variant: ShopVariant) => variant.levels.get(location)?.available;
const writes = () => running.calls.filter(({ body }) => body.includes('KiranaSetQuantities'));
const keys = () => writes().map(({ body }) => JSON.parse(body).variables.key);

/** What happens in the shop between our reading and our writing. */
function meanwhile(context: ReturnType<typeof contextFor>, happens: () => void) {
  let done = false;
  const http: typeof context.http = async (request) => {
    if (!done && request.body?.includes('KiranaSetQuantities') === true) {
      done = true;
      happens();
    }
    return context.http(request);
  };
  return { ...context, http };
}

describe('stock is written', () => {
  test('over the quantity that was read, by variant or inventory item', async () => {
    const aliases = [`inventory_item:${other.inventoryItemId}`];
    const lines = [line(`variant:${one.id}`, 7), line('sku-of-somebody', 5, false, aliases)];
    expect(await send(command(lines))).toMatchObject({ kind: 'done', lines: [{ ok: true }, { ok: true }] });
    expect([availableOf(one), availableOf(other)]).toEqual([7, 0]);
    const [call] = writes();
    const { variables, query } = JSON.parse(call?.body ?? '{}');
    expect(query).toContain('@idempotent(key: $key)');
    expect(variables).toMatchObject({
      key: 'cmd_1',
      input: {
        name: 'available',
        referenceDocumentUri: 'kirana://commands/cmd_1',
        quantities: [
          { quantity: 7, changeFromQuantity: 10 },
          { quantity: 0, changeFromQuantity: 20 },
        ],
      },
    });
  });

  test('once, however often it is sent', async () => {
    const asked = command([line(`variant:${one.id}`, 7)]);
    await send(asked);
    await send(asked);
    expect(running.effects).toEqual([
      { kind: 'stock.set', inventoryItem: one.inventoryItemId, location, from: 10, to: 7 },
    ]);
    expect(writes()).toHaveLength(1);
  });

  test('and what was sold after the first attempt is not undone by the second', async () => {
    const asked = command([line(`variant:${one.id}`, 7)]);
    await send(asked);
    running.shop.setAvailable(one.id, location, 6);
    expect(await send(asked)).toMatchObject({ kind: 'done' });
    expect(availableOf(one)).toBe(6);
    expect(running.effects).toHaveLength(1);
  });

  test('anew when somebody was faster', async () => {
    const context = meanwhile(contextFor(running), () => running.shop.setAvailable(one.id, location, 9));
    expect(await shopify.send?.(context, command([line(`variant:${one.id}`, 7)]))).toMatchObject({ kind: 'done' });
    expect(running.effects).toMatchObject([{ from: 9, to: 7 }]);
    expect(keys()).toEqual(['cmd_1', 'cmd_1-2']);
  });

  test('never when the shop is always faster', async () => {
    const context = contextFor(running);
    let count = 100;
    const http: typeof context.http = (request) => {
      count += 1;
      if (request.body?.includes('KiranaSetQuantities')) running.shop.setAvailable(one.id, location, count);
      return context.http(request);
    };
    await expect(shopify.send?.({ ...context, http }, command([line(`variant:${one.id}`, 7)]))).rejects.toMatchObject({
      kind: 'transient',
    });
    expect(running.effects).toEqual([]);
  });

  test('for the lines that can be, and the others say why', async () => {
    one.levels.delete(location);
    const untracked = running.shop.find((variant) => !variant.tracked)?.variant;
    const lines = [
      line(`variant:${other.id}`, 3),
      line(`variant:${one.id}`, 1),
      line(`variant:${untracked?.id}`, 1),
      line('variant:1', 1),
      line('product:1', 1),
      line(`variant:${other.id}1`, null),
    ];
    const result = await send(command(lines));
    expect(result.kind === 'done' ? result.lines.map(({ ok, detail }) => detail ?? ok) : result).toEqual([
      true,
      'it is not stocked at this location',
      'Shopify does not track its stock',
      'Shopify does not know it',
      'it is no variant of Shopify',
      'Shopify needs a quantity',
    ]);
    expect(availableOf(other)).toBe(3);
  });

  test('a quantity that Shopify refuses does not hold up the rest', async () => {
    const lines = [line(`variant:${one.id}`, 1_000_000_001), line(`variant:${other.id}`, 3)];
    expect(await send(command(lines))).toMatchObject({ kind: 'done', lines: [{ ok: false }, { ok: true }] });
    expect([availableOf(one), availableOf(other)]).toEqual([10, 3]);
    expect(keys()).toEqual(['cmd_1', 'cmd_1-2']);
    // the same again: the first key tells its answer again, the second is not needed
    await send(command(lines));
    expect(running.effects).toHaveLength(1);
  });

  test('not at all when every line is refused', async () => {
    expect(await send(command([line('variant:1', 1)]))).toMatchObject({ kind: 'refused' });
    expect(await send(command([line(`variant:${one.id}`, 1_000_000_001)]))).toMatchObject({
      kind: 'refused',
      code: 'INVALID_QUANTITY_TOO_HIGH',
    });
  });

  test('later when Shopify has no time for it', async () => {
    running.script.push(throttled());
    await expect(send(command([line(`variant:${one.id}`, 7)]))).rejects.toMatchObject({ kind: 'rate_limited' });
    const userErrors = [{ code: 'IDEMPOTENCY_CONCURRENT_REQUEST', field: null, message: 'in progress' }];
    const context = contextFor(running);
    const http: typeof context.http = async (request) => {
      if (request.body?.includes('KiranaSetQuantities')) {
        running.script.push({ status: 200, body: { data: { inventorySetQuantities: { userErrors } } } });
      }
      return context.http(request);
    };
    const asked = command([line(`variant:${one.id}`, 7)]);
    await expect(shopify.send?.({ ...context, http }, asked)).rejects.toMatchObject({ kind: 'transient' });
  });
});

test('nothing else is sent', async () => {
  const status = { kind: 'store.status', id: 'c', location, open: true, returnAt: null, reason: null } as const;
  await expect(shopify.send?.(contextFor(running), status)).rejects.toMatchObject({ kind: 'bug' });
});
