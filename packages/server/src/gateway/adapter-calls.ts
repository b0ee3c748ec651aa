import {
  type AdapterContext,
  AdapterError,
  type CheckResult,
  type Command,
  type CommandResult,
  type Page,
  type PullRequest,
} from '@kirana/adapter';
import { KiranaError } from '@kirana/core';
import type { SecretValues } from '../identity/source-secrets.ts';
import type { HostedAdapter, Settings } from '../plugins/hosted-adapter.ts';
import { adapterHttp, hostsInSettings } from './adapter-http.ts';
import { CallPaces } from './call-pace.ts';
import { CircuitBreakers } from './circuit-breaker.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { type CallableConnection, readCallableConnection, releasePulls } from './source-rows.ts';
import { readableText } from './storable-text.ts';
import { guardedDispatcher } from './url-guard.ts';

/** A call of an adapter ends after this, whatever the adapter does. */
const CALL_MS = 120_000;

export interface AdapterCalls {
  /**
   * Are the credentials of a connection good? Bad ones are an answer, not an error; good ones end a hold of its pulls.
   * @throws NOT_FOUND, CAPABILITY_MISSING, ADAPTER_UNKNOWN, PROVIDER_UNREACHABLE, PROVIDER_RATE_LIMITED, INTERNAL
   */
  check(tenantId: string, connectionId: string): Promise<CheckResult>;
}

export interface SendCalls {
  /** @throws AdapterError, always, with no secret in its message. */
  send(connection: CallableConnection, command: Command, signal: AbortSignal): Promise<CommandResult>;
}

export interface PullCalls {
  /** @throws AdapterError, always, with no secret in its message. */
  pull(connection: CallableConnection, request: PullRequest, signal: AbortSignal): Promise<Page>;
}

/** Whatever an adapter threw, as an AdapterError whose message can be shown. */
function presentable(error: unknown, secrets: SecretValues): AdapterError {
  if (!(error instanceof AdapterError)) return new AdapterError('bug', 'the adapter failed', { cause: error });
  let { message } = error;
  for (const { current, previous } of Object.values(secrets)) {
    for (const value of [current, previous]) if (value) message = message.replaceAll(value, '[redacted]');
  }
  const { retryAfterMs, path } = error;
  return new AdapterError(error.kind, readableText(message, 1_000), {
    cause: error,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(path === undefined ? {} : { path }),
  });
}

/** The call's result, or an error when its time is over: an adapter that hangs is left behind. */
function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new AdapterError('transient', 'the adapter did not finish in time'));
    if (signal.aborted) late();
    signal.addEventListener('abort', late, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', late));
  });
}

/** Calls of adapters into the world, for pull and check. */
export function adapterCalls(
  deps: Pick<GatewayDeps, 'database' | 'adapters' | 'sourceSecrets' | 'now' | 'allowPrivateHosts'>,
): AdapterCalls & PullCalls & SendCalls & { close(): Promise<void> } {
  const allowPrivateHosts = deps.allowPrivateHosts ?? [];
  const dispatcher = guardedDispatcher({ allowPrivateHosts });
  const breakers = new CircuitBreakers(deps.now);
  const paces = new CallPaces(deps.now);

  async function contextOf(
    adapter: HostedAdapter,
    connection: CallableConnection,
    secrets: SecretValues,
    signal: AbortSignal,
  ) {
    const read = await adapter.readSettings('connection', connection.settings);
    if (!read.ok) throw new AdapterError('config', 'the settings of the connection do not fit its adapter');
    const { limits } = adapter.manifest;
    const context: AdapterContext<Settings> = {
      settings: read.settings,
      account: connection.account,
      locations: [...connection.stores.keys()],
      signal,
      now: deps.now,
      secret: (name) => {
        const value = Object.hasOwn(secrets, name) ? secrets[name]?.current : undefined;
        if (!value) throw new AdapterError('config', `the secret "${name}" is not set`);
        return value;
      },
      http: adapterHttp({
        connectionId: connection.id,
        hosts: adapter.manifest.hosts,
        ownHosts: hostsInSettings(read.settings, connection.sourceSettings),
        allowPrivateHosts,
        dispatcher,
        breakers,
        signal,
        ...(limits === undefined ? {} : { pace: () => paces.wait(connection.id, limits.callsPerMinute, signal) }),
      }),
    };
    return context;
  }

  async function call<T>(
    connection: CallableConnection,
    signal: AbortSignal,
    work: (adapter: HostedAdapter, context: AdapterContext<Settings>) => Promise<T>,
  ): Promise<T> {
    const adapter = deps.adapters.get(connection.adapter);
    if (adapter === undefined) throw new AdapterError('config', `the adapter "${connection.adapter}" is not installed`);
    const secrets = await deps.sourceSecrets.open(connection.tenantId, connection.secrets);
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(CALL_MS)]);
    try {
      const context = await contextOf(adapter, connection, secrets, bounded);
      return await beforeAbort(
        Promise.resolve().then(() => work(adapter, context)),
        bounded,
      );
    } catch (error) {
      throw presentable(error, secrets);
    }
  }

  return {
    pull: (connection, request, signal) =>
      call(connection, signal, (adapter, context) => {
        if (adapter.pull === undefined) throw new AdapterError('permanent', 'the adapter cannot pull');
        return adapter.pull(context, request);
      }),
    send: (connection, command, signal) =>
      call(connection, signal, (adapter, context) => {
        if (adapter.send === undefined || adapter.manifest.capabilities.commands?.[command.kind] === undefined) {
          throw new AdapterError('permanent', `the adapter cannot send ${command.kind}`);
        }
        return adapter.send(context, command);
      }),
    async check(tenantId, connectionId) {
      const connection = await deps.database.tenant(tenantId, (tx) =>
        readCallableConnection(tx, tenantId, connectionId),
      );
      if (connection === undefined) throw new KiranaError('NOT_FOUND');
      const adapter = deps.adapters.get(connection.adapter);
      if (adapter === undefined) throw new KiranaError('ADAPTER_UNKNOWN', { adapter: connection.adapter });
      if (adapter.check === undefined) throw new KiranaError('CAPABILITY_MISSING', { capability: 'check' });
      try {
        const never = new AbortController().signal;
        const result = await call(connection, never, async (known, context) => {
          if (known.check === undefined) throw new AdapterError('bug', 'the check went missing');
          return known.check(context);
        });
        if (result.ok && connection.pullHeldReason !== null)
          await deps.database.tenant(tenantId, (tx) => releasePulls(tx, tenantId, connectionId));
        return result;
      } catch (error) {
        return verdictOf(error);
      }
    },
    close: () => dispatcher.destroy(),
  };
}

function verdictOf(error: unknown): CheckResult {
  if (!(error instanceof AdapterError)) throw error;
  switch (error.kind) {
    case 'auth':
    case 'config':
    case 'permanent':
      return { ok: false, detail: error.message };
    case 'rate_limited': {
      const retryAfterSeconds = error.retryAfterMs === undefined ? undefined : Math.ceil(error.retryAfterMs / 1_000);
      throw new KiranaError('PROVIDER_RATE_LIMITED', { retryAfterSeconds }, { cause: error });
    }
    case 'transient':
    case 'schema':
      throw new KiranaError('PROVIDER_UNREACHABLE', {}, { cause: error, detail: error.message });
    case 'bug':
      throw new KiranaError('INTERNAL', {}, { cause: error });
  }
}
