import {
  Instant,
  ItemId,
  itemOrderability,
  type Json,
  type LoggedEvent,
  type Need,
  OrderType,
  type Reason,
  type StockEntry,
  StoreId,
  storeAvailability,
} from '@kirana/core';
import { z } from 'zod';
import { optionNeeds, type Positions, stockFacts, unitNeeds, withOptionStock } from '../../catalog/item-stock.ts';
import { readPositionFacts } from '../../catalog/position-fact-rows.ts';
import { merchantStream, storeStream } from '../../catalog-writes/catalog-events.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { causesOf } from './explain-causes.ts';
import { deliveriesAt, oldestKept, readHistory, readItemStatements, type Statement } from './explain-rows.ts';
import { Explanation, RULES } from './explanation.ts';
import type { InventoryDeps } from './inventory-deps.ts';
import type { ItemOrderFacts, StoreOrderFacts } from './order-facts.ts';
import { pastFacts, pastPosition } from './past-facts.ts';
import { stockPosition } from './stock-answers.ts';

const MOST_ENTRIES = 20;
/** Entries are read back to the instant asked for, this many at most. */
const MOST_ENTRIES_BACK = 1_000;

interface Asked {
  readonly tenantId: string;
  readonly storeId: string;
  readonly itemId: string;
  /** Null: now. */
  readonly atMs: number | null;
}

const ingressesOf = ({ marks }: Statement): number[] => Object.values(marks).flatMap((mark) => (mark ? [mark.n] : []));

