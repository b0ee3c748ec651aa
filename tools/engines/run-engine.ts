import type { EngineName, RunningEngine } from './engine.ts';
import { EngineProcess, type ProcessPlan } from './engine-process.ts';
import { closeRunFolder, openRunFolder } from './watchdog.ts';

export interface EnginePlan {
  readonly env: Readonly<Record<string, string>>;
  readonly processes: readonly ProcessPlan[];
  readonly stopSignal: NodeJS.Signals;
  /** Once, when all processes run for the first time: create the database, join the nodes. */
  prepare?(): Promise<void>;
  /** After every start and restart: resolves when the nodes agree that they are one engine. */
  settle?(): Promise<void>;
}

/**
 * Plans an engine around a new temporary folder and starts its processes. When anything fails, ends what runs and throws;
 * the folder goes with the engine.
 */
export async function runEngine(
  name: EngineName,
  makePlan: (folder: string) => Promise<EnginePlan>,
): Promise<RunningEngine> {
  const folder = openRunFolder(name);
  try {
    return await runPlan(name, folder, await makePlan(folder));
  } catch (error) {
    await closeRunFolder(folder);
    throw error;
  }
}

async function runPlan(name: EngineName, folder: string, plan: EnginePlan): Promise<RunningEngine> {
  const processes = plan.processes.map((process) => new EngineProcess(process));
  const startAll = async (): Promise<void> => {
    const results = await Promise.allSettled(processes.map((process) => process.start()));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= Promise.all(processes.map((process) => process.stop(plan.stopSignal))).then(() =>
      closeRunFolder(folder),
    );
    return stopping;
  };
  try {
    await startAll();
    await plan.prepare?.();
    await plan.settle?.();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    name,
    env: plan.env,
    get pids() {
      return processes.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
    },
    stop,
    signal(signal, pid) {
      for (const process of processes) if (pid === undefined || pid === process.pid) process.signal(signal);
    },
    async restart() {
      if (stopping !== undefined) throw new Error(`${name} was stopped: its data is gone`);
      await startAll();
      await plan.settle?.();
    },
  };
}

/** Asks until the answer is true; `what` names it in the error after `withinMs`. */
export async function waitUntil(what: string, withinMs: number, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await isTrue().catch(() => false))) {
    if (performance.now() > deadline) throw new Error(`${what}: not in ${withinMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
