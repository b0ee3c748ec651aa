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
export * from './inventory/answer.ts';
export type { BatchOutcome, StockShortfall } from './inventory/batch.ts';
export { type ChainProblem, checkChain } from './inventory/chain.ts';
export { type CheckedHold, LedgerCheck, MOST_FINDINGS, type StoredPosition } from './inventory/check-ledger.ts';
export * from './inventory/command.ts';
export {
  type ComponentsOf,
  type ComponentsProblem,
  type Exploded,
  explode,
  MAX_COMPONENT_DEPTH,
  type Need,
  sumNeeds,
} from './inventory/components.ts';
export { decide, decideBatch, effectKey } from './inventory/decide.ts';
export * from './inventory/entry.ts';
export { type AsOf, type FoldedStock, foldEntries, type Opening, positionAt } from './inventory/fold.ts';
export {
  LEDGER_FINDINGS,
  LedgerFinding,
  type LedgerFindingCode,
  ledgerFinding,
} from './inventory/ledger-finding.ts';
export { type Lot, lotExpiryMs } from './inventory/lots.ts';
export * from './inventory/position.ts';
export * from './inventory/quantity.ts';
export * from './inventory/reconcile.ts';
export {
  compareOrder,
  type ReportedDelta,
  type ReportedStock,
  type ReportOrder,
  type ReportTimes,
  type ReportVerdict,
  reportOrder,
  type StockReport,
} from './inventory/reported-stock.ts';
export * from './inventory/reservation.ts';
export {
  type AuthoritativeStock,
  authorityOf,
  DEFAULT_SETTLE_MS,
  DEFAULT_TERMS,
  LONGEST_UNACKNOWLEDGED_MS,
  type OwnChange,
  type ReportConflict,
  reportConflicts,
  reportedOnHand,
  type SourceTerms,
  statedBy,
  type TermsOf,
} from './inventory/stock-authority.ts';
export { stockChanged, stockShortfall } from './inventory/stock-events.ts';
export { isFlip, orderabilityChanged, type StockVerdict, stockVerdict } from './inventory/stock-flip.ts';
export { type SnapshotCounts, type StockSnapshot, snapshotCounts } from './inventory/stock-snapshot.ts';
export * from './inventory/stock-state.ts';
export * from './json.ts';
export { type CartLine, cartAboveMaximum, cartShortfalls } from './orderability/cart.ts';
export type { Choice, ChosenOption } from './orderability/choice.ts';
export type {
  CategoryFacts,
  ItemFacts,
  ListingFacts,
  ModifierGroupFacts,
  OptionFacts,
  OrderContext,
} from './orderability/item-rules.ts';
export { itemOrderability, type OrderabilityFacts, orderability } from './orderability/orderability.ts';
export { Orderability, Reason, ReasonCode } from './orderability/reason.ts';
export {
  type NeedFacts,
  type PositionFacts,
  type StockFacts,
  stockAt,
  sumUntil,
  type UnitsAt,
} from './orderability/stock-facts.ts';
export { maxQuantityAt } from './orderability/stock-rules.ts';
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
