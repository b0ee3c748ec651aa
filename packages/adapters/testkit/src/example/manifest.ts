import type { Manifest } from '@kirana/adapter';

/** Lotus is invented: a till with an item list, counts, and a way to set them. */
export const manifest: Manifest = {
  id: 'lotus',
  apiVersion: 1,
  title: 'Lotus POS (invented)',
  provider: { url: 'https://lotus.example/' },
  hosts: ['*'],
  capabilities: {
    entities: {
      item: { push: 'delta', pull: 'incremental', version: 'sequence', deletes: 'by_absence' },
      stock: { push: 'delta', pull: 'incremental', version: 'timestamp', deletes: 'none' },
      store_status: { push: 'delta', version: 'none', deletes: 'none' },
    },
    stock: 'absolute',
    pullScopes: ['stock'],
    commands: { 'stock.set': { settles: 'at_once', mostLines: 1 } },
    upload: { endpoint: 'lines', mediaTypes: ['application/x-ndjson'] },
  },
  webhook: { ackWithinMs: 5_000, replaysBy: 'provider' },
};
