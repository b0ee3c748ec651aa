/** The engines a test, a bench or `npm run engines` can start for real, on private ports of this machine. */
export const ENGINE_NAMES = ['postgres', 'redis', 'kafka', 's3'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

export interface EngineOptions {
  /** PostgreSQL only. Default true. With false a killed server loses nothing; a crash of the machine may lose all. */
  readonly fsync?: boolean;
}

export interface RunningEngine {
  readonly name: EngineName;
  /** What to set so that the server uses this engine: `DATABASE_URL`, `REDIS_URL`, … */
  readonly env: Readonly<Record<string, string>>;
  /** The processes that run now, one per node. A restart changes them. */
  readonly pids: readonly number[];
  /** Ends the engine and removes its data. Safe to call again. */
  stop(): Promise<void>;
  /** For fault tests: freezes, thaws or kills the engine, or only the node with this pid; its own children get it too. */
  signal(signal: NodeJS.Signals, pid?: number): void;
  /** Starts again the nodes that were killed: same ports, same data on disk (Redis keeps none: its nodes come back empty). */
  restart(): Promise<void>;
}

/** How one engine gets onto the machine and is started. */
export interface Engine {
  readonly name: EngineName;
  /** Makes the programs available. Throws EngineUnavailable when this machine cannot get them. */
  install(): Promise<void>;
  /** Installs when needed and resolves when the engine answers. */
  start(options: EngineOptions): Promise<RunningEngine>;
}

/** This machine cannot get the engine: a tool or a registry is missing. Not a failure of the engine itself. */
export class EngineUnavailable extends Error {
  readonly engine: EngineName;
  readonly reason: string;

  constructor(engine: EngineName, reason: string, options?: ErrorOptions) {
    super(`${engine} is not available here: ${reason}`, options);
    this.name = 'EngineUnavailable';
    this.engine = engine;
    this.reason = reason;
  }
}
