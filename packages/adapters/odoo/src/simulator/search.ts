import { domainTest } from './match-domain.ts';
import { invalidField, OdooError } from './odoo-error.ts';
import { fieldOf, type Reading, rawValue, toldValue } from './odoo-fields.ts';
import type { Row } from './odoo-rows.ts';

type Args = Readonly<Record<string, unknown>>;

function sorter(model: string, order: unknown, reading: Reading): (a: Row, b: Row) => number {
  const terms = String(order ?? 'id')
    .split(',')
    .map((term) => term.trim().split(/\s+/) as [string, string?]);
  return (a, b) => {
    for (const [name, direction] of terms) {
      if (fieldOf(model, name) === undefined) throw invalidField(model, name);
      // by what the database has: microseconds too
      const [left, right] = [rawValue(model, a, name, reading), rawValue(model, b, name, reading)] as [number, number];
      if (left !== right) return (left < right ? -1 : 1) * (direction === 'desc' ? -1 : 1);
    }
    return 0;
  };
}

export function found(model: string, args: Args, reading: Reading): Row[] {
  const test = domainTest(model, args.domain ?? [], reading);
  const hidesArchived =
    reading.context.active_test !== false && !JSON.stringify(args.domain ?? []).includes('"active"');
  const rows = [...reading.rows.table(model).values()].filter(
    (row) => !(hidesArchived && row.active === false) && test(row),
  );
  return rows.sort(sorter(model, args.order, reading));
}

/** Records as `search_read` tells them. @throws OdooError */
export function searchRead(model: string, args: Args, reading: Reading): readonly Args[] {
  const fields = Array.isArray(args.fields) ? args.fields.map(String) : [];
  const unknown = fields.find((name) => fieldOf(model, name) === undefined);
  if (unknown !== undefined) throw invalidField(model, unknown);
  const offset = Number(args.offset ?? 0);
  const limit = args.limit === undefined ? Number.POSITIVE_INFINITY : Number(args.limit);
  if (Number.isNaN(limit)) throw new OdooError(422, 'werkzeug.exceptions.UnprocessableEntity', 'limit is no number');
  return found(model, args, reading)
    .slice(offset, offset + limit)
    .map((row) => ({
      id: row.id,
      ...Object.fromEntries(fields.map((name) => [name, toldValue(model, row, name, reading)])),
    }));
}
