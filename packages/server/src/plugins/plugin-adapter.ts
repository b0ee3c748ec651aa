import type { AdapterContext, Verification } from '@kirana/adapter';
import { LRUCache } from 'lru-cache';
import { AdapterDown } from './adapter-down.ts';
import type { AdapterOrigin, HostedAdapter, HostedCutter, Settings, SettingsResult } from './hosted-adapter.ts';
import type { PluginLimits } from './plugin-limits.ts';
import type { ContextFacts, Task } from './plugin-messages.ts';
import type { PluginProgram } from './plugin-process.ts';
import { resultOf } from './plugin-results.ts';
import { PluginWorker } from './plugin-worker.ts';

/** Verifications of so many settings are remembered: they are a function of the settings alone. */
const MOST_VERIFICATIONS = 1_000;

export interface PluginAdapter extends HostedAdapter {
  /** Starts what webhooks need, so that the first one does not wait for it. @throws AdapterDown */
  warm(): Promise<void>;
  close(): Promise<void>;
}

/**
 * An adapter in processes of its own: one for webhooks, one that puts deliveries into our words, one that calls the provider, one for
 * files. Each is started when there is work for it, and none can keep the others from theirs.
 */
export function pluginAdapter(
  manifest: HostedAdapter['manifest'],
  origin: AdapterOrigin,
  program: PluginProgram,
  limits: PluginLimits,
): PluginAdapter {
  const webhooks = new PluginWorker(program, { oneAtATime: true, mostWaiting: 200 });
  const deliveries = new PluginWorker(program, { oneAtATime: true, patienceMs: 1_000 });
  const calls = new PluginWorker(program, { oneAtATime: false });
  const files = new PluginWorker(program, { oneAtATime: true });
  const all = [webhooks, deliveries, calls, files];
  const { webhookMs, settingsMs, normaliseMs } = limits;
  const verifications = new LRUCache<string, { readonly verification: Verification | undefined }>({
    max: MOST_VERIFICATIONS,
  });
  const can = canDo(manifest);
  let lastCutter = 0;

  const call = async (context: AdapterContext<Settings>, task: (facts: ContextFacts) => Task): Promise<unknown> =>
    calls.run(task(factsOf(context, Object.keys(manifest.secrets))), {
      limitMs: null,
      signal: context.signal,
      http: (request) => context.http(request),
    });

  return {
    manifest,
    secrets: manifest.secrets,
    endpoints: manifest.endpoints,
    origin,
    readSettings: async (of, given) =>
      (await webhooks.run({ op: 'readSettings', of, given }, { limitMs: settingsMs })) as SettingsResult,
    async verification(settings) {
      const key = JSON.stringify(settings);
      const known = verifications.get(key);
      if (known !== undefined) return known.verification;
      const told = await webhooks.run({ op: 'verification', settings }, { limitMs: settingsMs });
      const verification = told as Verification | undefined;
      verifications.set(key, { verification });
      return verification;
    },
    route: async (request) => resultOf('route', await webhooks.run({ op: 'route', request }, { limitMs: webhookMs })),
    reply: async (endpoint, question) =>
      resultOf('reply', await webhooks.run({ op: 'reply', endpoint, question }, { limitMs: webhookMs })),
    normalise: async (body, given) =>
      resultOf('normalise', await deliveries.run({ op: 'normalise', body, given }, { limitMs: normaliseMs })),
    cut(endpoint, settings) {
      lastCutter += 1;
      return openCutter(files, lastCutter, { endpoint, settings, limitMs: normaliseMs });
    },
    pull: can.pull
      ? async (context, request) =>
          resultOf('pull', await call(context, (facts) => ({ op: 'pull', context: facts, request })))
      : undefined,
    send: can.send
      ? async (context, command) =>
          resultOf('send', await call(context, (facts) => ({ op: 'send', context: facts, command })))
      : undefined,
    check: can.check
      ? async (context) => resultOf('check', await call(context, (facts) => ({ op: 'check', context: facts })))
      : undefined,
    warm: () => webhooks.warm(),
    async close() {
      await Promise.all(all.map((worker) => worker.close()));
    },
  };
}

/** As `defineAdapter` sees to it: what is declared is written, and what is not is not. */
function canDo({ capabilities, checks }: HostedAdapter['manifest']) {
  return {
    pull: Object.values(capabilities.entities).some((entity) => entity?.pull !== undefined),
    send: Object.keys(capabilities.commands ?? {}).length > 0,
    check: checks,
  };
}

function factsOf(context: AdapterContext<Settings>, names: readonly string[]): ContextFacts {
  const secrets: Record<string, string> = {};
  for (const name of names) {
    try {
      secrets[name] = context.secret(name);
    } catch {
      // not set: the adapter is told so when it asks for it
    }
  }
  const { settings, account, locations } = context;
  return { settings, account, locations, nowMs: context.now().getTime(), secrets };
}

async function openCutter(
  files: PluginWorker,
  cutter: number,
  { endpoint, settings, limitMs }: { endpoint: string; settings: Settings; limitMs: number },
): Promise<HostedCutter> {
  await files.run({ op: 'cut', cutter, endpoint, settings }, { limitMs });
  const { pid } = files;
  const run = async (task: Task): Promise<unknown> => {
    if (files.pid !== pid) throw new AdapterDown('the process that cut this file ended', { byThisCall: false });
    return files.run(task, { limitMs });
  };
  return {
    push: async (piece) => resultOf('cutPiece', await run({ op: 'cutPiece', cutter, piece })),
    end: async () => resultOf('cutEnd', await run({ op: 'cutEnd', cutter })),
    close: () => void run({ op: 'cutClose', cutter }).catch(() => undefined),
  };
}
