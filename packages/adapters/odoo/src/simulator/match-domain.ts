import { invalidField, OdooError } from './odoo-error.ts';
import { fieldOf, parentField, type Reading, rawValue } from './odoo-fields.ts';
import type { Row } from './odoo-rows.ts';

const invalid = (what: unknown) => new OdooError(500, 'builtins.ValueError', `Invalid domain: ${JSON.stringify(what)}`);

const TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/;

/** Odoo compares times by whole seconds, whatever its database keeps. */
const comparable = (value: unknown): unknown =>
  typeof value === 'string' && TIME.test(value) ? value.slice(0, 19) : value;

function compare(left: unknown, operator: string, right: unknown): boolean {
  const [a, b] = [comparable(left), comparable(right)];
  switch (operator) {
    case '=':
      return a === b;
    case '!=':
      return a !== b;
    case 'in':
      return Array.isArray(b) && b.includes(a);
    case '>':
      return (a as number) > (b as number);
    case '>=':
      return (a as number) >= (b as number);
    case '<':
      return (a as number) < (b as number);
    case '<=':
      return (a as number) <= (b as number);
    default:
      throw invalid(operator);
  }
}

function isBelow(model: string, id: unknown, roots: unknown, { rows }: Reading): boolean {
  const parent = parentField(model);
  const wanted = Array.isArray(roots) ? roots : [roots];
  if (parent === undefined) return wanted.includes(id);
  for (let row = rows.get(model, id); row !== undefined; row = rows.get(model, row[parent])) {
    if (wanted.includes(row.id)) return true;
  }
  return false;
}

/** Follows `location_id.usage`, relation by relation. */
function matches(
  model: string,
  row: Row,
  path: readonly string[],
  operator: string,
  right: unknown,
  reading: Reading,
): boolean {
  const [name = '', ...rest] = path;
  const field = fieldOf(model, name);
  if (field === undefined) throw invalidField(model, name);
  const value = rawValue(model, row, name, reading);
  if (rest.length > 0) {
    if (field.to === undefined) throw invalidField(model, path.join('.'));
    const target = reading.rows.get(field.to, value);
    return target !== undefined && matches(field.to, target, rest, operator, right, reading);
  }
  if (operator === 'child_of') return isBelow(field.to ?? model, value, right, reading);
  return compare(value, operator, right);
}

type Test = (row: Row) => boolean;

/** A domain in prefix notation, with the `&` that may be left out between conditions. @throws OdooError */
export function domainTest(model: string, domain: unknown, reading: Reading): Test {
  if (!Array.isArray(domain)) throw invalid(domain);
  let at = 0;
  const next = (): Test => {
    const term: unknown = domain[at];
    at += 1;
    if (term === '&' || term === '|') {
      const [left, right] = [next(), next()];
      return term === '&' ? (row) => left(row) && right(row) : (row) => left(row) || right(row);
    }
    if (!Array.isArray(term) || term.length !== 3 || typeof term[0] !== 'string') throw invalid(term ?? domain);
    const [path, operator, right] = term as [string, string, unknown];
    const steps = path.split('.');
    if (fieldOf(model, steps[0] ?? '') === undefined) throw invalidField(model, steps[0] ?? '');
    return (row) => matches(model, row, steps, operator, right, reading);
  };
  const tests: Test[] = [];
  while (at < domain.length) tests.push(next());
  return (row) => tests.every((test) => test(row));
}
