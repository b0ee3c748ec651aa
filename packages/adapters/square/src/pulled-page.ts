import { AdapterError, isJsonObject, type JsonObject, type JsonValue, parseJson } from '@kirana/adapter';
import { type CatalogObject, readObject } from './catalog-object.ts';
import { asObject, idText, listOf, type Problems } from './field-values.ts';

/**
 * A pulled page: Square's answers as they came, and what they do not say themselves, such as the location they are for. `answers` is by name;
 * a list holds several answers to the same question.
 */
export function pulledPage(
  facts: Readonly<Record<string, string | null>>,
  answers: Readonly<Record<string, Uint8Array | readonly Uint8Array[] | null>>,
): Uint8Array {
  const pieces: Uint8Array[] = [];
  const text = (piece: string) => pieces.push(Buffer.from(piece));
  text(JSON.stringify(facts).slice(0, -1));
  for (const [name, answer] of Object.entries(answers)) {
    if (answer === null) continue;
    text(`,${JSON.stringify(name)}:`);
    if (answer instanceof Uint8Array) pieces.push(answer);
    else {
      text('[');
      for (const [index, one] of answer.entries()) {
        if (index > 0) text(',');
        pieces.push(one);
      }
      text(']');
    }
  }
  text('}');
  return Buffer.concat(pieces);
}

export interface PulledPage {
  readonly location: string;
  readonly fields: JsonObject;
}

/** @throws AdapterError('schema') for what is no pulled page */
export function openPulledPage(bytes: Uint8Array): PulledPage {
  const fields = parseJson(bytes);
  if (!isJsonObject(fields)) throw new AdapterError('schema', 'the page is not an object', { path: '' });
  const location = idText(fields.location_id);
  if (location === undefined) throw new AdapterError('schema', 'the page names no location', { path: '/location_id' });
  return { location, fields };
}

/** The objects of one list of an answer. Types that are not read are skipped; what is no object is a problem. */
export function objectsIn(
  answer: JsonValue | undefined,
  list: 'objects' | 'related_objects',
  path: string,
  problems: Problems,
): CatalogObject[] {
  return listOf(asObject(answer)?.[list]).flatMap((value, index) => {
    const where = `${path}/${list}/${index}`;
    const object = readObject(value, where);
    if (object === undefined) problems.add(where, null, 'is no catalog object with an id');
    return object ?? [];
  });
}

/** Units by id, out of the answers they were asked with. Null: the page was pulled without them. */
export function unitsIn(
  fields: JsonObject,
  name: 'measurement_units',
  problems: Problems,
): ReadonlyMap<string, CatalogObject> | null {
  if (fields[name] === undefined) return null;
  const answers = listOf(fields[name]);
  const units = answers.flatMap((answer, index) => objectsIn(answer, 'objects', `/${name}/${index}`, problems));
  return new Map(units.map((unit) => [unit.id, unit]));
}
