import type { MissingEngine } from './index.ts';

/** What tests get from `inject('engines')`. */
export interface ProvidedEngines {
  /** `DATABASE_URL`, `REDIS_URL`, … of the engines that run; a name is missing when its engine is. */
  readonly env: Readonly<Record<string, string>>;
  readonly unavailable: readonly MissingEngine[];
}

declare module 'vitest' {
  interface ProvidedContext {
    engines: ProvidedEngines;
  }
}
