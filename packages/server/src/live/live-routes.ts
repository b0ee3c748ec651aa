import { EventKind, KiranaError, StoreId } from '@kirana/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { merchantStream, stockStream, storeStream } from '../catalog-writes/catalog-events.ts';
import type { Database } from '../database/database.ts';
import { type Call, defineRawRoute, type Route } from '../http/route.ts';
import { type LiveConnection, openConnection } from './live-connection.ts';
import { type LiveHub, streamTopic, tenantTopic } from './live-hub.ts';
import { readMerchantId } from './live-rows.ts';
import type { Pace } from './paced-sending.ts';
import { readMissed } from './read-missed.ts';
import { type Subscription, subscribeStore } from './store-subscription.ts';
import { subscribeTenant } from './tenant-subscription.ts';

/** What a shop window needs; the other kinds are for operators. */
const STORE_KINDS = [
  'item.changed',
  'category.changed',
  'tax.changed',
  'charge.changed',
  'modifier_group.changed',
  'modifier_option.changed',
  'store_item.changed',
  'price.changed',
  'switch.changed',
  'store.changed',
  'orderability.changed',
] as const satisfies readonly EventKind[];
/** Told with every order: only for who asks for them. */
const STOCK_KINDS = ['stock.changed', 'stock.shortfall'] as const satisfies readonly EventKind[];

const kindList = <const K extends readonly [EventKind, ...EventKind[]]>(kinds: K) =>
  z
    .string()
    .max(1_000)
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(kinds)).min(1))
    .optional()
    .meta({ description: 'Only these kinds of events, with commas between them', type: 'string' });

const StoreQuery = z.strictObject({
  kinds: kindList([...STORE_KINDS, ...STOCK_KINDS]).describe(
    `Only these kinds of events, with commas between them. Without it all but ${STOCK_KINDS.join(' and ')}, which come with every order`,
  ),
  lastEventId: z.string().max(64).optional().meta({
    description:
      'As the header Last-Event-ID, which goes before it: the id of the last event, or the `version` of an answer',
  }),
});
const TenantQuery = z.strictObject({ kinds: kindList(EventKind.options as [EventKind, ...EventKind[]]) });

export interface LiveLimits {
  readonly retryMs: number;
  readonly mostMissed: number;
  readonly pace: Pace;
  /** A stream ends after this and the client resumes, so that a revoked key or an expired token is noticed. */
  readonly longestMs: number;
}

export interface LiveRoutesDeps {
  readonly database: Database;
  readonly hub: LiveHub;
  readonly limits: LiveLimits;
}

interface Opened {
  readonly connection: LiveConnection;
  onGone(act: () => void): void;
}

/** An open answer with its place, given back when it ends. A HEAD asks for the headers only. */
function open(
  request: FastifyRequest,
  reply: FastifyReply,
  call: Call,
  limits: LiveLimits,
  release: () => void,
): Opened {
  const acts: (() => void)[] = [release];
  let timer: NodeJS.Timeout | undefined;
  const connection = openConnection(reply, call.signal, () => {
    clearTimeout(timer);
    for (const act of acts) act();
  });
  timer = setTimeout(() => connection.end(), limits.longestMs);
  timer.unref();
  if (request.method === 'HEAD') connection.end();
  return {
    connection,
    onGone(act) {
      if (connection.isOpen) acts.push(act);
      else act();
    },
  };
}

const lastEventIdOf = (request: FastifyRequest): string | undefined => {
  const header = request.headers['last-event-id'];
  if (typeof header === 'string' && header !== '') return header;
  const { lastEventId } = request.query as z.output<typeof StoreQuery>;
  return lastEventId === '' ? undefined : lastEventId;
};

export const liveRoutes = ({ database, hub, limits }: LiveRoutesDeps): Route[] => [
  defineRawRoute({
    method: 'GET',
    path: '/v1/stores/:storeId/live',
    operationId: 'followStore',
    summary: 'Follow a store live (server-sent events)',
    description:
      'Each event has the kind as its name, a CloudEvent as its data, and as its id the version of the store after it. Take a snapshot, then ' +
      'connect with its `version` as `lastEventId`: nothing is missed and nothing comes twice. Who asks for kinds of stock gets ids that also say where that stands. A stream starts with `hello` ' +
      '(`{version, resumed}`), or with `resync` (`{version, reason}`) when too much was missed: take a snapshot of at least that version ' +
      'and go on. `resync` may also come later. A comment comes every 15 seconds. The stream ends now and then: connect again with ' +
      'the last id, on any server.',
    tag: 'live',
    access: 'catalog:read',
    browserTokens: true,
    params: z.strictObject({ storeId: StoreId }),
    query: StoreQuery,
    errors: ['RATE_LIMITED', 'SHUTTING_DOWN', 'DATABASE_UNAVAILABLE'],
    async handleRaw(request, reply, call) {
      const { storeId } = request.params as { storeId: string };
      const query = request.query as z.output<typeof StoreQuery>;
      const kinds = new Set<EventKind>(query.kinds ?? STORE_KINDS);
      const { tenantId } = call;
      const merchantId = await database.tenant(tenantId, (tx) => readMerchantId(tx, tenantId, storeId));
      if (merchantId === undefined) throw new KiranaError('NOT_FOUND', { storeId });
      const stock = STOCK_KINDS.some((kind) => kinds.has(kind)) ? stockStream(storeId) : null;
      const streams = { tenantId, store: storeStream(storeId), merchant: merchantStream(merchantId), stock };
      const followed = [streams.store, streams.merchant, ...(stock === null ? [] : [stock])];
      const topics = followed.map((stream) => streamTopic(tenantId, stream));
      const release = hub.admit(call.caller.keyId);
      const { connection, onGone } = open(request, reply, call, limits, release);
      const subscription = subscribeStore({ connection, streams, kinds, ...limits });
      onGone(hub.subscribe(topics, subscription));
      try {
        await subscription.start(await readMissed(database, streams, lastEventIdOf(request), limits.mostMissed));
      } catch (error) {
        // the headers are out: all that is left is to end, and the client comes back
        connection.end();
        request.log.warn({ err: error, requestId: call.requestId }, 'a live stream could not start');
      }
    },
  }),
  defineRawRoute({
    method: 'GET',
    path: '/v1/live',
    operationId: 'followTenant',
    summary: 'Follow everything that happens, from now on (server-sent events)',
    description:
      'All streams of the tenant: stores, merchants, connections. For people who watch: it starts from now and cannot be resumed, because ' +
      'there is no order over streams. To miss nothing, follow stores, or subscribe to webhooks.',
    tag: 'live',
    access: 'operations:read',
    query: TenantQuery,
    errors: ['RATE_LIMITED', 'SHUTTING_DOWN'],
    async handleRaw(request, reply, call) {
      const { kinds } = request.query as z.output<typeof TenantQuery>;
      const { keyId, storeId } = call.caller;
      const { connection, onGone } = open(request, reply, call, limits, hub.admit(keyId));
      const subscription: Subscription = subscribeTenant({
        connection,
        kinds: kinds === undefined ? undefined : new Set(kinds),
        streams: storeId === null ? undefined : [storeStream(storeId), stockStream(storeId)],
        ...limits,
      });
      onGone(hub.subscribe([tenantTopic(call.tenantId)], subscription));
    },
  }),
];
