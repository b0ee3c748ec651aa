import {
  AdapterError,
  atPointer,
  type Change,
  type Given,
  isJsonArray,
  isJsonObject,
  type Normalised,
  parseJson,
} from '@kirana/adapter';
import { asObject, idText, Problems } from './field-values.ts';
import { PIECE } from './measurement-units.ts';
import type { ConnectionSettings } from './settings.ts';
import { readCount, reportOf } from './stock-counts.ts';

const COUNTS = '/data/object/inventory_counts';

/**
 * `inventory.count.updated`: what is in stock now, by Square's reckoning. The message belongs to the location of its first count; counts of
 * other locations are pulled. So is everything where goods are measured: the message does not say in what unit it counts.
 */
export function normaliseInventoryCount(bytes: Uint8Array, given: Given<ConnectionSettings>): Normalised {
  const body = parseJson(bytes);
  if (!isJsonObject(body)) throw new AdapterError('schema', 'the message is not an object', { path: '' });
  const counts = atPointer(body, COUNTS);
  if (!isJsonArray(counts)) {
    // what was counted was deleted since: the catalog tells of that
    if (atPointer(body, '/data/object') === undefined) return { changes: [], problems: [], snapshotOf: [] };
    throw new AdapterError('schema', 'the message has no list of counts', { path: COUNTS });
  }
  const problems = new Problems();
  const changes: Change[] = [];
  const toPull = new Map<'catalog' | 'stock', string>();
  const location = idText(asObject(counts[0])?.location_id) ?? null;
  for (const [index, entry] of counts.entries()) {
    const path = `${COUNTS}/${index}`;
    const read = readCount(entry, path, problems);
    if (read?.kind === 'availability') toPull.set('catalog', toPull.get('catalog') ?? path);
    if (read?.kind !== 'count') continue;
    if (given.settings.measured || read.count.location !== location) toPull.set('stock', toPull.get('stock') ?? path);
    else {
      const report = reportOf(read.count, PIECE, problems);
      if (report !== undefined) changes.push(report);
    }
  }
  for (const [scope, path] of toPull) changes.push({ kind: 'refetch', path, scope });
  return { changes, problems: problems.found, snapshotOf: [] };
}
