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
  reserve: ({ itemId }) => ({ id: 'order-1', lines: [{ itemId, quantity: 1 }] }),
  commitReservation: () => ({ lines: null }),
  extendReservation: () => ({ ttlSeconds: 60 }),
  recordSale: ({ itemId }) => ({ id: 'sale-1', lines: [{ itemId, quantity: 1 }] }),
  receiveStock: ({ itemId }) => ({ lines: [{ itemId, quantity: 1 }] }),
  countStock: ({ itemId }) => ({ itemId, onHand: 1 }),
  adjustStock: ({ itemId }) => ({ itemId, quantity: 1, reason: 'found' }),
  blockStock: ({ itemId }) => ({ itemId, quantity: 1, kind: 'damaged' }),
  setStockLevel: ({ itemId }) => ({ itemId, level: 'safety_stock', quantity: 1 }),
  setStockTracking: ({ itemId }) => ({ itemId, tracking: 'counted' }),
  acknowledgeStock: ({ itemId, connectionId }) => ({ connectionId, entries: [{ itemId, sequence: 1 }] }),
  reconcileStock: ({ itemId, connectionId }) => ({ source: connectionId, counts: [{ itemId, quantity: 1 }] }),
  approveStockReconciliation: () => ({ expectedChanges: 1 }),
  askOrderability: ({ itemId }) => ({ lines: [{ itemId, quantity: 1 }] }),
  sendCommand: ({ storeId, itemId }) => ({ kind: 'stock.set', storeId, lines: [{ itemId, quantity: 5 }] }),
  createUpload: () => [{ code: 'F-1', name: 'From a file' }],
  createTenant: () => ({ name: 'One more' }),
};

/** Operations that need a connection of another adapter than the shop's. */
const CONNECTION: Readonly<Record<string, string>> = {
  sendCommand: 'toldConnectionId',
  createUpload: 'fileConnectionId',
};

/** The ids that an operation can be called with. */
export function idsFor(operationId: string, ids: Ids): Ids {
  const connectionId = ids[CONNECTION[operationId] ?? ''];
  return connectionId === undefined ? ids : { ...ids, connectionId };
}
