import { AdapterError, type Change, isJsonArray, type Normalised } from '@kirana/adapter';
import { asObject, listOf, Problems } from './field-values.ts';
import { type Measure, measureOfVariation, PIECE } from './measurement-units.ts';
import { objectsIn, openPulledPage, type PulledPage, unitsIn } from './pulled-page.ts';
import { readCount, reportOf } from './stock-counts.ts';

/** How to understand the counts of a page, by variation. Undefined: it is not known. */
function measures({ fields }: PulledPage, problems: Problems): (id: string) => Measure | undefined {
  const units = unitsIn(fields, 'measurement_units', problems);
  if (units === null) return () => PIECE;
  const answers = listOf(fields.variations);
  const variations = answers.flatMap((answer, index) => objectsIn(answer, 'objects', `/variations/${index}`, problems));
  const byId = new Map(variations.map((variation) => [variation.id, variation]));
  return (id) => {
    const variation = byId.get(id);
    return variation === undefined ? undefined : measureOfVariation(variation, units);
  };
}

/**
 * Pulled counts of one location. They are never taken for the complete list: a variation that Square does not track has no count, and that
 * is not the same as none in stock.
 */
export function normaliseStockPage(bytes: Uint8Array): Normalised {
  const page = openPulledPage(bytes);
  const answer = asObject(page.fields.counts);
  if (answer === undefined) throw new AdapterError('schema', 'the page has no counts', { path: '/counts' });
  if (answer.counts !== undefined && !isJsonArray(answer.counts)) {
    throw new AdapterError('schema', 'the counts are no list', { path: '/counts/counts' });
  }
  const problems = new Problems();
  const measureOf = measures(page, problems);
  const changes: Change[] = [];
  for (const [index, entry] of listOf(answer.counts).entries()) {
    const path = `/counts/counts/${index}`;
    const read = readCount(entry, path, problems);
    if (read?.kind !== 'count' || (read.count.location ?? page.location) !== page.location) continue;
    const measure = measureOf(read.count.id);
    if (measure === undefined) problems.add(path, read.count.id, 'its unit is not known; the count stays as it was');
    const report = measure === undefined ? undefined : reportOf(read.count, measure, problems);
    if (report !== undefined) changes.push(report);
  }
  return { changes, problems: problems.found, snapshotOf: [] };
}
