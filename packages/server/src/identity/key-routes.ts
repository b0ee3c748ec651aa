import { ApiKey, ApiKeyId, hasScope, KiranaError, Scope, StoreId } from '@kirana/core';
import { z } from 'zod';
import { idPage, PageQuery, pageOf, readIdCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { listKeys, revokeKey } from './key-rows.ts';
import { makeKey } from './make-key.ts';
import { MOST_INT, Name } from './name.ts';
import { storeExists } from './store-rows.ts';

const NewApiKey = z
  .strictObject({
    name: Name,
    scopes: z.array(Scope).min(1).max(Scope.options.length),
    storeId: StoreId.nullable().default(null),
    requestsPerMinute: z.int().positive().max(MOST_INT).nullable().default(null),
  })
  .meta({ id: 'NewApiKey' });

export const CreatedApiKey = z
  .strictObject({ apiKey: ApiKey, key: z.string().meta({ description: 'Shown this once' }) })
  .meta({ id: 'CreatedApiKey' });

/** API keys of a tenant. */
export function keyRoutes({ database, now }: Pick<IdentityDeps, 'database' | 'now'>): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/v1/keys',
      operationId: 'createKey',
      summary: 'Make an API key; its text is in this answer only',
      tag: 'keys',
      access: 'admin',
      body: NewApiKey,
      response: CreatedApiKey,
      status: 201,
      errors: ['NOT_FOUND'],
      once: true,
      handle: async ({ body }, { tenantId, caller, origin, keepAnswer }) => {
        const beyond = body.scopes.find((scope) => !hasScope(caller.scopes, scope));
        if (beyond !== undefined) throw new KiranaError('SCOPE_MISSING', { scope: beyond });
        return database.tenant(tenantId, async (tx) => {
          if (body.storeId !== null && !(await storeExists(tx, tenantId, body.storeId))) {
            throw new KiranaError('NOT_FOUND', { storeId: body.storeId });
          }
          return keepAnswer(tx, await makeKey(tx, tenantId, body, origin.actor, now()));
        });
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/keys',
      operationId: 'listKeys',
      summary: 'API keys, without their texts',
      tag: 'keys',
      access: 'admin',
      query: PageQuery,
      response: pageOf(ApiKey),
      handle: async ({ query }, { tenantId }) => {
        const after = readIdCursor(query.cursor) ?? '';
        const rows = await database.tenant(tenantId, (tx) => listKeys(tx, tenantId, after, query.limit + 1));
        return idPage(
          rows,
          query.limit,
          (key) => key.id,
          (key) => key,
        );
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/v1/keys/:keyId',
      operationId: 'revokeKey',
      summary: 'Revoke a key and the browser tokens made with it; in force within 5 seconds everywhere',
      tag: 'keys',
      access: 'admin',
      params: z.strictObject({ keyId: ApiKeyId }),
      response: ApiKey,
      handle: async ({ params }, { tenantId }) => {
        const key = await database.tenant(tenantId, (tx) => revokeKey(tx, tenantId, params.keyId, now()));
        if (key === undefined) throw new KiranaError('NOT_FOUND', params);
        return key;
      },
    }),
  ];
}
