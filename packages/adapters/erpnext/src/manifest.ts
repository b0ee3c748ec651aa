import type { EntityCapability, Manifest } from '@kirana/adapter';

/** Webhooks only say that something changed; deleted documents leave no trace that can be listed. */
const DOCUMENTS: EntityCapability = {
  push: 'poke',
  pull: 'incremental',
  version: 'timestamp',
  deletes: 'by_absence',
};

export const manifest: Manifest = {
  id: 'erpnext',
  apiVersion: 1,
  title: 'ERPNext',
  provider: { url: 'https://docs.frappe.io/framework/user/en/api/rest', apiVersion: 'v1' },
  hosts: ['*'],
  capabilities: {
    entities: {
      item: DOCUMENTS,
      category: DOCUMENTS,
      price: { push: 'poke', pull: 'incremental', version: 'none', deletes: 'by_absence' },
      // a Bin is read as it stands: its `modified` says when it last changed, not when it was counted
      stock: { push: 'poke', pull: 'incremental', version: 'none', deletes: 'by_absence' },
    },
    stock: 'absolute',
    pullScopes: ['catalog', 'items', 'stock'],
    // more than 100 rows are submitted in the background, and their outcome is not told
    commands: { 'stock.set': { settles: 'at_once', mostLines: 100 } },
  },
  webhook: { ackWithinMs: 5_000, replaysBy: 'none' },
};
