import type { Change, ChangeProblem, Given } from '@kirana/adapter';
import type { ConnectionSettings } from '../settings.ts';
import { placesOf } from './places.ts';
import { type RowResult, readRow } from './read-row.ts';
import { RowCategories } from './row-categories.ts';
import { RowReader } from './row-reader.ts';
import { RowTaxes } from './row-taxes.ts';
import type { Cell, Table } from './table.ts';

const isBlank = (cells: readonly Cell[]): boolean =>
  cells.every((cell) => cell === undefined || cell === '' || cell.trim() === '');

/** Rows of one part, in our words. Of rows that say the same thing the last counts. */
export function readRows(
  table: Table,
  given: Given<ConnectionSettings>,
): { readonly changes: readonly Change[]; readonly problems: readonly ChangeProblem[] } {
  const { settings } = given;
  const pathOf = table.pathOf ?? ((number) => `/rows/${number}`);
  const row = new RowReader(settings, placesOf(settings, table.header), table.header);
  const context = { given, categories: new RowCategories(), taxes: new RowTaxes() };
  const bad = new Map(table.bad.map(({ row: number, message }) => [number, message]));
  const results = new Map<string, RowResult & { readonly path: string }>();
  table.rows.forEach((cells, index) => {
    const number = table.firstRow + index;
    row.begin(pathOf(number), typeof cells === 'string' ? [] : cells);
    const complaint = bad.get(number) ?? (typeof cells === 'string' ? cells : undefined);
    if (complaint !== undefined) {
      row.refuse(complaint);
      return;
    }
    if (isBlank(cells as readonly Cell[])) {
      if (settings.emptyRows === 'problem') row.refuse('the row is empty');
      return;
    }
    const result = readRow(row, context);
    if (result === undefined) return;
    const earlier = results.get(result.key);
    if (earlier !== undefined) {
      const { externalId, path } = earlier;
      row.problems.push({ path, externalId, message: `row ${number} has the same id; that one counts` });
      results.delete(result.key);
    }
    results.set(result.key, { ...result, path: row.path });
  });
  const changes = [...results.values()].flatMap((result) => result.changes);
  return {
    changes: [...context.taxes.found.values(), ...context.categories.found.values(), ...changes],
    problems: row.problems,
  };
}
