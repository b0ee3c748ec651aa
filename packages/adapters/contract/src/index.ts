export * from './adapter-error.ts';
export * from './contract.ts';
export * from './define-adapter.ts';
