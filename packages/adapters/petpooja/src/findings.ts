import type { ChangeProblem, EntityKind, JsonObject, JsonValue } from '@kirana/adapter';
import { asObject, idText } from './lenient-values.ts';

/** What reading a menu brought up beside its changes: entries that could not be read, and lists that therefore prove no absence. */
export class Findings {
  readonly problems: ChangeProblem[] = [];
  readonly #incomplete = new Set<EntityKind>();

  add(path: string, externalId: string | null, message: string): void {
    this.problems.push({ path, externalId, message });
  }

  /** An entry that we cannot name may be any of the known ones: its list must not remove what it seems to leave out. */
  addUnnamed(kind: EntityKind, path: string, message: string): void {
    this.#incomplete.add(kind);
    this.add(path, null, message);
  }

  isComplete(kind: EntityKind): boolean {
    return !this.#incomplete.has(kind);
  }
}

/** One entry of a list of the menu. */
export interface Entry {
  readonly fields: JsonObject;
  readonly id: string;
  readonly path: string;
}

/** The entries of a list that have an id of their own; the first of two with the same id counts. */
export function namedEntries(
  list: readonly JsonValue[],
  at: { readonly kind: EntityKind; readonly path: string; readonly idField: string },
  seen: Set<string>,
  findings: Findings,
): Entry[] {
  const entries: Entry[] = [];
  for (const [index, value] of list.entries()) {
    const path = `${at.path}/${index}`;
    const fields = asObject(value);
    const id = idText(fields?.[at.idField]);
    if (fields === undefined || id === undefined) {
      findings.addUnnamed(at.kind, path, `has no readable ${at.idField}`);
    } else if (seen.has(id)) {
      findings.add(path, id, `${at.idField} is in the menu twice; the first one counts`);
    } else {
      seen.add(id);
      entries.push({ fields, id, path });
    }
  }
  return entries;
}
