import type { EntityKind, Normalised } from '@kirana/core';
import type { z } from 'zod';

/** What an adapter can do for one kind of thing. An undeclared capability is an error, never a no-op. */
export interface EntityCapability {
  /** How lists reach us: whole lists, single changes, or both. */
  readonly push?: 'snapshot' | 'delta' | 'poke';
  readonly pull?: 'snapshot' | 'incremental';
  /** How two reports of one thing are ordered. `none`: by receipt. */
  readonly version: 'sequence' | 'timestamp' | 'none';
  /** How a removal shows: by being left out of a complete list, by a message, or never. */
  readonly deletes: 'by_absence' | 'explicit' | 'none';
}

/** Plain JSON, readable without running the adapter. */
export interface Manifest {
  /** `[a-z][a-z0-9-]*`, unique in a deployment, never changed. */
  readonly id: string;
  readonly apiVersion: 1;
  readonly title: string;
  readonly provider: { readonly url: string; readonly apiVersion?: string };
  /** Hosts the adapter calls; nothing else can be reached through `context.http`. `*` stands for the host in the connection's own settings. */
  readonly hosts: readonly string[];
  readonly capabilities: {
    /** `stock`: how its counts come and are ordered. Declared by those that report counts, and by no others. */
    readonly entities: Readonly<Partial<Record<EntityKind | 'price' | 'store_status' | 'stock', EntityCapability>>>;
    /** The most the provider says of stock: nothing, an on/off switch, counts (`absolute`), or what a count goes up and down by as well (`delta`). */
    readonly stock: 'none' | 'boolean' | 'absolute' | 'delta';
  };
  readonly webhook?: {
    /** The provider gives up waiting after this. */
    readonly ackWithinMs: number;
    readonly replaysBy: 'provider' | 'none';
  };
}

/** Where a value stands in a request. `body` is a JSON pointer. */
export type Place =
  | { readonly in: 'header'; readonly name: string }
  | { readonly in: 'query'; readonly name: string }
  | { readonly in: 'path'; readonly index: number }
  | { readonly in: 'body'; readonly pointer: string };

/** One piece of what is signed, in order. `url` is PUBLIC_URL + path and query as the provider was given them. */
export type SignedPart = 'body' | 'url' | 'timestamp' | 'id' | { readonly literal: string };

/**
 * How a message proves where it comes from: data, executed by the server on the raw bytes, before anything is parsed for its meaning.
 * `secret` names a secret of the source; during a rotation the previous value is accepted too. A missing secret refuses everything.
 */
export type Verification =
  | {
      readonly kind: 'hmac';
      readonly algorithm: 'sha256' | 'sha512' | 'sha1';
      readonly encoding: 'hex' | 'base64';
      readonly header: string;
      /** Text before the signature, such as `sha256=`. */
      readonly prefix?: string;
      readonly secret: string;
      readonly signed: readonly SignedPart[];
      readonly timestamp?: {
        readonly header: string;
        readonly unit: 'seconds' | 'milliseconds';
        readonly toleranceSeconds: number;
      };
      /** `t=…,v1=…,v1=…` in the one header. */
      readonly composite?: {
        readonly signature: string;
        readonly timestamp: string;
        readonly toleranceSeconds: number;
      };
      readonly idHeader?: string;
    }
  | { readonly kind: 'standard-webhooks'; readonly secret: string }
  | {
      readonly kind: 'shared-secret';
      readonly at: Place;
      readonly secret: string /** Text before it, such as `Bearer `. */;
      readonly prefix?: string;
    }
  | { readonly kind: 'basic'; readonly user: string; readonly secret: string }
  | { readonly kind: 'all'; readonly of: readonly Verification[] }
  /** Refused unless the operator sets `allowUnsigned` on the source. */
  | { readonly kind: 'unsigned'; readonly reason: string };

/** What came in. `path` is what follows the hook token, without a leading slash. Header names are lower case. */
export interface HookRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Where a message belongs. Decided before its meaning; nothing in it is trusted yet. */
export interface Route {
  readonly endpoint: string;
  /** The provider's account: names the connection. */
  readonly account: string | null;
  /** The provider's store: names the location, and the lane in which order is kept. Null: the connection's only one. */
  readonly location: string | null;
  /** The provider's own id of the delivery; null: every delivery is new. */
  readonly deliveryId: string | null;
}

