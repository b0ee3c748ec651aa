import type { EventData } from './generated/events.ts';

/** Everything that is told: by webhooks, and by the tenant's stream. */
export type EventKind = keyof EventData;

/** Kinds a store's stream tells: what a shop window needs. */
export type StoreEventKind = Exclude<
  EventKind,
  'delivery.received' | 'delivery.finished' | 'quarantine.opened' | 'quarantine.decided' | 'sync.finished'
>;

interface Envelope<Kind extends EventKind> {
  readonly specversion: '1.0';
  readonly id: string;
  /** Tenant and stream. */
  readonly source: string;
  /** The kind with its version: `kirana.price.changed.v1`. */
  readonly type: `kirana.${Kind}.v${number}`;
  /** Id of the thing it tells about. */
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** Gapless in its stream; 20 digits, so that text order is number order. */
  readonly sequence: string;
  /** The stream. */
  readonly partitionkey: string;
  readonly actor: string;
  readonly requestid: string;
  /** The delivery, replay or timer that caused it. */
  readonly causationid?: string;
  /** The state after it. */
  readonly data: EventData[Kind];
}

/** What happened, in the CloudEvents 1.0 envelope. (source, id) is unique. Its `type` tells what `data` is. */
export type CloudEvent<Kind extends EventKind = EventKind> = { readonly [K in Kind]: Envelope<K> }[Kind];

/** Events may be missing here: take a snapshot of at least `version` (empty: the newest there is), then go on with the stream. */
export interface Resync {
  readonly kind: 'resync';
  readonly version: string;
  readonly reason: 'too_far_behind' | 'expired' | 'unknown_version' | 'gap' | 'too_slow' | 'not_resumable';
}

/** `version`: that of the store after the event. Give it as `minVersion` to a read, or as `lastEventId` to go on from here later. */
export type LiveEvent<Kind extends EventKind = EventKind> =
  | { readonly [K in Kind]: { readonly kind: K; readonly version: string; readonly event: CloudEvent<K> } }[Kind]
  | Resync;
