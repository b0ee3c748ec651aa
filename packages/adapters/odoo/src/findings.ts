import { AdapterError, type ChangeProblem, isJsonArray, type JsonObject, pointerStep } from '@kirana/adapter';
import { recordsIn } from './odoo-values.ts';

/** Entries that could not be read, as far as a page has been. */
export class Findings {
  readonly problems: ChangeProblem[] = [];

  add(path: string, externalId: string | null, message: string): void {
    this.problems.push({ path: path.slice(0, 500), externalId, message });
  }
}

/** One record of a list of a page. */
export interface Entry {
  readonly id: number;
  readonly fields: JsonObject;
  readonly path: string;
}

/** The records of a list of a page, each once; none where the page has no such list. @throws AdapterError('schema') for what is no list */
export function entriesOf(body: JsonObject, list: string, findings: Findings): Entry[] {
  const value = body[list];
  if (value === undefined) return [];
  const at = pointerStep(list);
  if (!isJsonArray(value)) throw new AdapterError('schema', `${list} is no list`, { path: at });
  const records = recordsIn(value, (index) => findings.add(`${at}/${index}`, null, 'has no id'));
  return [...records].map(([id, { index, fields }]) => ({ id, fields, path: `${at}/${index}` }));
}
