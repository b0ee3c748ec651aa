import { type Change, quantityFromJson } from '@kirana/adapter';
import { decimalOf, instantOf, moneyOf, unitOf } from './amounts.ts';
import { itemOf, type RowContext, switchOf } from './row-item.ts';
import type { RowReader } from './row-reader.ts';
import type { Unit } from './units.ts';

/** What a row says, and of what: two rows with the same key say the same thing twice. */
export interface RowResult {
  readonly key: string;
  readonly externalId: string;
  readonly changes: readonly Change[];
}

function stockOf(row: RowReader, externalId: string, unit: Unit | null | undefined, context: RowContext): Change[] {
  if (!row.isMapped('quantity') || unit === null) return [];
  const complaint = 'not a quantity; the count stays as it was';
  const decimal = decimalOf(row, 'quantity', complaint);
  if (decimal === undefined) {
    const isList = context.given.settings.snapshotOf.includes('stock');
    // left out of a complete list it would count as zero
    if (isList && row.text('quantity') === '') row.complain('quantity', 'no quantity; the count stays as it was');
    return [];
  }
  const absolute = quantityFromJson(decimal, unit?.factor ?? 1);
  if (absolute === undefined) {
    row.complain('quantity', 'does not come to whole base units; the count stays as it was');
    return [];
  }
  const warehouse = row.text('warehouse', 512);
  // counts are ordered by time; one that names none was true when it came
  const observedAt = instantOf(row, 'observedAt', context.given) ?? context.given.receivedAt;
  return [
    {
      kind: 'stock.reported',
      path: row.path,
      externalId,
      ...(warehouse === undefined || warehouse === '' ? {} : { warehouse }),
      amount: { absolute },
      observedAt,
    },
  ];
}

/** What can be said of an item that the row does not name: its price and its switch. */
function partsOf(row: RowReader, externalId: string, unit: Unit | undefined, context: RowContext): Change[] {
  const changes: Change[] = [];
  const priceMinor = moneyOf(row, 'price', context.given);
  if (priceMinor !== undefined) {
    const listPriceMinor = moneyOf(row, 'listPrice', context.given);
    changes.push({
      kind: 'item.priced',
      path: row.path,
      externalId,
      priceMinor,
      ...(listPriceMinor === undefined ? {} : { listPriceMinor }),
      ...(unit === undefined ? {} : { per: unit.factor }),
    });
  }
  const on = switchOf(row);
  if (on !== undefined) {
    changes.push({ kind: 'item.switched', path: row.path, entity: 'item', externalId, on, until: null });
  }
  return changes;
}

/** Newer than what is known, or not: the row's own word on when it was changed. */
function versioned(row: RowReader, changes: Change[], context: RowContext): Change[] {
  const version = instantOf(row, 'updatedAt', context.given);
  if (version === undefined) return changes;
  return changes.map((change) =>
    change.kind === 'stock.reported' || change.kind === 'command.settled' ? change : { ...change, version },
  );
}

/** Undefined: the row is left out, and the reader's problems tell why. */
export function readRow(row: RowReader, context: RowContext): RowResult | undefined {
  const problems = row.problems.length;
  const externalId = row.text('externalId', 512);
  if (externalId === undefined || externalId === '' || externalId.length > 512) {
    if (row.problems.length === problems) row.refuse('has no id that can be used; the row is left out');
    return undefined;
  }
  row.externalId = externalId;
  const warehouse = row.isMapped('warehouse') ? (row.text('warehouse', 512) ?? '') : '';
  const key = `${externalId}\u001f${warehouse}`;
  if (row.flag('removed') === true) {
    const change: Change = { kind: 'item.removed', path: row.path, externalId };
    return { key, externalId, changes: versioned(row, [change], context) };
  }
  const name = row.text('name');
  const isNameless = name === '' || (name !== undefined && name.length > 500);
  if (isNameless) row.refuse('has no name that can be used; the row is left out');
  // a name that was told of already is no row without one
  if (isNameless || (name === undefined && row.problems.length > problems)) return undefined;
  const unit = unitOf(row);
  // prices and quantities of a unit nobody knows would be wrong by some factor
  if (unit === null) return undefined;
  const stated = name === undefined ? partsOf(row, externalId, unit, context) : [];
  if (name !== undefined) stated.push(itemOf(row, { externalId, name, unit }, context));
  const changes = [...versioned(row, stated, context), ...stockOf(row, externalId, unit, context)];
  if (changes.length === 0 && row.problems.length === problems) row.refuse('says nothing that can be used');
  return { key, externalId, changes };
}
