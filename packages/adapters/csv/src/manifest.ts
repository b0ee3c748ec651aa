import type { EntityCapability, Manifest } from '@kirana/adapter';

/** A file may be a complete list or only some rows of one; rows may say when they were changed. */
const ROWS: EntityCapability = { push: 'snapshot', version: 'timestamp', deletes: 'by_absence' };
const DERIVED: EntityCapability = { push: 'snapshot', version: 'none', deletes: 'by_absence' };

export const manifest: Manifest = {
  id: 'csv',
  apiVersion: 1,
  title: 'CSV and JSON files',
  provider: { url: 'https://www.rfc-editor.org/rfc/rfc4180' },
  hosts: [],
  capabilities: {
    entities: {
      item: ROWS,
      category: DERIVED,
      tax: DERIVED,
      price: { push: 'delta', version: 'timestamp', deletes: 'none' },
      stock: ROWS,
    },
    stock: 'absolute',
    upload: {
      endpoint: 'file',
      mediaTypes: ['text/csv', 'text/tab-separated-values', 'application/json', 'application/x-ndjson', 'text/plain'],
    },
  },
  webhook: { ackWithinMs: 10_000, replaysBy: 'none' },
};
