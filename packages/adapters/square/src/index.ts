export { square, square as default } from './adapter.ts';
export { ConnectionSettings, PRODUCTION_URL, SourceSettings, verification } from './settings.ts';
