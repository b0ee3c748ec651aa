import {
  cartAboveMaximum,
  cartShortfalls,
  Instant,
  ItemId,
  KiranaError,
  Orderability,
  OrderType,
  Quantity,
  ReservationLineRequest,
  Shortfall,
  SomeQuantity,
  StoreId,
  storeAvailability,
} from '@kirana/core';
import { z } from 'zod';
import { CatalogContext, VersionToken } from '../../catalog/catalog-answer.ts';
import { optionNeeds, unitNeeds } from '../../catalog/item-stock.ts';
import { readVersionedPositions } from '../../catalog/position-fact-rows.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { covers, parseVersion } from '../../live/version-token.ts';
import type { InventoryDeps } from './inventory-deps.ts';
import { judgeLine } from './judged-items.ts';
import type { StoreOrderFacts } from './order-facts.ts';
import { type OrderLine, orderLines } from './order-lines.ts';
import { assertReached, formatStockVersion, minStockVersion, StockVersion } from './stock-version.ts';

const MAX_QUESTION_LINES = 500;
const channel = z.string().regex(/^[a-z0-9_-]{1,40}$/);

const minimum = {
  minVersion: VersionToken.optional().meta({
    description: 'Never judge by an older catalog: the `version` of a live event or of an earlier answer',
  }),
  minStockVersion,
};

const OrderabilityQuestion = z
  .strictObject({
    lines: z
      .array(z.strictObject({ ...ReservationLineRequest.shape, quantity: SomeQuantity.default(1) }))
      .min(1)
      .max(MAX_QUESTION_LINES),
    orderType: OrderType.nullable().default(null),
    channel: channel.nullable().default(null),
    at: Instant.nullable()
      .default(null)
      .meta({ description: 'Judge as of this instant instead of now, by the rows of now' }),
    ...minimum,
  })
  .meta({ id: 'OrderabilityQuestion' });

const contextQuery = {
  orderType: OrderType.optional(),
  channel: channel.optional(),
  at: Instant.optional().meta({ description: 'Judge as of this instant instead of now, by the rows of now' }),
  ...minimum,
};

const answerHead = {
  version: VersionToken,
  stockVersion: StockVersion,
  asOf: Instant,
  freshUntil: Instant.nullable().meta({ description: 'Time alone changes it then; no cache may keep it longer' }),
  context: CatalogContext,
};
const judged = Orderability.required({ maxQuantity: true }).shape;

const OrderabilityAnswer = z
  .strictObject({
    ...answerHead,
    orderable: z.boolean().meta({ description: 'All lines are, and together there is enough' }),
    lines: z.array(z.strictObject({ line: z.int().nonnegative(), itemId: ItemId, quantity: Quantity, ...judged })),
    shortfalls: z.array(Shortfall).meta({ description: 'What the lines are short of together' }),
    aboveMaximum: z.array(z.strictObject({ itemId: ItemId, quantity: Quantity, maxQuantity: Quantity })).meta({
      description: 'Items of which all lines together have more than one order may',
    }),
  })
  .meta({ id: 'OrderabilityAnswer' });

const ItemOrderability = z
  .strictObject({
    version: VersionToken,
    stockVersion: StockVersion,
    asOf: Instant,
    context: CatalogContext,
    itemId: ItemId,
    ...judged,
  })
  .meta({ id: 'ItemOrderability' });

const StoreOrderability = z
  .strictObject({ ...answerHead, items: z.array(z.strictObject({ itemId: ItemId, ...judged })) })
  .meta({ id: 'StoreOrderability', description: 'Every listed item and variation that can be sold' });

interface Asked {
  readonly orderType?: OrderType | null | undefined;
  readonly channel?: string | null | undefined;
  readonly at?: string | null | undefined;
  readonly minVersion?: string | undefined;
  readonly minStockVersion?: string | undefined;
}

const soonest = (times: readonly (string | null)[]): string | null =>
  times.filter((time) => time !== null).sort()[0] ?? null;

