import {
  AdjustReason,
  BlockKind,
  type Command,
  CountReason,
  ExpiryDate,
  Instant,
  ItemId,
  KiranaError,
  LotName,
  lotExpiryMs,
  Quantity,
  QuantityDelta,
  ReceiveReason,
  SomeQuantity,
  StoreId,
  Tracking,
} from '@kirana/core';
import { z } from 'zod';
import { type Call, defineRoute, type Route } from '../../http/route.ts';
import type { InventoryDeps } from './inventory-deps.ts';
import { effectKeyOf, occurredMs, requestHash, submit } from './refused.ts';
import { StockWritten } from './stock-answers.ts';

const MAX_RECEIPT_LINES = 200;

const occurredAt = Instant.nullable().default(null).meta({ description: 'When it happened; null: now' });

const NewReceipt = z
  .strictObject({
    reason: ReceiveReason.default('purchase'),
    ordered: z.boolean().default(false).meta({ description: 'It was incoming, which goes down with it' }),
    lines: z
      .array(
        z.strictObject({
          itemId: ItemId,
          quantity: SomeQuantity,
          lot: LotName.nullable().default(null),
          expiresOn: ExpiryDate.nullable().default(null),
        }),
      )
      .min(1)
      .max(MAX_RECEIPT_LINES),
    occurredAt,
  })
  .meta({ id: 'NewStockReceipt' });

const NewCount = z
  .strictObject({ itemId: ItemId, onHand: Quantity, reason: CountReason.default('cycle_count'), occurredAt })
  .meta({ id: 'NewStockCount' });

const NewAdjustment = z
  .strictObject({
    itemId: ItemId,
    quantity: QuantityDelta,
    reason: AdjustReason,
    from: BlockKind.nullable().default(null).meta({ description: 'Units that leave were blocked as this' }),
    occurredAt,
  })
  .meta({ id: 'NewStockAdjustment' });

const NewBlock = z
  .strictObject({
    itemId: ItemId,
    quantity: SomeQuantity,
    kind: BlockKind,
    release: z.boolean().default(false).meta({ description: 'Free them again instead' }),
    occurredAt,
  })
  .meta({ id: 'NewStockBlock' });

const NewLevel = z
  .strictObject({
    itemId: ItemId,
    level: z.enum(['safety_stock', 'incoming']).meta({ id: 'StockLevel' }),
    quantity: Quantity,
    occurredAt,
  })
  .meta({ id: 'NewStockLevel', description: 'Sets a figure that is decided, not counted' });

const NewTracking = z.strictObject({ itemId: ItemId, tracking: Tracking, occurredAt }).meta({ id: 'NewStockTracking' });

type Kind = Exclude<Command['kind'], 'reserve' | 'commit' | 'release' | 'extend' | 'sell' | 'report'>;
type Body = { readonly occurredAt: string | null };

/** @throws REQUEST_INVALID */
function refuseBody(field: string, message: string): never {
  throw new KiranaError('REQUEST_INVALID', {}, { problems: [{ path: `/body/${field}`, message }] });
}

/** What people set right in the ledger. */
export function stockChangeRoutes({ ledger, facts, now }: InventoryDeps): Route[] {
  const headOf = <K extends Kind>(call: Call, storeId: string, kind: K, body: Body) => ({
    kind,
    storeId,
    actor: call.origin.actor,
    source: { kind: 'person' as const, id: call.origin.actor },
    hash: requestHash(kind, [storeId, body]),
    key: effectKeyOf(call),
    occurredAtMs: occurredMs(body.occurredAt, now().getTime()),
  });

  async function write(call: Call, command: Command) {
    const done = await submit(ledger, call, command);
    if (done.outcome !== 'recorded') throw new KiranaError('INTERNAL');
    return { written: [...done.written], stockVersion: done.stockVersion };
  }

  const change = <B extends z.ZodType<Body>>(
    name: string,
    operationId: string,
    summary: string,
    body: B,
    errors: Route['errors'],
    command: (call: Call, storeId: string, body: z.output<B>) => Promise<Command> | Command,
  ): Route =>
    defineRoute({
      method: 'POST',
      path: `/v1/stores/:storeId/stock/${name}`,
      operationId,
      summary,
      description:
        'With an `Idempotency-Key` it is one effect however often it is sent: the key is stored with the entry, in its transaction. A refusal leaves the key free.',
      tag: 'stock',
      access: 'inventory:write',
      keyed: 'by-effect',
      params: z.strictObject({ storeId: StoreId }),
      body,
      response: StockWritten,
      status: 201,
      errors: ['NOT_FOUND', 'OVERLOADED', ...(errors ?? [])],
      handle: async ({ params, body: asked }, call) =>
        write(call, await command(call, params.storeId, asked as z.output<B>)),
    });

  return [
    change(
      'receipts',
      'receiveStock',
      'Goods came in',
      NewReceipt,
      ['QUANTITY_ABOVE_MAXIMUM'],
      async (call, storeId, body) => {
        const { zone } = (await facts.of(call.tenantId, storeId)).store;
        return {
          ...headOf(call, storeId, 'receive', body),
          reason: body.reason,
          ordered: body.ordered,
          lines: body.lines.map((line) => ({
            ...line,
            expiresAtMs: line.expiresOn === null ? null : lotExpiryMs(line.expiresOn, zone),
          })),
        };
      },
    ),
    change(
      'counts',
      'countStock',
      'Somebody counted: on hand is this, whatever it was',
      NewCount,
      [],
      (call, storeId, body) => ({
        ...headOf(call, storeId, 'count', body),
        itemId: body.itemId,
        onHand: body.onHand,
        reason: body.reason,
      }),
    ),
    change(
      'adjustments',
      'adjustStock',
      'So many units more, or fewer when below zero',
      NewAdjustment,
      ['STOCK_INSUFFICIENT', 'QUANTITY_ABOVE_MAXIMUM'],
      (call, storeId, body) => {
        const { itemId, quantity, reason, from } = body;
        if (quantity === 0) refuseBody('quantity', 'must not be 0');
        if (from !== null && quantity > 0) refuseBody('from', 'only with a quantity below zero');
        return { ...headOf(call, storeId, 'adjust', body), itemId, quantity, reason, from };
      },
    ),
    change(
      'blocks',
      'blockStock',
      'Units on hand that may not be sold, or may again',
      NewBlock,
      ['STOCK_INSUFFICIENT'],
      (call, storeId, body) => ({
        ...headOf(call, storeId, body.release ? 'unblock' : 'block', body),
        itemId: body.itemId,
        quantity: body.quantity,
        blockKind: body.kind,
      }),
    ),
    change('levels', 'setStockLevel', 'Set safety stock, or what is incoming', NewLevel, [], (call, storeId, body) => ({
      ...headOf(call, storeId, body.level === 'incoming' ? 'set_incoming' : 'set_safety_stock', body),
      itemId: body.itemId,
      quantity: body.quantity,
    })),
    change(
      'tracking',
      'setStockTracking',
      'Count an item, or know only its switch',
      NewTracking,
      [],
      (call, storeId, body) => ({
        ...headOf(call, storeId, 'set_tracking', body),
        itemId: body.itemId,
        tracking: body.tracking,
      }),
    ),
  ];
}
