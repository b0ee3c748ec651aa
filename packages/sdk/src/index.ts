export type { CallOptions, CatalogContext, CatalogQuery, Exchange, ItemContext, ItemsQuery } from './call-types.ts';
export {
  createKirana,
  type KiranaClient,
  type KiranaOptions,
  type LiveStoreOptions,
  type LiveTenantOptions,
  type StoreReads,
} from './client.ts';
export {
  type ErrorCode,
  type FieldProblem,
  KiranaApiError,
  KiranaConnectionError,
  KiranaError,
  KiranaTimeoutError,
  type ProblemParam,
} from './errors.ts';
export type { components, operations, paths } from './generated/api.ts';
export type { EventData } from './generated/events.ts';
export type { LiveOptions, LiveState } from './live.ts';
export type {
  CloudEvent,
  EventKind,
  LiveEvent,
  Resync,
  StoreEventKind,
} from './live-events.ts';
export type { StoreCatalog } from './read-catalog.ts';
export type {
  HoldOutcome,
  HoldRefusalCode,
  HoldRequest,
  Reason,
  Reservation,
  ReservationAnswer,
  Reservations,
  Shortfall,
} from './reservations.ts';
export type { Retry } from './transport.ts';
export type { Upload, UploadBody, UploadOptions, UploadProblem, Uploads } from './uploads.ts';
