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
