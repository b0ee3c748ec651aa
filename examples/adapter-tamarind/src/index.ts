export { adapter, adapter as default } from './adapter.ts';
