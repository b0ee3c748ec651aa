import { AdapterError, type Given, isJsonArray } from '@kirana/adapter';
import type { CatalogObject, CatalogType } from './catalog-object.ts';
import { asObject, Problems } from './field-values.ts';
import { isPresentAt } from './presence.ts';
import { objectsIn, openPulledPage, unitsIn } from './pulled-page.ts';
import type { ConnectionSettings } from './settings.ts';

/** A page of the catalog, as it is at one location. */
export interface CatalogPage {
  readonly location: string;
  readonly currency: string;
  readonly receivedAtMs: number;
  /** What the page is about, by type, in the order of the page; the newest of two with the same id. */
  readonly about: ReadonlyMap<CatalogType, ReadonlyMap<string, CatalogObject>>;
  /** The same, and what they refer to. */
  readonly known: ReadonlyMap<string, CatalogObject>;
  /** Null: nothing is measured. */
  readonly units: ReadonlyMap<string, CatalogObject> | null;
  readonly problems: Problems;
}

const isNewer = (object: CatalogObject, than: CatalogObject | undefined): boolean =>
  than === undefined || (object.version ?? 0n) > (than.version ?? 0n);

/** @throws AdapterError('schema') for what is no page of a catalog */
export function openCatalogPage(bytes: Uint8Array, given: Given<ConnectionSettings>): CatalogPage {
  const { location, fields } = openPulledPage(bytes);
  const search = asObject(fields.search);
  if (search === undefined || (search.objects !== undefined && !isJsonArray(search.objects))) {
    throw new AdapterError('schema', 'the page has no list of catalog objects', { path: '/search/objects' });
  }
  const problems = new Problems();
  const { search: found, parents } = fields;
  const objects = [
    ...objectsIn(found, 'objects', '/search', problems),
    // parents of what changed were asked for: they are what the page is about as well
    ...(isJsonArray(parents) ? parents : []).flatMap((answer, index) =>
      objectsIn(answer, 'objects', `/parents/${index}`, problems),
    ),
  ];
  const related = [
    ...objectsIn(found, 'related_objects', '/search', problems),
    ...(isJsonArray(parents) ? parents : []).flatMap((answer, index) =>
      objectsIn(answer, 'related_objects', `/parents/${index}`, problems),
    ),
  ];
  const known = new Map<string, CatalogObject>();
  const about = new Map<CatalogType, Map<string, CatalogObject>>();
  for (const object of objects) {
    if (!isNewer(object, known.get(object.id))) continue;
    known.set(object.id, object);
    const ofType = about.get(object.type) ?? new Map<string, CatalogObject>();
    about.set(object.type, ofType.set(object.id, object));
  }
  for (const object of related) if (!known.has(object.id)) known.set(object.id, object);
  return {
    location,
    currency: given.currency,
    receivedAtMs: Date.parse(given.receivedAt),
    about,
    known,
    units: given.settings.measured ? (unitsIn(fields, 'measurement_units', problems) ?? new Map()) : null,
    problems,
  };
}

export const objectsOf = ({ about }: CatalogPage, type: CatalogType): readonly CatalogObject[] => [
  ...(about.get(type)?.values() ?? []),
];

/** There, and at the location of the page. */
export const isHere = (object: CatalogObject, { location }: CatalogPage): boolean =>
  !object.isDeleted && isPresentAt(object, location);
