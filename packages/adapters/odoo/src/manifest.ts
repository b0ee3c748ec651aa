import type { EntityCapability, Manifest } from '@kirana/adapter';

/** Odoo only says that something changed. Its `write_date` is told in whole seconds, too coarse to order two changes by. */
const PULLED: EntityCapability = { push: 'poke', pull: 'incremental', version: 'none', deletes: 'by_absence' };

/** Products are the only thing a changed row can tell to be gone: archived, or not for sale any more. */
const PRODUCT: EntityCapability = { ...PULLED, deletes: 'explicit' };

/** The `.whole` ones never begin where the last pull ended: only a whole list shows what was deleted. */
export const PULL_SCOPES = ['catalog', 'stock', 'catalog.whole', 'stock.whole'] as const;
export type PullScope = (typeof PULL_SCOPES)[number];

/** Lines of one `stock.set`: they are counted in one transaction of Odoo's. */
export const MOST_LINES = 100;

export const manifest: Manifest = {
  id: 'odoo',
  apiVersion: 1,
  title: 'Odoo',
  provider: { url: 'https://www.odoo.com/documentation/19.0/developer/reference/external_api.html', apiVersion: '2' },
  hosts: ['*'],
  capabilities: {
    entities: { item: PRODUCT, category: PULLED, tax: PULLED, stock: PULLED },
    stock: 'absolute',
    pullScopes: PULL_SCOPES,
    commands: { 'stock.set': { settles: 'at_once', mostLines: MOST_LINES } },
  },
  webhook: { ackWithinMs: 1_000, replaysBy: 'none' },
};
