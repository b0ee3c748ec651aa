import type { EntityCapability, Manifest } from '@kirana/adapter';

/** A message says only that the catalog moved; objects carry a version that grows. What a whole list leaves out is gone. */
const CATALOG_LIST: EntityCapability = {
  push: 'poke',
  pull: 'incremental',
  version: 'sequence',
  deletes: 'by_absence',
};

export const manifest: Manifest = {
  id: 'square',
  apiVersion: 1,
  title: 'Square catalog and inventory',
  provider: { url: 'https://developer.squareup.com/reference/square', apiVersion: '2026-05-20' },
  hosts: ['connect.squareup.com', 'connect.squareupsandbox.com', '*'],
  capabilities: {
    entities: {
      // deleted objects are named in what changed since the last pull
      item: { ...CATALOG_LIST, deletes: 'explicit' },
      category: CATALOG_LIST,
      tax: CATALOG_LIST,
      modifier_group: CATALOG_LIST,
      modifier_option: CATALOG_LIST,
      stock: { push: 'delta', pull: 'incremental', version: 'timestamp', deletes: 'none' },
    },
    stock: 'absolute',
    pullScopes: ['catalog', 'stock'],
    commands: { 'stock.set': { settles: 'at_once', mostLines: 100 } },
  },
  webhook: { ackWithinMs: 10_000, replaysBy: 'provider' },
};
