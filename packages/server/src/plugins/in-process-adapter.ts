import {
  type Adapter,
  AdapterError,
  type Cutter,
  type EventEndpoint,
  type QueryEndpoint,
  staticManifest,
} from '@kirana/adapter';
import type { z } from 'zod';
import type { AdapterOrigin, HostedAdapter, Settings, SettingsResult } from './hosted-adapter.ts';
import { asAdapterError } from './thrown.ts';

type Endpoint = EventEndpoint<Settings> | QueryEndpoint;

/** An adapter in this process: no call waits for anything. `facts` is computed from the code unless its package's own is given. */
export function hosted(
  adapter: Adapter,
  facts = staticManifest(adapter),
  origin: AdapterOrigin = { package: adapter.manifest.id, version: '0.0.0', builtIn: true, isolated: false },
): HostedAdapter {
  const { pull, send, check } = adapter;
  return {
    manifest: facts,
    secrets: facts.secrets,
    endpoints: facts.endpoints,
    origin,
    readSettings: (of, given) =>
      settingsResult(of === 'source' ? adapter.sourceSettings : adapter.connectionSettings, given),
    verification(given) {
      const settings = adapter.sourceSettings.safeParse(given);
      if (!settings.success) return undefined;
      return typeof adapter.verify === 'function' ? adapter.verify(settings.data) : adapter.verify;
    },
    route: (request) => adapter.route(request),
    reply(name, { outcome, route, store }) {
      const endpoint = endpointOf(adapter, name);
      return endpoint.kind === 'query' ? endpoint.reply(store, outcome, route) : endpoint.reply(outcome, route);
    },
    normalise(body, given) {
      const endpoint = eventOf(adapter, given.endpoint);
      const settings = connectionSettings(adapter, given.settings);
      return inOurErrors(() => endpoint.normalise(body, { ...given, settings }));
    },
    cut(name, given) {
      const endpoint = eventOf(adapter, name);
      const settings = connectionSettings(adapter, given);
      if (endpoint.cut === undefined) throw new AdapterError('bug', `the endpoint ${name} cannot cut a file`);
      const cutter = inOurErrors(() => endpoint.cut?.(settings) as Cutter);
      return {
        push: (piece) => inOurErrors(() => cutter.push(piece)),
        end: () => inOurErrors(() => cutter.end()),
        close: () => undefined,
      };
    },
    pull: pull && ((context, request) => pull.call(adapter, context, request)),
    send: send && ((context, command) => send.call(adapter, context, command)),
    check: check && ((context) => check.call(adapter, context)),
  };
}

function endpointOf(adapter: Adapter, name: string): Endpoint {
  const endpoint = Object.hasOwn(adapter.endpoints, name) ? adapter.endpoints[name] : undefined;
  if (endpoint === undefined) throw new AdapterError('bug', `the adapter has no endpoint ${name}`);
  return endpoint;
}

function eventOf(adapter: Adapter, name: string): EventEndpoint<Settings> {
  const endpoint = endpointOf(adapter, name);
  if (endpoint.kind === 'event') return endpoint;
  throw new AdapterError('bug', `the endpoint ${name} takes no messages`);
}

function connectionSettings(adapter: Adapter, given: Settings): Record<string, unknown> {
  const settings = adapter.connectionSettings.safeParse(given);
  if (settings.success) return settings.data;
  throw new AdapterError('config', 'the settings of the connection do not fit the adapter');
}

/** @throws AdapterError and nothing else */
function inOurErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw asAdapterError(thrown);
  }
}

export function settingsResult(schema: z.ZodType<Record<string, unknown>>, given: unknown): SettingsResult {
  const result = schema.safeParse(given);
  if (result.success) return { ok: true, settings: result.data };
  const problems = result.error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...path, key], message: 'unknown field' }))
      : [{ path, message: issue.message }];
  });
  return { ok: false, problems };
}
