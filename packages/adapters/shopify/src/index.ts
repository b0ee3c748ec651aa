export { shopify, shopify as default } from './adapter.ts';
export { ConnectionSettings, SourceSettings, verification } from './settings.ts';
