import type { Manifest } from '@kirana/adapter';

/** Dated; Shopify serves each for a year. From 2026-04 on writes of stock need an idempotency key and say which quantity they change. */
export const API_VERSION = '2026-10';

/** Most quantities in one write. Where Shopify draws the line was not found; integrations in use write a hundred. */
export const MOST_LINES = 100;

export const manifest: Manifest = {
  id: 'shopify',
  apiVersion: 1,
  title: 'Shopify',
  provider: { url: 'https://shopify.dev/docs/api/admin-graphql', apiVersion: API_VERSION },
  // Results of bulk operations are fetched from Google's storage.
  hosts: ['*.myshopify.com', 'storage.googleapis.com', '*'],
  capabilities: {
    entities: {
      item: { push: 'delta', pull: 'incremental', version: 'timestamp', deletes: 'by_absence' },
      category: { push: 'delta', pull: 'incremental', version: 'none', deletes: 'by_absence' },
      stock: { push: 'delta', pull: 'incremental', version: 'timestamp', deletes: 'by_absence' },
    },
    stock: 'absolute',
    pullScopes: ['catalog', 'catalog.whole', 'stock'],
    commands: { 'stock.set': { settles: 'at_once', mostLines: MOST_LINES } },
  },
  // Shopify waits 1 s for a connection and 5 s in all; 8 more tries in 4 hours.
  webhook: { ackWithinMs: 5_000, replaysBy: 'none' },
};
