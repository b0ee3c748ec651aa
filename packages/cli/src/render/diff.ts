import { money, type PriceShown } from './money.ts';
import { renderTable } from './table.ts';
import { dateTime } from './time.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPrice = (value: unknown): value is PriceShown =>
  isRecord(value) && typeof value.priceMinor === 'number' && typeof value.currency === 'string';

const isSwitch = (value: unknown): value is { on: boolean; until: string | null } =>
  isRecord(value) && typeof value.on === 'boolean' && 'until' in value;

/** "on", "off until …". */
export const switchText = ({ on, until }: { on: boolean; until: string | null }): string =>
  on ? 'on' : until === null ? 'off' : `off until ${dateTime(until)}`;

/** A value of a field as people read it. */
export function valueText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (isPrice(value)) return money(value);
  if (isSwitch(value)) return switchText(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export interface DiffEntry {
  readonly kind: string;
  readonly subject: string;
  readonly name?: string | undefined;
  readonly before: unknown;
  readonly after: unknown;
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** A row for each field that would be another. */
function rowsOf({ kind, subject, name, before, after }: DiffEntry) {
  const thing = { kind, name: name || subject };
  if (!isRecord(before) || !isRecord(after)) {
    return [{ ...thing, field: '', before: valueText(before), after: valueText(after) }];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !same(before[field], after[field]))
    .map((field) => ({ ...thing, field, before: valueText(before[field]), after: valueText(after[field]) }));
}

/** What would change, field by field. */
export const renderDiff = (entries: readonly DiffEntry[]): string =>
  renderTable(
    entries.flatMap(rowsOf),
    {
      event: (row) => row.kind,
      what: (row) => row.name,
      field: (row) => row.field,
      before: (row) => row.before,
      after: (row) => row.after,
    },
    'Nothing would change.',
  );
