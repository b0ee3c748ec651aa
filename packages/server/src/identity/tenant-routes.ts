import { KiranaError, type Origin, Tenant, TenantId } from '@kirana/core';
import { z } from 'zod';
import type { Database, Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { idPage, PageQuery, pageOf, readIdCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { eraseTenant } from './erase-tenant.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { CreatedApiKey } from './key-routes.ts';
import { makeKey } from './make-key.ts';
import { Name } from './name.ts';
import { findTenant, insertTenant, listTenants } from './tenant-rows.ts';

const CreatedTenant = z.strictObject({ tenant: Tenant, ...CreatedApiKey.shape }).meta({ id: 'CreatedTenant' });

type Created = z.output<typeof CreatedTenant>;

/** Makes a tenant with its first key, an admin's. `keyText` is for whoever must know the key beforehand. */
export function createTenant(
  { database, now }: { database: Database; now: () => Date },
  { name, keyText }: { name: string; keyText?: string | undefined },
  origin: Origin,
  keepAnswer: (tx: Tx, created: Created) => Promise<Created> = async (_tx, created) => created,
): Promise<Created> {
  const at = now();
  return database.system(async (tx) => {
    const tenant = await insertTenant(tx, newId('tenant'), name, at);
    const request = { name: 'First key', scopes: ['admin'] as const, text: keyText };
    return keepAnswer(tx, { tenant, ...(await makeKey(tx, tenant.id, request, origin.actor, at)) });
  });
}

const TenantParams = z.strictObject({ tenantId: TenantId });

/** Tenants, for the root key only. */
export function tenantRoutes(deps: Pick<IdentityDeps, 'database' | 'now'>): Route[] {
  const { database } = deps;
  return [
    defineRoute({
      method: 'POST',
      path: '/v1/tenants',
      operationId: 'createTenant',
      summary: 'Make a tenant with its first admin key; the text of the key is in this answer only',
      tag: 'tenants',
      access: 'root',
      body: z.strictObject({ name: Name }).meta({ id: 'NewTenant' }),
      response: CreatedTenant,
      status: 201,
      once: true,
      handle: ({ body }, { origin, keepAnswer }) => createTenant(deps, body, origin, keepAnswer),
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/tenants',
      operationId: 'listTenants',
      summary: 'All tenants',
      tag: 'tenants',
      access: 'root',
      query: PageQuery,
      response: pageOf(Tenant),
      handle: async ({ query }) => {
        const after = readIdCursor(query.cursor) ?? '';
        const rows = await database.system((tx) => listTenants(tx, after, query.limit + 1));
        return idPage(
          rows,
          query.limit,
          (tenant) => tenant.id,
          (tenant) => tenant,
        );
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/tenants/:tenantId',
      operationId: 'getTenant',
      summary: 'One tenant',
      tag: 'tenants',
      access: 'root',
      params: TenantParams,
      response: Tenant,
      handle: async ({ params }) => {
        const tenant = await database.system((tx) => findTenant(tx, params.tenantId));
        if (tenant === undefined) throw new KiranaError('NOT_FOUND', params);
        return tenant;
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/v1/tenants/:tenantId',
      operationId: 'eraseTenant',
      summary: 'Erase all of a tenant, for ever; may take long',
      description:
        'Archived bodies become unreadable at once, because their key is erased; the bytes go when their retention ends.',
      tag: 'tenants',
      access: 'root',
      params: TenantParams,
      handle: ({ params }) => eraseTenant(database, params.tenantId),
    }),
  ];
}
