import type { CallOptions, InitOf } from './call-types.ts';
import { KiranaApiError } from './errors.ts';
import type { components } from './generated/api.ts';
import { readItems } from './pages.ts';
import { newIdempotencyKey, type Transport } from './transport.ts';

const RESERVATIONS = '/v1/stores/{storeId}/reservations';
const RESERVATION = '/v1/stores/{storeId}/reservations/{reservationId}';

type Schemas = components['schemas'];
export type Reservation = Schemas['Reservation'];
/** With `stockVersion`: hand it to `minStockVersion` of a later read, and that read sees what this call did. */
export type ReservationAnswer = Schemas['ReservationAnswer'];
export type Shortfall = Schemas['Shortfall'];
export type Reason = Schemas['Reason'];
type Body = NonNullable<InitOf<typeof RESERVATIONS, 'post'>[0]>['body'];

/** What to hold. */
export type HoldRequest = Omit<Body, 'id'> & {
  readonly storeId: string;
  /** Your own id for this order: the same one after a restart is the same reservation. One is made when left out. */
  readonly id?: string | undefined;
  /** Told the id before anything is sent, and waited for: keep it, and a crash after this can be resumed with it. */
  readonly onId?: ((id: string) => void | Promise<void>) | undefined;
};

/** A hold that is refused for what it asks: nothing was held, and the id is free. */
const REFUSALS = ['STOCK_INSUFFICIENT', 'NOT_ORDERABLE', 'QUANTITY_ABOVE_MAXIMUM'] as const;
export type HoldRefusalCode = (typeof REFUSALS)[number];

export type HoldOutcome =
  | { readonly held: true; readonly id: string; readonly reservation: ReservationAnswer }
  | {
      readonly held: false;
      readonly id: string;
      readonly code: HoldRefusalCode;
      /** All that is missing, of STOCK_INSUFFICIENT. */
      readonly shortfalls: readonly Shortfall[];
      /** Why not, of NOT_ORDERABLE. */
      readonly reasons: readonly Reason[];
      readonly error: KiranaApiError;
    };

type CommitLines = readonly { readonly line: number; readonly quantity: number }[];
type ListQuery = {
  readonly status?: Reservation['status'];
  readonly limit?: number;
  readonly minStockVersion?: string;
};

/** Claims of orders on stock. Each call may be repeated, also by another process: it hears the first answer. */
export interface Reservations {
  /** Holds stock, all or nothing unless `bestEffort`. A refusal for stock or orderability is an outcome; anything else throws. */
  hold(request: HoldRequest, options?: CallOptions): Promise<HoldOutcome>;
  /** The goods are handed over: all that is held, or units of lines; the rest goes back. */
  commit(
    storeId: string,
    id: string,
    lines?: CommitLines | null,
    options?: CallOptions & { readonly occurredAt?: string | undefined },
  ): Promise<ReservationAnswer>;
  release(storeId: string, id: string, options?: CallOptions): Promise<ReservationAnswer>;
  /** Holds until so long from now: never shorter than it does. */
  extend(storeId: string, id: string, ttlSeconds: number, options?: CallOptions): Promise<ReservationAnswer>;
  /** @throws KiranaApiError STATE_CONFLICT when the server has not reached `minStockVersion` */
  get(
    storeId: string,
    id: string,
    options?: CallOptions & { readonly minStockVersion?: string | undefined },
  ): Promise<ReservationAnswer>;
  /** Over all pages, the newest first. */
  list(storeId: string, query?: ListQuery, options?: CallOptions): AsyncGenerator<Reservation, void>;
}

const isRefusal = (code: string): code is HoldRefusalCode => (REFUSALS as readonly string[]).includes(code);

export function reservationCalls(transport: Transport): Reservations {
  const post = async (path: string, pathParams: object, body: object | undefined, options?: CallOptions) =>
    (
      await transport.exchange<ReservationAnswer>('post', path, {
        ...options,
        params: { path: pathParams },
        ...(body === undefined ? {} : { body }),
      })
    ).data;

  return {
    async hold({ storeId, id = newIdempotencyKey(), onId, ...body }, options) {
      await onId?.(id);
      try {
        return { held: true, id, reservation: await post(RESERVATIONS, { storeId }, { id, ...body }, options) };
      } catch (error) {
        if (!(error instanceof KiranaApiError) || !isRefusal(error.code)) throw error;
        const { code, params } = error;
        const shortfalls = (params.shortfalls ?? []) as readonly Shortfall[];
        return { held: false, id, code, shortfalls, reasons: (params.reasons ?? []) as readonly Reason[], error };
      }
    },
    commit: (storeId, reservationId, lines = null, { occurredAt, ...options } = {}) =>
      post(
        `${RESERVATION}/commit`,
        { storeId, reservationId },
        { lines, ...(occurredAt === undefined ? {} : { occurredAt }) },
        options,
      ),
    release: (storeId, reservationId, options) =>
      post(`${RESERVATION}/release`, { storeId, reservationId }, undefined, options),
    extend: (storeId, reservationId, ttlSeconds, options) =>
      post(`${RESERVATION}/extend`, { storeId, reservationId }, { ttlSeconds }, options),
    get: async (storeId, reservationId, { minStockVersion, ...options } = {}) =>
      (
        await transport.exchange<ReservationAnswer>('get', RESERVATION, {
          ...options,
          params: { path: { storeId, reservationId }, query: { minStockVersion } },
        })
      ).data,
    list: (storeId, query = {}, options) =>
      readItems(transport, RESERVATIONS, { ...options, params: { path: { storeId }, query } }),
  };
}
