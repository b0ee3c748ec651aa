import type {
  CallOptions,
  CatalogContext,
  CatalogQuery,
  DataOf,
  Exchange,
  InitOf,
  ItemContext,
  ItemOf,
  ItemsQuery,
  ListPath,
  Method,
  PathOf,
} from './call-types.ts';
import { followStream, type LiveOptions } from './live.ts';
import type { EventKind, LiveEvent, StoreEventKind } from './live-events.ts';
import { readItems, readPages } from './pages.ts';
import { catalogReader, type StoreCatalog } from './read-catalog.ts';
import { type Reservations, reservationCalls } from './reservations.ts';
import { createTransport, type TransportOptions } from './transport.ts';
import { type Uploads, uploadCalls } from './uploads.ts';
import { watchCatalog } from './watch-catalog.ts';

const STORE_LIVE = '/v1/stores/{storeId}/live';
const TENANT_LIVE = '/v1/live';
const STORE_ITEMS = '/v1/stores/{storeId}/items';
const STORE_ITEM = '/v1/stores/{storeId}/items/{itemId}';
const EXTERNAL_ITEM = '/v1/stores/{storeId}/external-items/{connectionId}/{externalId}';
const CACHED_CATALOGS = 16;

export type KiranaOptions = TransportOptions & {
  /** How many catalogs are kept, to be asked only whether they changed; 16 unless set, 0 keeps none. */
  readonly cachedCatalogs?: number | undefined;
};

type Call<M extends Method> = <P extends PathOf<M>>(path: P, ...init: InitOf<P, M>) => Promise<DataOf<P, M>>;

export interface LiveStoreOptions<Kind extends StoreEventKind = StoreEventKind> extends LiveOptions {
  /** The version of an answer or of the last event seen: what came after it comes first. Left out: from now on. */
  readonly lastEventId?: string | undefined;
  readonly kinds?: readonly Kind[] | undefined;
}

export interface LiveTenantOptions<Kind extends EventKind = EventKind> extends LiveOptions {
  readonly kinds?: readonly Kind[] | undefined;
}

/** Reads of what a store sells. */
export interface StoreReads {
  /** The whole menu. The same object is given again while nothing changed: do not change it. */
  catalog(storeId: string, query?: CatalogQuery, options?: CallOptions): Promise<StoreCatalog>;
  item(
    storeId: string,
    itemId: string,
    context?: ItemContext,
    options?: CallOptions,
  ): Promise<DataOf<typeof STORE_ITEM, 'get'>>;
  /** One item by the id that a provider calls it by. */
  itemByExternalId(
    storeId: string,
    connectionId: string,
    externalId: string,
    context?: ItemContext,
    options?: CallOptions,
  ): Promise<DataOf<typeof EXTERNAL_ITEM, 'get'>>;
  /** Items over all pages, listed or not. */
  items(storeId: string, query?: ItemsQuery, options?: CallOptions): AsyncGenerator<ItemOf<typeof STORE_ITEMS>, void>;
}

