import type { Normalised } from '@kirana/adapter';
import { readObject } from './read-body.ts';

const NOTHING: Normalised = { changes: [], problems: [], snapshotOf: [] };

const refetch = (scope: string): Normalised => ({
  changes: [{ kind: 'refetch', path: '', scope }],
  problems: [],
  snapshotOf: [],
});

/** A product belongs to the shop and not to one of its locations: what has changed is pulled, for each of them. */
export function normaliseCatalogChanged(body: Uint8Array): Normalised {
  readObject(body);
  return refetch('catalog');
}

/** What is gone is in no list of changes: only the whole catalog shows it, by leaving it out. */
export function normaliseCatalogRemoved(body: Uint8Array): Normalised {
  readObject(body);
  return refetch('catalog.whole');
}

/** Topics that say nothing we keep, app/uninstalled among them: its token is dead, and the next pull is refused. */
export function normaliseOther(): Normalised {
  return NOTHING;
}
