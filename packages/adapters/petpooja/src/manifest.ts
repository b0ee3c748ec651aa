import type { EntityCapability, Manifest } from '@kirana/adapter';

/** A pushed menu and a fetched one are the same complete list; PetPooja gives nothing a version. */
const MENU_LIST: EntityCapability = { push: 'snapshot', pull: 'snapshot', version: 'none', deletes: 'by_absence' };

export const manifest: Manifest = {
  id: 'petpooja',
  apiVersion: 1,
  title: 'PetPooja online ordering',
  provider: { url: 'https://onlineorderingapisv210.docs.apiary.io/', apiVersion: '2.1.0' },
  hosts: ['qle1yy2ydc.execute-api.ap-southeast-1.amazonaws.com', '*'],
  capabilities: {
    entities: {
      item: MENU_LIST,
      category: MENU_LIST,
      tax: MENU_LIST,
      charge: MENU_LIST,
      modifier_group: MENU_LIST,
      modifier_option: MENU_LIST,
      store_status: { push: 'delta', version: 'none', deletes: 'none' },
    },
    stock: 'boolean',
  },
  // No time-out is published; receivers in use answer at once "to avoid callback timeouts".
  webhook: { ackWithinMs: 3_000, replaysBy: 'none' },
};
