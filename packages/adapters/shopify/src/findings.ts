import type { Change, ChangeProblem } from '@kirana/adapter';

/** What reading a body brings up: changes in order, and entries that could not be read. */
export class Findings {
  readonly changes: Change[] = [];
  readonly problems: ChangeProblem[] = [];
  readonly #categories = new Set<string>();

  problem(path: string, externalId: string | null, message: string): void {
    this.problems.push({ path, externalId, message });
  }

  /** A type of products is told once in a body. */
  category(externalId: string, name: string, path: string): void {
    if (this.#categories.has(externalId)) return;
    this.#categories.add(externalId);
    this.changes.push({
      kind: 'category.upserted',
      path,
      externalId,
      parentExternalId: null,
      name,
      imageUrl: null,
      rank: 0,
      active: true,
      schedule: [],
    });
  }
}
