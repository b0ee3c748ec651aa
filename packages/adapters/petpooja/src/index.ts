export { petpooja, petpooja as default } from './adapter.ts';
export { ConnectionSettings, FETCH_MENU_URL, SourceSettings, verification } from './settings.ts';
