export * from './disorder.ts';
export * from './provider-simulator.ts';
export * from './simulator-server.ts';
export * from './trigger-of.ts';
