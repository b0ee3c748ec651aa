import type { FetchResponse, ParamsOption, RequestBodyOption } from 'openapi-fetch';
import type { paths } from './generated/api.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths that take a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends { readonly [K in M]: object } ? P : never;
}[keyof paths];

type Operation<P extends keyof paths, M extends Method> = paths[P][M & keyof paths[P]];

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** For one attempt, until its whole answer is there. */
  readonly timeoutMs?: number | undefined;
  /** Attempts after the first. */
  readonly retries?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Of a write: your own key for this logical call, kept over its retries. One is made when left out; null: none, and no retries. */
  readonly idempotencyKey?: string | null | undefined;
}

type Init<O> = ParamsOption<O> & RequestBodyOption<O> & CallOptions;

/** The init of a call: may be left out when nothing in it is required. */
export type InitOf<P extends keyof paths, M extends Method> =
  Record<never, never> extends Init<Operation<P, M>> ? [init?: Init<Operation<P, M>>] : [init: Init<Operation<P, M>>];

type Media = `${string}/${string}`;
type Outcome<O> = O extends Record<string | number, unknown> ? FetchResponse<O, Record<never, never>, Media> : never;

/** What a successful call gives. */
export type DataOf<P extends keyof paths, M extends Method> = Extract<
  Outcome<Operation<P, M>>,
  { error?: never }
>['data'];

export interface Exchange<T> {
  readonly data: T;
  /** Status and headers; its body is read already. */
  readonly response: Response;
}

/** The paths of lists. */
export type ListPath = {
  [P in PathOf<'get'>]: DataOf<P, 'get'> extends { items: unknown[]; nextCursor: string | null } ? P : never;
}[PathOf<'get'>];

export type ItemOf<P extends ListPath> = DataOf<P, 'get'> extends { items: readonly (infer Item)[] } ? Item : never;

type QueryOf<P extends keyof paths, M extends Method> =
  Operation<P, M> extends { parameters: { query?: infer Query } } ? NonNullable<Query> : never;

export type CatalogContext = Omit<QueryOf<'/v1/stores/{storeId}/catalog', 'get'>, 'minVersion'>;
export type CatalogQuery = QueryOf<'/v1/stores/{storeId}/catalog', 'get'>;
export type ItemContext = QueryOf<'/v1/stores/{storeId}/items/{itemId}', 'get'>;
export type ItemsQuery = Omit<QueryOf<'/v1/stores/{storeId}/items', 'get'>, 'cursor'>;