/** A client of one Kirana server. Calls give the data or throw KiranaApiError, KiranaConnectionError, KiranaTimeoutError. */
export interface KiranaClient {
  readonly get: Call<'get'>;
  readonly post: Call<'post'>;
  readonly put: Call<'put'>;
  readonly patch: Call<'patch'>;
  readonly delete: Call<'delete'>;
  /** As the calls above, with the status and headers of the answer. */
  exchange<M extends Method, P extends PathOf<M>>(
    method: M,
    path: P,
    ...init: InitOf<P, M>
  ): Promise<Exchange<DataOf<P, M>>>;
  /** A successful answer with its body unread, for what is not JSON. Signal and timeout hold until the headers are there. */
  response<M extends Method, P extends PathOf<M>>(method: M, path: P, ...init: InitOf<P, M>): Promise<Response>;
  /** Pages of a list, each asked for when it is reached. */
  pages<P extends ListPath>(path: P, ...init: InitOf<P, 'get'>): AsyncGenerator<DataOf<P, 'get'>, void>;
  /** Entries of a list over all its pages. */
  items<P extends ListPath>(path: P, ...init: InitOf<P, 'get'>): AsyncGenerator<ItemOf<P>, void>;
  readonly stores: StoreReads;
  readonly reservations: Reservations;
  readonly uploads: Uploads;
  /** Events of a store as they happen, over lost connections: nothing is missed, nothing comes twice. */
  live<Kind extends StoreEventKind = StoreEventKind>(
    storeId: string,
    options?: LiveStoreOptions<Kind>,
  ): AsyncGenerator<LiveEvent<Kind>, void>;
  /** Everything that happens in the tenant, from now on. What came between two connections is lost; a `resync` tells of it. */
  liveTenant<Kind extends EventKind = EventKind>(
    options?: LiveTenantOptions<Kind>,
  ): AsyncGenerator<LiveEvent<Kind>, void>;
  /** The catalog now, and again whenever it has changed. */
  watchCatalog(storeId: string, context?: CatalogContext, options?: LiveOptions): AsyncGenerator<StoreCatalog, void>;
}

const kindsQuery = (kinds: readonly string[] | undefined) => (kinds === undefined ? {} : { kinds: kinds.join(',') });

/** Makes a client: one per server and credential, kept and shared. */
export function createKirana(options: KiranaOptions): KiranaClient {
  const transport = createTransport(options);
  const readCatalog = catalogReader(transport, options.cachedCatalogs ?? CACHED_CATALOGS);
  const call =
    (method: Method) =>
    async (path: string, init?: object): Promise<unknown> =>
      (await transport.exchange(method, path, init)).data;

  function live(storeId: string, { lastEventId, kinds, ...liveOptions }: LiveStoreOptions = {}) {
    const params = { path: { storeId }, query: kindsQuery(kinds) };
    return followStream(transport, { path: STORE_LIVE, params, canResume: true, lastEventId }, liveOptions);
  }

  const stores = {
    catalog: async (storeId: string, query?: CatalogQuery, callOptions?: CallOptions) =>
      (await readCatalog(storeId, query, callOptions)).data,
    item: (storeId: string, itemId: string, query?: object, callOptions?: CallOptions) =>
      call('get')(STORE_ITEM, { ...callOptions, params: { path: { storeId, itemId }, query } }),
    itemByExternalId: (
      storeId: string,
      connectionId: string,
      externalId: string,
      query?: object,
      callOptions?: CallOptions,
    ) => call('get')(EXTERNAL_ITEM, { ...callOptions, params: { path: { storeId, connectionId, externalId }, query } }),
    items: (storeId: string, query?: object, callOptions?: CallOptions) =>
      readItems(transport, STORE_ITEMS, { ...callOptions, params: { path: { storeId }, query: query ?? {} } }),
  };

  const client = {
    get: call('get'),
    post: call('post'),
    put: call('put'),
    patch: call('patch'),
    delete: call('delete'),
    exchange: (method: Method, path: string, init?: object) => transport.exchange(method, path, init),
    response: async (method: Method, path: string, init?: object) =>
      (await transport.exchange(method, path, { ...init, parseAs: 'stream' })).response,
    pages: (path: string, init?: object) => readPages(transport, path, init),
    items: (path: string, init?: object) => readItems(transport, path, init),
    stores,
    reservations: reservationCalls(transport),
    uploads: uploadCalls(transport),
    live,
    liveTenant: ({ kinds, ...liveOptions }: LiveTenantOptions = {}) =>
      followStream(
        transport,
        { path: TENANT_LIVE, params: { query: kindsQuery(kinds) }, canResume: false },
        liveOptions,
      ),
    watchCatalog: (storeId: string, context?: CatalogContext, watchOptions?: LiveOptions) =>
      watchCatalog({ read: readCatalog, follow: live }, storeId, context, watchOptions),
  };
  // The types of calls are computed from the API description; what runs is the same for all of them.
  return client as unknown as KiranaClient;
}
