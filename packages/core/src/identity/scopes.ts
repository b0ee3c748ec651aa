import { z } from 'zod';
import { ApiKeyId, StoreId, TenantId } from './ids.ts';
import { Instant } from './store.ts';

/**
 * What a key may do. `catalog`: items, prices, stores' menus. `inventory`: stock, reservations, sales. `operations`: deliveries, dead
 * letters, quarantine, replay, sync. `admin`: keys, merchants, stores, sources, connections, and all the others.
 */
export const Scope = z
  .enum([
    'catalog:read',
    'catalog:write',
    'inventory:read',
    'inventory:write',
    'operations:read',
    'operations:write',
    'admin',
  ])
  .meta({ id: 'Scope', description: 'write includes read; admin includes all' });
export type Scope = z.infer<typeof Scope>;

/** Whether the granted scopes allow what needs this one. */
export const hasScope = (granted: readonly Scope[], needed: Scope): boolean =>
  granted.includes('admin') ||
  granted.includes(needed) ||
  (needed === 'catalog:read' && granted.includes('catalog:write')) ||
  (needed === 'inventory:read' && granted.includes('inventory:write')) ||
  (needed === 'operations:read' && granted.includes('operations:write'));

/** An API key as it is shown: its secret is stored hashed and shown once, when it is made. */
export const ApiKey = z
  .strictObject({
    id: ApiKeyId,
    tenantId: TenantId,
    name: z.string().min(1).max(200),
    scopes: z.array(Scope).min(1),
    storeId: StoreId.nullable().meta({ description: 'Bound to this store; null: the whole tenant' }),
    hint: z.string().max(16).meta({ description: 'The last characters of the key, to recognise it by' }),
    requestsPerMinute: z.int().positive().nullable().meta({ description: "Null: the server's default" }),
    createdAt: Instant,
    createdBy: z.string().max(100),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;

/** An allowed web origin: scheme, host and port, as browsers send it. */
export const WebOrigin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?$/)
  .meta({ id: 'WebOrigin', example: 'https://pos.example.com' });

/** What a short-lived token for browsers says. It reads one store's catalog and live stream, from these origins. */
export const BrowserTokenClaims = z
  .strictObject({
    tenantId: TenantId,
    storeId: StoreId,
    origins: z.array(WebOrigin).min(1).max(20),
    expiresAt: Instant,
  })
  .meta({ id: 'BrowserTokenClaims' });
export type BrowserTokenClaims = z.infer<typeof BrowserTokenClaims>;
