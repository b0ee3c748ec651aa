import type { HookRequest, Outcome, Reply, Route } from '@kirana/adapter';
import { verify } from '@kirana/adapter';
import { KiranaError } from '@kirana/core';
import { newId } from '../database/new-id.ts';
import { statusOf } from '../http/problem.ts';
import { AdapterDown } from '../plugins/adapter-down.ts';
import type { DeliveryBatch } from './delivery-batch.ts';
import { laneOf, type NewDelivery } from './delivery-rows.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import type { HookMetrics } from './hook-metrics.ts';
import { endpointByPath, providerReply, refusedBodyReply } from './provider-reply.ts';
import { type HookSource, type SourceDirectory, secretsAt } from './source-directory.ts';
import { locationOf } from './source-rows.ts';
import { storableText } from './storable-text.ts';

export interface IncomingHook {
  readonly request: HookRequest;
  /** Path and query as they came, hook token included: what some providers sign. Never logged. */
  readonly url: string;
  readonly requestId: string;
}

export interface ReceiveDeps
  extends Pick<GatewayDeps, 'archive' | 'sealer' | 'storeView' | 'publicUrl' | 'now' | 'log'> {
  readonly directory: SourceDirectory;
  readonly batch: DeliveryBatch;
  readonly metrics: HookMetrics;
}

/** The day a body is archived under, in UTC. */
export const archiveDay = (at: Date): string => at.toISOString().slice(0, 10).replaceAll('-', '');

/**
 * Where the message belongs, or why that cannot be told. A `route` that throws makes the message unreadable, not the server.
 * @throws AdapterDown when the adapter cannot be asked now, for no fault of the message
 */
async function routeOf(source: HookSource, request: HookRequest): Promise<Route | 'unknown_endpoint' | 'unreadable'> {
  try {
    const route = await source.adapter.route(request);
    if (route === null || !Object.hasOwn(source.adapter.endpoints, route.endpoint)) return 'unknown_endpoint';
    return {
      endpoint: route.endpoint,
      account: route.account === null ? null : storableText(route.account),
      location: route.location === null ? null : storableText(route.location),
      deliveryId: route.deliveryId === null ? null : storableText(route.deliveryId),
    };
  } catch (error) {
    if (error instanceof AdapterDown && !error.byThisCall) throw error;
    return 'unreadable';
  }
}

/**
 * Takes one webhook in: verify → archive → one shared insert → the provider's reply. Nothing here can fail on meaning, and a 2xx is
 * given only for what is committed.
 * @throws nothing: every failure is a reply.
 */
