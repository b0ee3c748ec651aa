/**
 * Whether two JSON values are the same value. The order of an object's members does not matter, that of a list does;
 * a member that is undefined counts as absent, as it does in JSON.
 */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    for (let index = 0; index < a.length; index += 1) if (!sameJson(a[index], b[index])) return false;
    return true;
  }
  return sameMembers(a as Record<string, unknown>, b as Record<string, unknown>);
}

/** A member of its own: what every object inherits (`constructor`) is no value of this one. */
const member = (of: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(of, key) ? of[key] : undefined;

function sameMembers(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  for (const key of Object.keys(a)) if (!sameJson(a[key], member(b, key))) return false;
  for (const key of Object.keys(b)) if (b[key] !== undefined && member(a, key) === undefined) return false;
  return true;
}

/** The names of those fields whose JSON values differ, in the order given. None: nothing really changed, and no event is due. */
export const changedFields = <Field extends string>(
  before: Readonly<Partial<Record<Field, unknown>>>,
  after: Readonly<Partial<Record<Field, unknown>>>,
  fields: readonly Field[],
): readonly Field[] => fields.filter((field) => !sameJson(before[field], after[field]));
