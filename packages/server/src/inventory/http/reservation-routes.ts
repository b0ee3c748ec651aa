import {
  Instant,
  KiranaError,
  MAX_RESERVATION_LINES,
  OrderType,
  Quantity,
  ReservationId,
  ReservationLineRequest,
  ReservationStatus,
  type Reserve,
  StoreId,
  storeAvailability,
  toReservation,
} from '@kirana/core';
import { z } from 'zod';
import { readPositionFacts } from '../../catalog/position-fact-rows.ts';
import { idPage, pageQuery, readIdCursor } from '../../http/cursor.ts';
import { type Call, defineRoute, type Route } from '../../http/route.ts';
import type { InventoryDeps } from './inventory-deps.ts';
import { judgedBefore, reasonsOf } from './judged-items.ts';
import { orderLines } from './order-lines.ts';
import { occurredMs, requestHash, submit } from './refused.ts';
import { ReservationAnswer, ReservationPage } from './stock-answers.ts';
import { assertReached, formatStockVersion, minStockVersion } from './stock-version.ts';

/** A day: what an extension can reach too. */
const MAX_TTL_SECONDS = 86_400;
const TtlSeconds = z
  .int()
  .min(1)
  .max(MAX_TTL_SECONDS)
  .meta({ id: 'TtlSeconds', description: 'How long it holds from now; a duration, so that clocks need not agree' });

const NewReservation = z
  .strictObject({
    id: ReservationId,
    lines: z.array(ReservationLineRequest).min(1).max(MAX_RESERVATION_LINES),
    ttlSeconds: TtlSeconds.default(600),
    bestEffort: z
      .boolean()
      .default(false)
      .meta({ description: 'Hold what there is, line by line, instead of all or nothing' }),
    orderType: OrderType.nullable().default(null),
    channel: z
      .string()
      .regex(/^[a-z0-9_-]{1,40}$/)
      .nullable()
      .default(null),
  })
  .meta({ id: 'NewReservation' });

const CommitReservation = z
  .strictObject({
    lines: z
      .array(
        z.strictObject({
          line: z
            .int()
            .nonnegative()
            .max(MAX_RESERVATION_LINES - 1),
          quantity: Quantity,
        }),
      )
      .max(MAX_RESERVATION_LINES)
      .nullable()
      .default(null)
      .meta({ description: 'Units handed over of each line; what is not named goes back. Null: all that is held' }),
    occurredAt: Instant.nullable().default(null).meta({ description: 'When the goods left; null: now' }),
  })
  .meta({ id: 'CommitReservation' });

const ExtendReservation = z.strictObject({ ttlSeconds: TtlSeconds.default(600) }).meta({ id: 'ExtendReservation' });

const StoreParams = z.strictObject({ storeId: StoreId });
const Params = z.strictObject({ storeId: StoreId, reservationId: ReservationId });
type Asked = z.output<typeof NewReservation>;

