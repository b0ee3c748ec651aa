import type { RunningEngine } from './engine.ts';
import { ENGINE_NAMES, type Engine, type EngineName, type EngineOptions, EngineUnavailable } from './engine.ts';
import { kafka } from './kafka.ts';
import { postgres } from './postgres.ts';
import { redisCluster } from './redis-cluster.ts';
import { s3 } from './s3.ts';

export { ENGINE_NAMES, type EngineName, type EngineOptions, EngineUnavailable, type RunningEngine };

const ENGINES: Readonly<Record<EngineName, Engine>> = { postgres, redis: redisCluster, kafka, s3 };

export interface MissingEngine {
  readonly engine: EngineName;
  readonly reason: string;
}

export interface StartedEngines {
  readonly running: readonly RunningEngine[];
  readonly unavailable: readonly MissingEngine[];
  /** The `env` of all that run, in one. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Throws EngineUnavailable when this machine cannot get the engine. */
export const installEngine = (name: EngineName): Promise<void> => ENGINES[name].install();

/**
 * Installs the engine when it is missing and starts it with empty data. Throws EngineUnavailable when this machine
 * cannot get it, and an error with the end of its log when it does not start.
 */
export const startEngine = (name: EngineName, options: EngineOptions = {}): Promise<RunningEngine> =>
  ENGINES[name].start(options);

/** Starts several at once. What this machine cannot get is listed; when one fails to start, all end and it throws. */
export async function startEngines(
  names: readonly EngineName[] = ENGINE_NAMES,
  options: EngineOptions = {},
): Promise<StartedEngines> {
  // all installs first: the slow one would otherwise keep the others running idle
  const unavailable = await missingAfterInstall(names);
  const wanted = names.filter((name) => !unavailable.some(({ engine }) => engine === name));
  const results = await Promise.allSettled(wanted.map((name) => startEngine(name, options)));
  const running = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async (): Promise<void> => void (await Promise.all(running.map((engine) => engine.stop())));
  const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  if (failed.length > 0) {
    await stop();
    throw failed.length === 1 ? failed[0] : new AggregateError(failed, failed.map(({ message }) => message).join('\n'));
  }
  return { running, unavailable, env: Object.assign({}, ...running.map(({ env }) => env)), stop };
}

async function missingAfterInstall(names: readonly EngineName[]): Promise<readonly MissingEngine[]> {
  const results = await Promise.allSettled(names.map(installEngine));
  return results.flatMap((result) => {
    if (result.status === 'fulfilled') return [];
    if (!(result.reason instanceof EngineUnavailable)) throw result.reason;
    return [{ engine: result.reason.engine, reason: result.reason.reason }];
  });
}