/** May it be bought now: one item, a whole cart, a whole store. */
export function orderabilityRoutes(deps: InventoryDeps): Route[] {
  const { database, facts, now } = deps;

  /** `lines` are made before positions are read; `all` reads those of the whole store. */
  async function judge(
    tenantId: string,
    of: StoreOrderFacts,
    lines: readonly OrderLine[],
    { orderType = null, channel: via = null, at = null, minVersion, minStockVersion: minStock }: Asked,
    all = false,
  ) {
    const atMs = at === null ? now().getTime() : Date.parse(at);
    const items = lines.flatMap((line) => [...line.needs, ...optionNeeds(of, line.item.facts)]);
    const only = all ? null : [...new Set(items.map(({ itemId }) => itemId))];
    assertVersionReached(of, minVersion);
    const { positions, stockVersion } = await database.tenant(tenantId, (tx) =>
      readVersionedPositions(tx, tenantId, of.store.id, only, atMs, deps.staleAfterMs !== null),
    );
    assertReached(of.store.id, stockVersion, minStock);
    const store = storeAvailability(of.store, atMs);
    const context = { orderType, channel: via };
    const found = lines.map((line) => ({ line, ...judgeLine(of, line, store, context, positions, deps) }));
    const head = {
      version: of.token,
      stockVersion: formatStockVersion(stockVersion),
      asOf: new Date(atMs).toISOString(),
      context: { ...context, at: at === null ? null : new Date(atMs).toISOString() },
    };
    return { atMs, head, found };
  }

  const shown = (one: Orderability) => ({ ...one, reasons: [...one.reasons], maxQuantity: one.maxQuantity ?? null });

  return [
    defineRoute({
      method: 'POST',
      path: '/v1/stores/:storeId/orderability',
      operationId: 'askOrderability',
      summary: 'May these lines be ordered, each and together, and if not, why and until when',
      description: 'Asks and changes nothing. What it says is what reserving the same lines would decide.',
      tag: 'orderability',
      access: 'catalog:read',
      browserTokens: true,
      keyed: 'by-effect',
      params: z.strictObject({ storeId: StoreId }),
      body: OrderabilityQuestion,
      response: OrderabilityAnswer,
      errors: ['NOT_FOUND', 'STATE_CONFLICT', 'COMPONENTS_INVALID', 'QUANTITY_ABOVE_MAXIMUM'],
      handle: async ({ params: { storeId }, body }, { tenantId }) => {
        const of = await facts.of(tenantId, storeId);
        const lines = await orderLines(facts, tenantId, of, body.lines);
        const { atMs, head, found } = await judge(tenantId, of, lines, body);
        const cart = found.map(({ line, stock }) => ({ stock, quantity: line.quantity }));
        const shortfalls = cartShortfalls(cart, atMs).map((one) => ({ ...one, lines: [...one.lines] }));
        const aboveMaximum = [...cartAboveMaximum(cart)];
        return {
          ...head,
          freshUntil: soonest(found.map((one) => one.judged.freshUntil)),
          orderable: shortfalls.length === 0 && aboveMaximum.length === 0 && found.every((one) => one.judged.orderable),
          lines: found.map((one, line) => ({
            line,
            itemId: one.line.itemId,
            quantity: one.line.quantity,
            ...shown(one.judged),
          })),
          shortfalls,
          aboveMaximum,
        };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/stores/:storeId/items/:itemId/orderability',
      operationId: 'getOrderability',
      summary: 'May this item be ordered, and if not, why and until when',
      tag: 'orderability',
      access: 'catalog:read',
      browserTokens: true,
      params: z.strictObject({ storeId: StoreId, itemId: ItemId }),
      query: z.strictObject({
        ...contextQuery,
        quantity: z.coerce.number().pipe(SomeQuantity).default(1).meta({ description: 'Units asked for' }),
      }),
      response: ItemOrderability,
      errors: ['NOT_FOUND', 'STATE_CONFLICT', 'COMPONENTS_INVALID', 'QUANTITY_ABOVE_MAXIMUM'],
      handle: async ({ params: { storeId, itemId }, query }, { tenantId }) => {
        const of = await facts.of(tenantId, storeId);
        const lines = await orderLines(facts, tenantId, of, [{ itemId, quantity: query.quantity }]);
        const { head, found } = await judge(tenantId, of, lines, query);
        const [one] = found;
        if (one === undefined) throw new KiranaError('INTERNAL');
        return { ...head, itemId, ...shown(one.judged) };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/stores/:storeId/orderability',
      operationId: 'getStoreOrderability',
      summary: 'What of a whole store may be ordered',
      tag: 'orderability',
      access: 'catalog:read',
      browserTokens: true,
      params: z.strictObject({ storeId: StoreId }),
      query: z.strictObject(contextQuery),
      response: StoreOrderability,
      errors: ['NOT_FOUND', 'STATE_CONFLICT'],
      handle: async ({ params: { storeId }, query }, { tenantId }) => {
        const of = await facts.of(tenantId, storeId);
        const lines = of.listed.flatMap((itemId) => lineOfStore(of, itemId));
        const { head, found } = await judge(tenantId, of, lines, query, true);
        return {
          ...head,
          freshUntil: soonest(found.map((one) => one.judged.freshUntil)),
          items: found.map((one) => ({ itemId: one.line.itemId, ...shown(one.judged) })),
        };
      },
    }),
  ];
}

/** @throws STATE_CONFLICT when the store has not reached the version asked for */
function assertVersionReached(of: StoreOrderFacts, wanted: string | undefined): void {
  const version = wanted === undefined ? undefined : parseVersion(wanted);
  if (wanted === undefined || (version !== undefined && covers(of, version))) return;
  const params = { storeId: of.store.id, minVersion: wanted, version: of.token };
  throw new KiranaError('STATE_CONFLICT', params, { detail: 'The store has not reached the version asked for.' });
}

/** One unit of an item by itself. Where its components make no sense nobody can have it, and the others are told all the same. */
function lineOfStore(of: StoreOrderFacts, itemId: string): OrderLine[] {
  const item = of.item(itemId);
  if (item === undefined) return [];
  const needs = unitNeeds(of, itemId);
  const known = needs === undefined ? { ...item, facts: { ...item.facts, sellable: false } } : item;
  return [{ itemId, quantity: 1, item: known, options: [], choice: null, needs: needs ?? [] }];
}
