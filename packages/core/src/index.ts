export { changedFields, sameJson } from './catalog/changed-fields.ts';
export {
  applyEdit,
  type EffectiveValues,
  effectiveValues,
  PERSON,
  releaseFields,
  type Statement,
} from './catalog/field-values.ts';
export * from './catalog/item.ts';
export * from './catalog/text.ts';
export * from './changes/change.ts';
export { judgeSnapshot, type SnapshotSizes, type SnapshotVerdict } from './changes/snapshot-guard.ts';
export * from './errors.ts';
export * from './events/event.ts';
export * from './identity/connection.ts';
export * from './identity/ids.ts';
export { hoursAt, type OpenState, scheduleAt } from './identity/opening-hours.ts';
export * from './identity/schedule.ts';
export * from './identity/scopes.ts';
export * from './identity/store.ts';
export * from './identity/tenant.ts';
export {
  businessDay,
  instantFromLocal,
  type LocalParts,
  localParts,
  nextBusinessDayStart,
} from './identity/zoned-time.ts';
export * from './json.ts';
export type {
  CategoryFacts,
  ItemFacts,
  ListingFacts,
  ModifierGroupFacts,
  OrderContext,
} from './orderability/item-rules.ts';
export { itemOrderability, type OrderabilityFacts, orderability } from './orderability/orderability.ts';
export { Orderability, Reason, ReasonCode } from './orderability/reason.ts';
export { type StoreAvailability, type StoreFacts, storeAvailability } from './orderability/store-availability.ts';
export * from './pricing/money.ts';
export {
  PriceBreakdown,
  type PriceQuestion,
  priceBreakdown,
  TaxShare,
  TaxTerms,
} from './pricing/price-breakdown.ts';
export { type PriceSlip, priceSlip } from './pricing/price-slip.ts';
export { percentOf, type RoundingMode, roundRatio } from './pricing/rounding.ts';
export * from './pricing/tax.ts';
