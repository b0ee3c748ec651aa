export { erpnext, erpnext as default } from './adapter.ts';
export { ConnectionSettings, SourceSettings, verification, warehousesOf } from './settings.ts';
