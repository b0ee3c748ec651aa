import type { Ids } from './whole-tenant.ts';

/** A body that each writing operation takes, naming whatever it can name by id. */
export const BODIES: Readonly<Record<string, (ids: Ids) => unknown>> = {
  createConnection: ({ sourceId, merchantId, tenantId }) => ({
    sourceId,
    merchantId,
    account: `one-more-${tenantId}`,
    name: 'One more',
  }),
  editConnection: () => ({ name: 'Renamed' }),
  putLocation: ({ location, storeId }) => ({ location, storeId }),
  putMapping: ({ itemId }) => ({ entityKind: 'item', externalId: 'one-more', entityId: itemId }),
  createKey: ({ storeId }) => ({ name: 'Till', scopes: ['catalog:read'], storeId }),
  decideMatch: ({ candidateId }) => ({ decision: 'merge', entityId: candidateId }),
  createMerchant: () => ({ name: 'One more' }),
  editMerchant: () => ({ name: 'Renamed' }),
  startReplay: ({ connectionId, deliveryId }) => ({ connectionId, deliveryIds: [deliveryId], dryRun: true }),
  createSource: () => ({
    adapter: 'petpooja',
    name: 'One more',
    settings: {},
    secrets: { hookSecret: 'one-more-secret' },
  }),
  editSource: () => ({ name: 'Renamed' }),
  rotateSecret: () => ({ name: 'appSecret', value: 'another-secret', graceSeconds: 60 }),
  rotateHookToken: () => ({ graceSeconds: 3_600 }),
  createStore: ({ merchantId }) => ({
    merchantId,
    name: 'One more',
    kind: 'restaurant',
    zone: 'Asia/Kolkata',
    currency: 'INR',
  }),
  editStore: () => ({ name: 'Renamed' }),
  editItem: () => ({ tags: ['seasonal'] }),
  editStoreItem: ({ categoryId, taxId }) => ({ categoryId, taxIds: [taxId] }),
  setStoreStatus: () => ({ state: 'open' }),
  createBrowserToken: () => ({ origins: ['https://till.example.com'] }),
  createSubscription: ({ storeId }) => ({ url: 'http://127.0.0.1:9/', kinds: ['price.changed'], storeId }),
  rotateSigningSecret: () => ({ graceSeconds: 3_600 }),
  updateSubscription: () => ({ kinds: ['price.changed'] }),
  createTenant: () => ({ name: 'One more' }),
};
