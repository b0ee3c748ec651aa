import type { EntityCapability, Manifest } from '@kirana/adapter';

/** A menu is the complete list, pushed or fetched. Its version grows by one with each edit. */
const MENU: EntityCapability = { push: 'snapshot', pull: 'snapshot', version: 'sequence', deletes: 'by_absence' };

export const manifest: Manifest = {
  id: 'tamarind',
  apiVersion: 1,
  title: 'Tamarind POS',
  provider: { url: 'https://tamarind.example/docs', apiVersion: '3' },
  hosts: ['api.tamarind.example', '*'],
  capabilities: {
    entities: { item: MENU, category: MENU },
    stock: 'boolean',
  },
  webhook: { ackWithinMs: 5_000, replaysBy: 'provider' },
};
