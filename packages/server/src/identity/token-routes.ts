import { BrowserTokenClaims, KiranaError, StoreId, WebOrigin } from '@kirana/core';
import { z } from 'zod';
import { writeBrowserToken } from '../http/browser-token.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { storeExists } from './store-rows.ts';

const MOST_SECONDS = 3_600;

const NewBrowserToken = z
  .strictObject({
    ttlSeconds: z.int().min(10).max(MOST_SECONDS).default(MOST_SECONDS),
    origins: z.array(WebOrigin).min(1).max(20),
  })
  .meta({ id: 'NewBrowserToken' });

const BrowserToken = z
  .strictObject({
    token: z.string(),
    ...BrowserTokenClaims.pick({ storeId: true, origins: true, expiresAt: true }).shape,
  })
  .meta({ id: 'BrowserToken' });

/** Tokens that may be given to a web page. */
export function tokenRoutes({
  database,
  tokenKeys,
  now,
}: Pick<IdentityDeps, 'database' | 'tokenKeys' | 'now'>): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/v1/stores/:storeId/tokens',
      operationId: 'createBrowserToken',
      summary: "A short-lived token with which a web page reads this store's catalog and live stream",
      description: 'Nothing is stored: it ends at `expiresAt`, or when the key that made it is revoked.',
      tag: 'stores',
      access: 'catalog:read',
      params: z.strictObject({ storeId: StoreId }),
      body: NewBrowserToken,
      response: BrowserToken,
      status: 201,
      once: true,
      handle: ({ params: { storeId }, body: { ttlSeconds, origins } }, { tenantId, caller: { keyId }, keepAnswer }) =>
        database.tenant(tenantId, async (tx) => {
          if (!(await storeExists(tx, tenantId, storeId))) throw new KiranaError('NOT_FOUND', { storeId });
          const expiresAt = new Date(now().getTime() + ttlSeconds * 1_000).toISOString();
          const token = writeBrowserToken(tokenKeys, { tenantId, keyId, storeId, origins, expiresAt });
          return keepAnswer(tx, { token, storeId, origins, expiresAt });
        }),
    }),
  ];
}
