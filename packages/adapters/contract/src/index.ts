// What adapters need of the core, so that an adapter depends on this package alone.
export {
  Change,
  type ChangeOf,
  ChangeProblem,
  CleanText,
  type Diet,
  type EntityKind,
  instantFromLocal,
  minorFromDecimal,
  type Normalised,
  nextBusinessDayStart,
  type OrderType,
  type SnapshotKind,
  type StoreStatus,
  type TaxAmount,
  type TaxComponent,
  type WeeklyWindow,
} from '@kirana/core';
export * from './adapter-error.ts';
export * from './command.ts';
export * from './context.ts';
export * from './contract.ts';
export * from './decimal.ts';
export * from './define-adapter.ts';
export * from './hook.ts';
export { htmlText } from './html-text.ts';
export { isJsonArray, isJsonObject, type JsonObject, type JsonValue, parseJson } from './json.ts';
export { atPointer, peekJson, pointerStep } from './json-pointer.ts';
export * from './manifest.ts';
export { retryAfter, retryAfterMs } from './retry-after.ts';
export { type SignOptions, sign } from './sign.ts';
export type { Secrets } from './signature.ts';
export { type StaticManifest, staticManifest } from './static-manifest.ts';
export type { Trigger } from './trigger.ts';
export * from './verification.ts';
export { type VerifyOptions, type VerifyReason, type VerifyResult, verify } from './verify.ts';