export function receiveDelivery(deps: ReceiveDeps) {
  const { batch, archive, sealer, directory, metrics, now } = deps;

  /** `endpoint` undefined: the shape of the path's endpoint, or the adapter's first. */
  const answer = (
    source: HookSource,
    hook: IncomingHook,
    outcome: Outcome,
    route: Route | null = null,
  ): Promise<Reply> => {
    metrics.requests.inc({ adapter: source.adapter.manifest.id, outcome: outcome.kind });
    return providerReply(
      source.adapter,
      route?.endpoint ?? endpointByPath(source.adapter, hook.request.path),
      outcome,
      route,
    );
  };

  const isGenuine = (source: HookSource, hook: IncomingHook, receivedAt: Date): boolean => {
    const result = verify(source.verification, hook.request, {
      secrets: secretsAt(source, receivedAt),
      publicUrl: deps.publicUrl === null ? null : deps.publicUrl.replace(/\/+$/, '') + hook.url,
      receivedAtMs: receivedAt.getTime(),
      allowUnsigned: source.allowUnsigned,
    });
    if (!result.ok) metrics.refused.inc({ adapter: source.adapter.manifest.id, reason: result.reason });
    return result.ok;
  };

  async function ask(source: HookSource, route: Route): Promise<Reply> {
    const connection = route.account === null ? undefined : await directory.connection(source, route.account);
    const location = connection === undefined ? null : locationOf(connection, route.location);
    const storeId = location === null ? undefined : connection?.stores.get(location);
    const store = storeId === undefined ? null : await deps.storeView(source.tenantId, storeId);
    const outcome = { kind: store === null ? 'unknown_account' : 'accepted' } as const;
    metrics.requests.inc({ adapter: source.adapter.manifest.id, outcome: outcome.kind });
    return providerReply(source.adapter, route.endpoint, outcome, route, store);
  }

  async function take(source: HookSource, hook: IncomingHook, receivedAt: Date, route: Route | null): Promise<Reply> {
    const account = route?.account ?? null;
    const connection = account === null ? undefined : await directory.connection(source, account);
    const connectionId = connection?.id ?? null;
    const location =
      connection === undefined ? (route?.location ?? null) : locationOf(connection, route?.location ?? null);
    const { body, headers, path } = hook.request;
    const contentType = headers['content-type'];
    const delivery: NewDelivery = {
      tenantId: source.tenantId,
      id: newId('delivery'),
      sourceId: source.id,
      connectionId,
      account,
      location,
      lane: laneOf(source.id, connectionId, location),
      endpoint: route?.endpoint ?? endpointByPath(source.adapter, path) ?? '',
      origin: 'webhook',
      providerDeliveryId: route?.deliveryId ?? null,
      bytes: body.byteLength,
      contentType: contentType === undefined ? null : storableText(contentType),
      requestId: hook.requestId,
      receivedAt,
    };
    const inserted = await batch.accept(delivery, async () =>
      archive.put(archiveDay(receivedAt), await sealer.seal(source.tenantId, body)),
    );
    if (inserted.duplicateOf !== null) return answer(source, hook, { kind: 'duplicate' }, route);
    return answer(source, hook, { kind: route === null ? 'unreadable' : 'accepted' }, route);
  }

  /** Asks the sender to come again. The reason is for our log only. */
  async function unavailable(source: HookSource, hook: IncomingHook, error: unknown): Promise<Reply> {
    const code = error instanceof KiranaError ? error.code : 'INTERNAL';
    // The stack only: other fields of a database error may quote what was sent.
    const stack = error instanceof Error ? error.stack : undefined;
    deps.log.error({ stack, sourceId: source.id, requestId: hook.requestId, code }, 'webhook not accepted');
    const reply = await answer(source, hook, { kind: 'unavailable' });
    return { ...reply, headers: { ...reply.headers, 'retry-after': code === 'OVERLOADED' ? '1' : '5' } };
  }

  /** A body over the limit, or one that does not decode: nobody can say who sent it. @throws the error, when the adapter has no reply for it */
  async function refuseBody(source: HookSource, path: string, error: KiranaError): Promise<Reply> {
    const kind = error.kind === 'too_large' ? 'too_large' : 'unreadable';
    metrics.requests.inc({ adapter: source.adapter.manifest.id, outcome: kind });
    const reply = await refusedBodyReply(source.adapter, path, kind, statusOf(error.code));
    if (reply === undefined) throw error;
    return reply;
  }

  return {
    async receive(source: HookSource, hook: IncomingHook): Promise<Reply> {
      const receivedAt = now();
      if (!isGenuine(source, hook, receivedAt)) return answer(source, hook, { kind: 'unauthorised' });
      try {
        const route = await routeOf(source, hook.request);
        if (route === 'unknown_endpoint') return await answer(source, hook, { kind: 'unknown_endpoint' });
        if (route === 'unreadable') return await take(source, hook, receivedAt, null);
        if (source.adapter.endpoints[route.endpoint]?.kind === 'query') return await ask(source, route);
        return await take(source, hook, receivedAt, route);
      } catch (error) {
        return await unavailable(source, hook, error);
      }
    },
    unavailable,
    refuseBody,
  };
}
