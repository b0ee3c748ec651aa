import { AdapterError, type Page, type PullRequest } from '@kirana/adapter';
import type { Context } from './call-square.ts';
import { pullCatalog } from './pull-catalog.ts';
import { type Part, type Place, partsOf, type Resume, readPlace, readResume, sinceAt } from './pull-place.ts';
import { pullStock } from './pull-stock.ts';

const PULLS = { catalog: pullCatalog, stock: pullStock } as const;
const ENDPOINTS = { catalog: 'catalog_page', stock: 'stock_page' } as const;

/** What counts is the first answer: what changed after it may have been missed by the pages before. */
const reachedAfter = ({ part, reached }: Place, now: string | null): Place['reached'] => ({
  ...reached,
  [part]: reached[part] ?? now,
});

/** What the next pull begins with; null when Square has told no time at all. */
function resumeOf(parts: readonly Part[], reached: Place['reached'], earlier: Resume, context: Context): string | null {
  const { locations, settings } = context;
  const resume: Resume = {};
  for (const part of parts) {
    const at = reached[part] ?? earlier[part]?.at;
    if (at !== undefined) resume[part] = { at, locations: [...locations], measured: settings.measured };
  }
  return Object.keys(resume).length === 0 ? null : JSON.stringify(resume);
}

/**
 * The next page: part by part, location by location. Square's catalog is the merchant's, so that its pages come again for each location, told as
 * things are there.
 */
export async function pullSquare(context: Context, { scope, since, cursor }: PullRequest): Promise<Page> {
  const { locations, settings } = context;
  const parts = partsOf(scope);
  const [first = 'catalog'] = parts;
  const place = readPlace(cursor, first);
  const location = locations[place.location];
  if (location === undefined) {
    const why = locations.length === 0 ? 'the connection has no location' : 'the cursor is past the last location';
    throw new AdapterError(locations.length === 0 ? 'config' : 'permanent', why);
  }
  const earlier = readResume(since);
  const from = sinceAt(earlier[place.part], location, settings.measured);
  const pulled = await PULLS[place.part](context, location, { since: from, page: place.page });
  const reached = reachedAfter(place, pulled.reached);
  const page = { endpoint: ENDPOINTS[place.part], location, bytes: pulled.bytes };
  const next = nextPlace({ ...place, reached }, pulled.next, locations.length, parts);
  if (next !== null) return { ...page, cursor: JSON.stringify(next) };
  const resume = resumeOf(parts, reached, earlier, context);
  if (since !== null || !parts.includes('catalog')) return { ...page, cursor: null, resume };
  return { ...page, cursor: null, resume, completes: ['item', 'category', 'tax', 'modifier_group', 'modifier_option'] };
}

function nextPlace(place: Place, page: string | null, locations: number, parts: readonly Part[]): Place | null {
  if (page !== null) return { ...place, page };
  if (place.location + 1 < locations) return { ...place, location: place.location + 1, page: null };
  const part = parts[parts.indexOf(place.part) + 1];
  return part === undefined ? null : { ...place, part, location: 0, page: null };
}
