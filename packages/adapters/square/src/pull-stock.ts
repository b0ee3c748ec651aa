import { ask, type Context } from './call-square.ts';
import { asObject, idText, listOf } from './field-values.ts';
import { findObjects, findUnits } from './find-objects.ts';
import { bytesOf, cursorOf, type PulledPart } from './pull-catalog.ts';
import { pulledPage } from './pulled-page.ts';

const PAGE_LIMIT = 1_000;
/** Counts that were being calculated when the last pull ended. Those that come again change nothing. */
const OVERLAP_MS = 300_000;

/** A page of what one location has in stock; with its units where goods are measured, for a count does not name its own. */
export async function pullStock(
  context: Context,
  location: string,
  { since, page }: { readonly since: string | null; readonly page: string | null },
): Promise<PulledPart> {
  const updatedAfter = since === null ? null : new Date(Date.parse(since) - OVERLAP_MS).toISOString();
  const counts = await ask(context, 'inventory/counts/batch-retrieve', {
    location_ids: [location],
    states: ['IN_STOCK'],
    ...(updatedAfter === null ? {} : { updated_after: updatedAfter }),
    ...(page === null ? {} : { cursor: page }),
    limit: PAGE_LIMIT,
  });
  const entries = listOf(counts.body.counts).map(asObject);
  const ids = [...new Set(entries.map((entry) => idText(entry?.catalog_object_id)))].filter((id) => id !== undefined);
  const { measured } = context.settings;
  const bytes = pulledPage(
    { location_id: location, updated_after: updatedAfter },
    {
      counts: counts.bytes,
      variations: measured ? bytesOf(await findObjects(context, ids)) : null,
      measurement_units: measured ? bytesOf(await findUnits(context)) : null,
    },
  );
  // counts have no time of their own as a whole: it is when Square answered
  return { bytes, next: cursorOf(counts.body), reached: counts.date ?? context.now().toISOString() };
}
