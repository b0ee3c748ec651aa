import type { Given, Normalised } from '@kirana/adapter';
import { readCategories } from './catalog-categories.ts';
import { readItems } from './catalog-items.ts';
import { readModifierLists } from './catalog-modifiers.ts';
import { openCatalogPage } from './catalog-page.ts';
import { readTaxes } from './catalog-taxes.ts';
import type { ConnectionSettings } from './settings.ts';

/**
 * A pulled page of the catalog at one location, in an order in which references come after what they name. It is a part of a list: what is complete is
 * said by the pull. An entry that cannot be read is a problem with its place and id, and keeps what we know of it.
 */
export function normaliseCatalogPage(bytes: Uint8Array, given: Given<ConnectionSettings>): Normalised {
  const page = openCatalogPage(bytes, given);
  const changes = [...readTaxes(page), ...readCategories(page), ...readModifierLists(page), ...readItems(page)];
  return { changes, problems: page.problems.found, snapshotOf: [] };
}
