export { csv, csv as default } from './adapter.ts';
export { Columns, FIELDS, type Field } from './fields.ts';
export { ConnectionSettings, SourceSettings } from './settings.ts';
