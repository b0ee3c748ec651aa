import { changedFields, DEFAULT_ROUNDING, KiranaError, Merchant, MerchantId, RoundingRule } from '@kirana/core';
import { z } from 'zod';
import type { Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { appendEvents, type TenantEvent } from '../events/event-rows.ts';
import { idPage, PageQuery, pageOf, readIdCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { storeChanged } from './change-store.ts';
import { edited } from './edited.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { findMerchant, insertMerchant, listMerchants, lockMerchant, updateMerchant } from './merchant-rows.ts';
import { Name } from './name.ts';
import { storesOfMerchant } from './store-rows.ts';

const MerchantParams = z.strictObject({ merchantId: MerchantId });
const NewMerchant = z
  .strictObject({ name: Name, rounding: RoundingRule.default(DEFAULT_ROUNDING) })
  .meta({ id: 'NewMerchant' });
const MerchantEdit = z.strictObject({ name: Name, rounding: RoundingRule }).partial().meta({ id: 'MerchantEdit' });

/** How a merchant rounds is part of every price of its stores: to those who follow a store, the store changed. */
async function roundingEvents(tx: Tx, tenantId: string, merchantId: string): Promise<TenantEvent[]> {
  const stores = await storesOfMerchant(tx, tenantId, merchantId);
  return stores.map((store) => storeChanged(tenantId, store, ['merchant.rounding']));
}

/** Merchants of a tenant. */
export function merchantRoutes({ database, now }: Pick<IdentityDeps, 'database' | 'now'>): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/v1/merchants',
      operationId: 'createMerchant',
      summary: 'Make a merchant',
      tag: 'merchants',
      access: 'admin',
      body: NewMerchant,
      response: Merchant,
      status: 201,
      once: true,
      handle: ({ body }, { tenantId, keepAnswer }) =>
        database.tenant(tenantId, async (tx) =>
          keepAnswer(tx, await insertMerchant(tx, tenantId, { id: newId('merchant'), ...body }, now())),
        ),
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/merchants',
      operationId: 'listMerchants',
      summary: 'Merchants; a key bound to a store sees the one of its store',
      tag: 'merchants',
      access: 'catalog:read',
      query: PageQuery,
      response: pageOf(Merchant),
      handle: async ({ query }, { tenantId, caller }) => {
        const after = readIdCursor(query.cursor) ?? '';
        const rows = await database.tenant(tenantId, (tx) =>
          listMerchants(tx, tenantId, caller.storeId, after, query.limit + 1),
        );
        return idPage(
          rows,
          query.limit,
          (merchant) => merchant.id,
          (merchant) => merchant,
        );
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/merchants/:merchantId',
      operationId: 'getMerchant',
      summary: 'One merchant',
      tag: 'merchants',
      access: 'catalog:read',
      params: MerchantParams,
      response: Merchant,
      handle: async ({ params: { merchantId } }, { tenantId, caller }) => {
        const merchant = await database.tenant(tenantId, (tx) =>
          findMerchant(tx, tenantId, caller.storeId, merchantId),
        );
        if (merchant === undefined) throw new KiranaError('NOT_FOUND', { merchantId });
        return merchant;
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: '/v1/merchants/:merchantId',
      operationId: 'editMerchant',
      summary: 'Change the name or the rounding rule; fields left out stay',
      tag: 'merchants',
      access: 'admin',
      params: MerchantParams,
      body: MerchantEdit,
      response: Merchant,
      handle: ({ params: { merchantId }, body }, { tenantId, origin }) =>
        database.tenant(tenantId, async (tx) => {
          const at = now();
          const before = await lockMerchant(tx, tenantId, merchantId);
          if (before === undefined) throw new KiranaError('NOT_FOUND', { merchantId });
          const merchant = { ...edited(before, body), updatedAt: at.toISOString() };
          const changed = changedFields(before, merchant, ['name', 'rounding']);
          if (changed.length === 0) return before;
          await updateMerchant(tx, tenantId, merchant);
          const events = changed.includes('rounding') ? await roundingEvents(tx, tenantId, merchantId) : [];
          await appendEvents(tx, events, origin, at);
          return merchant;
        }),
    }),
  ];
}
