import { z } from 'zod';

/**
 * Ids are TypeIDs: a prefix that says what it names, then a UUIDv7 in 26 base32 characters, so they sort by time.
 * Source of the form: the TypeID specification 0.3.
 */
export const ID_PREFIXES = {
  tenant: 'tnt',
  apiKey: 'key',
  merchant: 'mer',
  store: 'sto',
  source: 'src',
  connection: 'con',
  location: 'loc',
  item: 'itm',
  category: 'cat',
  brand: 'brd',
  tax: 'tax',
  charge: 'chg',
  modifierGroup: 'mgr',
  modifierOption: 'mop',
  delivery: 'dlv',
  deadLetter: 'dlq',
  quarantine: 'qua',
  event: 'evt',
  replay: 'rpl',
  reconciliation: 'rec',
  sync: 'syn',
  upload: 'upl',
  command: 'cmd',
  subscription: 'sub',
  dispatch: 'dis',
  match: 'mat',
  request: 'req',
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

const idSchema = (kind: IdKind, name: string) =>
  z
    .string()
    .regex(new RegExp(`^${ID_PREFIXES[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`))
    .meta({ id: name, description: `Names one ${kind}`, example: `${ID_PREFIXES[kind]}_01k4f2m8r5e6s9v0a1b2c3d4e5` });

export const TenantId = idSchema('tenant', 'TenantId');
export const ApiKeyId = idSchema('apiKey', 'ApiKeyId');
export const MerchantId = idSchema('merchant', 'MerchantId');
export const StoreId = idSchema('store', 'StoreId');
export const SourceId = idSchema('source', 'SourceId');
export const ConnectionId = idSchema('connection', 'ConnectionId');
export const LocationId = idSchema('location', 'LocationId');
export const ItemId = idSchema('item', 'ItemId');
export const CategoryId = idSchema('category', 'CategoryId');
export const BrandId = idSchema('brand', 'BrandId');
export const TaxId = idSchema('tax', 'TaxId');
export const ChargeId = idSchema('charge', 'ChargeId');
export const ModifierGroupId = idSchema('modifierGroup', 'ModifierGroupId');
export const ModifierOptionId = idSchema('modifierOption', 'ModifierOptionId');
export const DeliveryId = idSchema('delivery', 'DeliveryId');
export const DeadLetterId = idSchema('deadLetter', 'DeadLetterId');
export const QuarantineId = idSchema('quarantine', 'QuarantineId');
export const EventId = idSchema('event', 'EventId');
export const ReplayId = idSchema('replay', 'ReplayId');
export const ReconciliationId = idSchema('reconciliation', 'ReconciliationId');
export const SyncId = idSchema('sync', 'SyncId');
export const UploadId = idSchema('upload', 'UploadId');
export const CommandId = idSchema('command', 'CommandId');
export const SubscriptionId = idSchema('subscription', 'SubscriptionId');
export const DispatchId = idSchema('dispatch', 'DispatchId');
export const MatchId = idSchema('match', 'MatchId');