/** Why an item can or cannot be ordered, and what made it so. */
export function explainRoutes(deps: InventoryDeps): Route[] {
  const { database, ledger, facts, now } = deps;

  /** What is on record of everything that the answer can hang on. */
  async function readRecords({ tenantId, storeId }: Asked, of: StoreOrderFacts, item: ItemOrderFacts, itemId: string) {
    const { parent, categories, modifierGroups } = item.facts;
    const itemIds = [itemId, ...(parent === null ? [] : [parent.id])];
    const optionIds = new Map(modifierGroups.map(({ id }) => [id, of.options(id).map((option) => option.id)]));
    const subjects = [storeId, ...itemIds, ...[...optionIds.values()].flat()];
    const categoryIds = categories.map(({ id }) => id);
    return database.tenant(
      tenantId,
      async (tx) => {
        const stream = storeStream(storeId);
        const ofStore = await readHistory(tx, tenantId, stream, of.storeSequence, subjects);
        const merchant = merchantStream(of.store.merchantId);
        const ofMerchant = await readHistory(tx, tenantId, merchant, of.merchantSequence, [...itemIds, ...categoryIds]);
        const statements = await readItemStatements(tx, tenantId, storeId, itemIds);
        const deliveries = await deliveriesAt(tx, tenantId, statements.flatMap(ingressesOf));
        return {
          ofStore,
          ofMerchant,
          statements,
          deliveries,
          optionIds,
          oldest: await oldestKept(tx, tenantId, stream),
        };
      },
      { snapshot: true },
    );
  }

  async function readPositions({ tenantId, storeId, atMs }: Asked, needs: readonly Need[]): Promise<Positions> {
    const itemIds = [...new Set(needs.map(({ itemId }) => itemId))];
    if (atMs === null) {
      const at = now().getTime();
      return database.tenant(tenantId, (tx) =>
        readPositionFacts(tx, tenantId, storeId, itemIds, at, deps.staleAfterMs !== null),
      );
    }
    const views = await Promise.all(itemIds.map((itemId) => ledger.position(tenantId, storeId, itemId, atMs)));
    return new Map(views.flatMap((view) => (view === undefined ? [] : [[view.position.itemId, pastPosition(view)]])));
  }

  /** The last entries by then, the newest first. */
  async function readEntries({ tenantId, storeId, atMs }: Asked, itemId: string): Promise<StockEntry[]> {
    const found: StockEntry[] = [];
    let after: string | undefined;
    for (let read = 0; read < MOST_ENTRIES_BACK && found.length < MOST_ENTRIES; ) {
      const page = { limit: 200, ...(after === undefined ? {} : { after }) };
      const entries = await ledger.entries(tenantId, storeId, itemId, page);
      found.push(...entries.filter(({ recordedAt }) => atMs === null || Date.parse(recordedAt) <= atMs));
      const last = entries.at(-1);
      if (entries.length < page.limit || last === undefined) break;
      after = String(last.sequence);
      read += entries.length;
    }
    return found.slice(0, MOST_ENTRIES);
  }

  async function explain(asked: Asked, orderType: OrderType | null): Promise<Explanation> {
    const { tenantId, storeId, itemId } = asked;
    const of = await facts.of(tenantId, storeId);
    const item = await facts.item(tenantId, of, itemId);
    const records = await readRecords(asked, of, item, itemId);
    const atMs = asked.atMs ?? now().getTime();
    const past =
      asked.atMs === null ? null : pastFacts({ facts: item.facts, store: of.store }, itemId, records.ofStore, atMs);
    const state = past ?? { facts: item.facts, store: of.store, unknown: [] };
    const needs = unitNeeds(of, itemId);
    const positions = await readPositions(asked, [...(needs ?? []), ...optionNeeds(of, item.facts)]);
    const stock = stockFacts(itemId, needs ?? [], item.maxQuantity, positions, deps);
    const sellable = state.facts.sellable && needs !== undefined;
    const judgedFacts = { ...withOptionStock(of, state.facts, positions, deps), sellable, stock };
    const orderability = itemOrderability(judgedFacts, storeAvailability(state.store, atMs), {
      orderType,
      channel: null,
    });
    const ids = new Set([itemId, ...orderability.reasons.flatMap(namedItem)]);
    const entries = new Map(await Promise.all([...ids].map(async (id) => [id, await readEntries(asked, id)] as const)));
    const byThen = [...records.ofStore, ...records.ofMerchant]
      .filter(({ recordedAt }) => Date.parse(recordedAt) <= atMs)
      .sort(newestFirst);
    const subjects = { storeId, itemId, parentId: item.facts.parent?.id ?? null, optionIds: records.optionIds };
    const view = await ledger.position(tenantId, storeId, itemId, asked.atMs);
    return {
      storeId,
      itemId,
      asOf: new Date(atMs).toISOString(),
      orderability,
      because: orderability.reasons.map((reason) => ({
        reason,
        rule: RULES[reason.code],
        causes: causesOf(reason, subjects, byThen, entries),
      })),
      stock: view === undefined ? null : stockPosition(view, asked.atMs === null ? null : new Date(atMs).toISOString()),
      entries: entries.get(itemId) ?? [],
      sources: records.statements.map(({ marks, values, ...statement }) => ({
        ...statement,
        values: values as Record<string, Json>,
        edits: { ...statement.edits },
        deliveries: Object.fromEntries(
          Object.entries(marks).map(([aspect, mark]) => [aspect, records.deliveries.get(mark?.n ?? -1) ?? null]),
        ),
      })),
      unknown: [...state.unknown, ...limitsOf(asked, records.oldest)],
    };
  }

  return [
    defineRoute({
      method: 'GET',
      path: '/v1/stores/:storeId/items/:itemId/explain',
      operationId: 'explainItem',
      summary: 'Why an item can or cannot be ordered, and which delivery, entry and rule made it so',
      description:
        'For now, and for a past instant as far as the event log and the ledger reach; `unknown` says what the answer cannot know.',
      tag: 'orderability',
      access: 'inventory:read',
      params: z.strictObject({ storeId: StoreId, itemId: ItemId }),
      query: z.strictObject({ at: Instant.optional(), orderType: OrderType.optional() }),
      response: Explanation,
      errors: ['NOT_FOUND', 'REQUEST_INVALID'],
      handle: ({ params, query: { at, orderType } }, { tenantId }) =>
        explain({ tenantId, ...params, atMs: at === undefined ? null : Date.parse(at) }, orderType ?? null),
    }),
  ];
}

const namedItem = ({ params }: Reason): string[] => (typeof params.itemId === 'string' ? [params.itemId] : []);

const newestFirst = (a: LoggedEvent, b: LoggedEvent): number =>
  Date.parse(b.recordedAt) - Date.parse(a.recordedAt) || b.sequence - a.sequence;

function limitsOf({ atMs }: Asked, oldest: Date | null): string[] {
  if (atMs === null) return [];
  const reaches = oldest === null || oldest.getTime() > atMs;
  return [
    'Parts of bundles, and what sources say, are as they are now.',
    'Until when holds of then would have lasted is not known: each counts as held for good.',
    ...(reaches ? [`The event log of the store reaches back to ${oldest?.toISOString() ?? 'nothing'} only.`] : []),
  ];
}
