export type { Context, Contexts, Hook } from './context/context.ts';
export { contextsPath, readContexts, saveContext } from './context/context-file.ts';
export { EXIT, type ExitKind } from './exit-codes.ts';
export type { Failure } from './failure.ts';
export { type RunOptions, runKirana } from './run.ts';