/** The facts a normaliser may use. Nothing else: no clock, no network, no memory. */
export interface Given<Settings> {
  readonly endpoint: string;
  readonly settings: Settings;
  readonly receivedAt: string;
  /** Zone, currency and start of the business day of the store the delivery is for. */
  readonly zone: string;
  readonly currency: string;
  readonly businessDayStart: string;
}

/** What the server knows of a store, for endpoints where the provider asks. */
export interface StoreView {
  readonly state: 'open' | 'closed' | 'paused';
  readonly acceptsOrdersNow: boolean;
  readonly returnAt: string | null;
}

/** What became of the message, for the provider-shaped reply. `unauthorised`, `unknown_account` and `unavailable` carry no details. */
export type Outcome =
  | { readonly kind: 'accepted' | 'duplicate' }
  | {
      readonly kind:
        | 'unauthorised'
        | 'unknown_endpoint'
        | 'unknown_account'
        | 'unreadable'
        | 'too_large'
        | 'unavailable';
    };

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface EventEndpoint<Settings> {
  readonly kind: 'event';
  /** Other path names providers were seen to use for it. */
  readonly aliases?: readonly string[];
  /** Pure, synchronous, deterministic. Throws AdapterError('schema') when the whole body cannot be understood. */
  normalise(body: Uint8Array, given: Given<Settings>): Normalised;
  reply(outcome: Outcome, route: Route | null): Reply;
}

/** The provider asks; we answer from what we know. It is no delivery. */
export interface QueryEndpoint {
  readonly kind: 'query';
  readonly aliases?: readonly string[];
  reply(store: StoreView | null, outcome: Outcome, route: Route | null): Reply;
}

/** The world as an adapter may touch it, in pull and check only. */
export interface AdapterContext<Settings> {
  readonly settings: Settings;
  /** The provider's account and stores this connection stands for. */
  readonly account: string;
  readonly locations: readonly string[];
  readonly signal: AbortSignal;
  /** @throws AdapterError('config') when the secret is not set. */
  secret(name: string): string;
  /** Only to `manifest.hosts`; time-outs, size limits and address checks are the server's. Non-2xx is returned, not thrown; no answer throws AdapterError('transient'). */
  http(request: {
    readonly method?: 'GET' | 'POST';
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  }): Promise<{
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly bytes: Uint8Array;
  }>;
}

/** One page of a pull: raw bytes that join the river as a delivery for `endpoint`. `cursor` null: this was the last. */
export interface Page {
  readonly endpoint: string;
  readonly location: string | null;
  readonly bytes: Uint8Array;
  readonly cursor: string | null;
}

export interface CheckResult {
  readonly ok: boolean;
  /** One sentence for the operator. Never a secret. */
  readonly detail: string;
}

export interface AdapterDefinition<SourceSettings extends z.ZodType, ConnectionSettings extends z.ZodType> {
  readonly manifest: Manifest;
  /** Strict: a misspelt setting is refused. Secrets are not settings: they are declared here by name and kept sealed. */
  readonly sourceSettings: SourceSettings;
  readonly connectionSettings: ConnectionSettings;
  readonly secrets: Readonly<Record<string, { readonly description: string; readonly required: boolean }>>;
  readonly verify: Verification | ((settings: z.output<SourceSettings>) => Verification);
  /** Pure. Null: no endpoint of this adapter. A body that cannot be read for routing gives account null. */
  route(request: HookRequest): Route | null;
  readonly endpoints: Readonly<Record<string, EventEndpoint<z.output<ConnectionSettings>> | QueryEndpoint>>;
  /** Next page after `cursor` (null: the first). Must give the same page again for the same cursor, as far as the provider does. */
  pull?(context: AdapterContext<z.output<ConnectionSettings>>, cursor: string | null): Promise<Page>;
  /** Are these credentials good? Bad ones are `ok: false`; an outage throws. */
  check?(context: AdapterContext<z.output<ConnectionSettings>>): Promise<CheckResult>;
}
