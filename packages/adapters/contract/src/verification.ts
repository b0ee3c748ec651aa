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