/** Orders' claims on stock: held for a while, then handed over or given back. */
export function reservationRoutes(deps: InventoryDeps): Route[] {
  const { database, ledger, facts, now } = deps;

  const from = (call: Call, storeId: string) => ({ storeId, actor: call.origin.actor });

  async function linesOf(call: Call, storeId: string, { lines, orderType, channel }: Asked) {
    const of = await facts.of(call.tenantId, storeId);
    const atMs = now().getTime();
    const availability = storeAvailability(of.store, atMs);
    const read = await orderLines(facts, call.tenantId, of, lines);
    const items = judgedBefore(of, read, deps);
    const positions =
      items.length === 0
        ? new Map()
        : await database.tenant(call.tenantId, (tx) =>
            readPositionFacts(tx, call.tenantId, storeId, items, atMs, deps.staleAfterMs !== null),
          );
    return read.map((line) => ({
      itemId: line.itemId,
      quantity: line.quantity,
      needs: line.needs,
      maxQuantity: line.item.maxQuantity,
      reasons: reasonsOf(of, line, availability, { orderType, channel }, positions, deps),
    }));
  }

  /** What was held is answered again even where its lines can be read no more: an option is gone since, or a bundle has become a circle. */
  async function linesOrReplay(call: Call, storeId: string, asked: Asked) {
    try {
      return await linesOf(call, storeId, asked);
    } catch (error) {
      const isOfLines = error instanceof KiranaError && (error.kind === 'not_found' || error.kind === 'conflict');
      if (!isOfLines || (await ledger.reservation(call.tenantId, asked.id)) === undefined) throw error;
      return [];
    }
  }

  async function reserve(call: Call, storeId: string, asked: Asked): Promise<Reserve> {
    return {
      kind: 'reserve',
      ...from(call, storeId),
      hash: requestHash('reserve', [storeId, asked]),
      reservationId: asked.id,
      holder: call.caller.keyId,
      ttlMs: asked.ttlSeconds * 1_000,
      bestEffort: asked.bestEffort,
      lines: await linesOrReplay(call, storeId, asked),
    };
  }

  async function ended(call: Call, command: Parameters<typeof submit>[2]): Promise<ReservationAnswer> {
    const done = await submit(ledger, call, command);
    if (!('reservation' in done)) throw new KiranaError('INTERNAL');
    return { ...toReservation(done.reservation, now().getTime()), stockVersion: done.stockVersion };
  }

  /** Read before anything else, so that what is read after it is no older. @throws STATE_CONFLICT */
  async function versionOf(tenantId: string, storeId: string, wanted: string | undefined): Promise<string> {
    const version = await ledger.stockVersion(tenantId, storeId);
    assertReached(storeId, version, wanted);
    return formatStockVersion(version);
  }

  return [
    defineRoute({
      method: 'POST',
      path: '/v1/stores/:storeId/reservations',
      operationId: 'reserve',
      summary: 'Hold stock for an order for a while: all of it or nothing, unless best effort is asked for',
      description:
        'The id is yours: repeat the very same call as often as you like and hear the first answer. An `Idempotency-Key` is not looked at. `STOCK_INSUFFICIENT` carries `params.shortfalls`, `NOT_ORDERABLE` carries `params.reasons`; after a refusal the id is still free.',
      tag: 'reservations',
      access: 'inventory:write',
      keyed: 'by-effect',
      params: StoreParams,
      body: NewReservation,
      response: ReservationAnswer,
      status: 201,
      errors: [
        'NOT_FOUND',
        'RESERVATION_ID_REUSED',
        'STOCK_INSUFFICIENT',
        'NOT_ORDERABLE',
        'QUANTITY_ABOVE_MAXIMUM',
        'COMPONENTS_INVALID',
        'HOLD_QUOTA_EXCEEDED',
        'OVERLOADED',
      ],
      handle: async ({ params, body }, call) => {
        const done = await submit(ledger, call, await reserve(call, params.storeId, body));
        if (done.outcome !== 'held') throw new KiranaError('INTERNAL');
        // as it was made: a repetition hears the very same
        return { ...toReservation(done.reservation, done.reservation.madeAtMs), stockVersion: done.stockVersion };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/stores/:storeId/reservations',
      operationId: 'listReservations',
      summary: 'Reservations of a store, the newest first',
      tag: 'reservations',
      access: 'inventory:read',
      params: StoreParams,
      query: z.strictObject({ ...pageQuery, status: ReservationStatus.optional(), minStockVersion }),
      response: ReservationPage,
      errors: ['NOT_FOUND', 'STATE_CONFLICT'],
      handle: async ({ params: { storeId }, query }, { tenantId }) => {
        await facts.of(tenantId, storeId);
        const stockVersion = await versionOf(tenantId, storeId, query.minStockVersion);
        const page = { after: readIdCursor(query.cursor), limit: query.limit + 1 };
        const found = await ledger.reservations(tenantId, storeId, { status: query.status }, page);
        const shown = idPage(
          found,
          query.limit,
          (one) => one.id,
          (one) => one,
        );
        return { ...shown, stockVersion };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/stores/:storeId/reservations/:reservationId',
      operationId: 'getReservation',
      summary: 'One reservation as it is now',
      tag: 'reservations',
      access: 'inventory:read',
      params: Params,
      query: z.strictObject({ minStockVersion }),
      response: ReservationAnswer,
      errors: ['NOT_FOUND', 'STATE_CONFLICT'],
      handle: async ({ params: { storeId, reservationId }, query }, { tenantId }) => {
        const stockVersion = await versionOf(tenantId, storeId, query.minStockVersion);
        const found = await ledger.reservation(tenantId, reservationId);
        if (found === undefined || found.storeId !== storeId) throw new KiranaError('NOT_FOUND', { reservationId });
        return { ...found, stockVersion };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/v1/stores/:storeId/reservations/:reservationId/commit',
      operationId: 'commitReservation',
      summary: 'The goods are handed over, all or some: the rest goes back',
      description: 'Ends it once. The same call again hears the same answer; any other ending is refused.',
      tag: 'reservations',
      access: 'inventory:write',
      keyed: 'by-effect',
      params: Params,
      body: CommitReservation,
      response: ReservationAnswer,
      errors: ['NOT_FOUND', 'RESERVATION_ENDED', 'RESERVATION_EXPIRED', 'COMMIT_BEYOND_HELD', 'OVERLOADED'],
      handle: ({ params: { storeId, reservationId }, body }, call) =>
        ended(call, {
          kind: 'commit',
          ...from(call, storeId),
          hash: requestHash('commit', [storeId, reservationId, body]),
          reservationId,
          lines: body.lines,
          occurredAtMs: occurredMs(body.occurredAt, now().getTime()),
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/v1/stores/:storeId/reservations/:reservationId/release',
      operationId: 'releaseReservation',
      summary: 'The order is off: what was held is free again',
      tag: 'reservations',
      access: 'inventory:write',
      keyed: 'by-effect',
      params: Params,
      response: ReservationAnswer,
      errors: ['NOT_FOUND', 'RESERVATION_ENDED', 'RESERVATION_EXPIRED', 'OVERLOADED'],
      handle: ({ params: { storeId, reservationId } }, call) =>
        ended(call, {
          kind: 'release',
          ...from(call, storeId),
          hash: requestHash('release', [storeId, reservationId]),
          reservationId,
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/v1/stores/:storeId/reservations/:reservationId/extend',
      operationId: 'extendReservation',
      summary: 'Hold until so long from now: never shorter than it does, never beyond its longest life',
      tag: 'reservations',
      access: 'inventory:write',
      keyed: 'by-effect',
      params: Params,
      body: ExtendReservation,
      response: ReservationAnswer,
      errors: ['NOT_FOUND', 'RESERVATION_ENDED', 'RESERVATION_EXPIRED', 'OVERLOADED'],
      handle: ({ params: { storeId, reservationId }, body }, call) =>
        ended(call, {
          kind: 'extend',
          ...from(call, storeId),
          hash: requestHash('extend', [storeId, reservationId, body]),
          reservationId,
          ttlMs: body.ttlSeconds * 1_000,
        }),
    }),
  ];
}
