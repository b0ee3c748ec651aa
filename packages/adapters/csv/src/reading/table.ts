import type { BadRow } from '../cutting/part.ts';

/** Text of a cell; undefined where a row does not have it at all. */
export type Cell = string | undefined;

/** Rows and the names of their columns. A row that cannot be read is text: what is wrong with it. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[] | string)[];
  readonly firstRow: number;
  readonly bad: readonly BadRow[];
  /** Where a row stands, by its number. Left out: `/rows/<number>`, the number within the whole file. */
  readonly pathOf?: (row: number) => string;
}

/** Between the values of a list that a cell of JSON holds. */
export const LIST_MARK = '\u001f';
