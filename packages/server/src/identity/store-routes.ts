import { CleanText, Instant, KiranaError, MerchantId, Store, StoreId, StoreStatus, storeFields } from '@kirana/core';
import { z } from 'zod';
import type { Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { appendEvents } from '../events/event-rows.ts';
import { idPage, pageOf, pageQuery, readIdCursor } from '../http/cursor.ts';
import { type Call, defineRoute, type Route } from '../http/route.ts';
import { addStore, changeStore, changeStoreStatus, type StoreChange } from './change-store.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { findMerchant } from './merchant-rows.ts';
import { Name } from './name.ts';
import { findStore, listStores } from './store-rows.ts';

const StoreParams = z.strictObject({ storeId: StoreId });
const { currency, ...editable } = storeFields;

const NewStore = z
  .strictObject({
    merchantId: MerchantId,
    ...storeFields,
    name: Name,
    defaultLocale: storeFields.defaultLocale.max(40).default('en'),
    hours: storeFields.hours.default({ weekly: [], exceptions: [] }),
    businessDayStart: storeFields.businessDayStart.default('00:00'),
  })
  .meta({ id: 'NewStore' });

const StoreEdit = z
  .strictObject({ ...editable, name: Name, defaultLocale: storeFields.defaultLocale.max(40) })
  .partial()
  .meta({ id: 'StoreEdit', description: 'The currency stays: prices are in it' });

const NewStoreStatus = z
  .strictObject({
    state: StoreStatus.shape.state,
    returnAt: Instant.nullable().default(null),
    reason: CleanText.max(300).nullable().default(null),
  })
  .meta({ id: 'NewStoreStatus' });

const ListQuery = z.strictObject({ ...pageQuery, merchantId: MerchantId.optional() });

/** @throws REQUEST_INVALID for a return time that is past, or with a store that is open. */
function statusOf({ state, returnAt, reason }: z.output<typeof NewStoreStatus>, now: Date): StoreStatus {
  const back = returnAt === null ? null : new Date(returnAt);
  const refuse = (message: string) =>
    new KiranaError('REQUEST_INVALID', {}, { problems: [{ path: '/body/returnAt', message }] });
  if (back !== null && state === 'open') throw refuse('an open store has nothing to return from');
  if (back !== null && back <= now) throw refuse('is in the past');
  return { state, returnAt: back?.toISOString() ?? null, reason };
}

/** Stores of a tenant: where is sold, when, and whether now. */
export function storeRoutes({ database, now }: Pick<IdentityDeps, 'database' | 'now'>): Route[] {
  const write = (
    { tenantId, origin }: Pick<Call, 'tenantId' | 'origin'>,
    change: (tx: Tx, at: Date) => Promise<StoreChange>,
  ): Promise<Store> => {
    const at = now();
    return database.tenant(tenantId, async (tx) => {
      const { store, events } = await change(tx, at);
      await appendEvents(tx, events, origin, at);
      return store;
    });
  };

  return [
    defineRoute({
      method: 'POST',
      path: '/v1/stores',
      operationId: 'createStore',
      summary: 'Make a store of a merchant',
      tag: 'stores',
      access: 'admin',
      body: NewStore,
      response: Store,
      status: 201,
      errors: ['NOT_FOUND'],
      once: true,
      handle: ({ body: { merchantId, ...fields } }, call) =>
        write(call, async (tx, at) => {
          const merchant = await findMerchant(tx, call.tenantId, null, merchantId);
          if (merchant === undefined) throw new KiranaError('NOT_FOUND', { merchantId });
          const times = { createdAt: at.toISOString(), updatedAt: at.toISOString() };
          const status = { state: 'open', returnAt: null, reason: null } as const;
          const store = { id: newId('store'), merchantId, ...fields, status, ...times };
          const added = await addStore(tx, call.tenantId, store);
          await call.keepAnswer(tx, added.store);
          return added;
        }),
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/stores',
      operationId: 'listStores',
      summary: 'Stores; a key bound to a store sees that one',
      tag: 'stores',
      access: 'catalog:read',
      query: ListQuery,
      response: pageOf(Store),
      handle: async ({ query }, { tenantId, caller }) => {
        const filter = { storeId: caller.storeId, merchantId: query.merchantId ?? null };
        const after = readIdCursor(query.cursor) ?? '';
        const rows = await database.tenant(tenantId, (tx) => listStores(tx, tenantId, filter, after, query.limit + 1));
        return idPage(
          rows,
          query.limit,
          (store) => store.id,
          (store) => store,
        );
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/stores/:storeId',
      operationId: 'getStore',
      summary: 'One store',
      tag: 'stores',
      access: 'catalog:read',
      browserTokens: true,
      params: StoreParams,
      response: Store,
      handle: async ({ params: { storeId } }, { tenantId }) => {
        const store = await database.tenant(tenantId, (tx) => findStore(tx, tenantId, storeId));
        if (store === undefined) throw new KiranaError('NOT_FOUND', { storeId });
        return store;
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: '/v1/stores/:storeId',
      operationId: 'editStore',
      summary: 'Change a store; fields left out stay',
      tag: 'stores',
      access: 'admin',
      params: StoreParams,
      body: StoreEdit,
      response: Store,
      handle: ({ params, body }, call) =>
        write(call, (tx, at) => changeStore(tx, call.tenantId, params.storeId, body, at)),
    }),
    defineRoute({
      method: 'PUT',
      path: '/v1/stores/:storeId/status',
      operationId: 'setStoreStatus',
      summary: 'Open, close or pause a store; with `returnAt` it opens again by itself',
      tag: 'stores',
      access: 'catalog:write',
      params: StoreParams,
      body: NewStoreStatus,
      response: Store,
      handle: ({ params, body }, call) =>
        write(call, (tx, at) => changeStoreStatus(tx, call.tenantId, params.storeId, statusOf(body, at), at)),
    }),
  ];
}
