import { AdapterError, isJsonObject, type Normalised, parseJson } from '@kirana/adapter';

/** `catalog.version.updated` says when, and not what: what changed since the last pull is pulled. */
export function normaliseCatalogVersion(bytes: Uint8Array): Normalised {
  checkMessage(bytes);
  return { changes: [{ kind: 'refetch', path: '/data', scope: 'catalog' }], problems: [], snapshotOf: [] };
}

/** Kinds of messages that are not read, and those that Square has yet to invent. */
export function normaliseOtherEvent(bytes: Uint8Array): Normalised {
  checkMessage(bytes);
  return { changes: [], problems: [], snapshotOf: [] };
}

function checkMessage(bytes: Uint8Array): void {
  if (!isJsonObject(parseJson(bytes))) throw new AdapterError('schema', 'the message is not an object', { path: '' });
}
