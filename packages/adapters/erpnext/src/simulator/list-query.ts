import type { SiteDocument } from './documents.ts';

/** What Frappe refuses to answer: 417 with the class of its exception. */
export class Refused extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

type Condition = readonly [field: string, operator: string, value: unknown];
type Query = Readonly<Record<string, string>>;

const STANDARD = new Set(['name', 'modified', 'creation', 'owner', 'modified_by', 'docstatus', 'idx']);

const WHOLE_SECOND = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** Times compare as times: one that is written without a fraction is one at its beginning. */
function comparable(value: unknown): string | number {
  if (typeof value === 'number') return value;
  const text = value === null || value === undefined ? '' : String(value);
  return WHOLE_SECOND.test(text) ? `${text}.000000` : text;
}

function compare(left: unknown, right: unknown): number {
  const [a, b] = [comparable(left), comparable(right)];
  const numbers = typeof a === 'number' && typeof b === 'number';
  const [x, y] = numbers ? [a, b] : [String(a), String(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const OPERATORS: Readonly<Record<string, (value: unknown, wanted: unknown) => boolean>> = {
  '=': (value, wanted) => compare(value, wanted) === 0,
  '!=': (value, wanted) => compare(value, wanted) !== 0,
  '>': (value, wanted) => compare(value, wanted) > 0,
  '>=': (value, wanted) => compare(value, wanted) >= 0,
  '<': (value, wanted) => compare(value, wanted) < 0,
  '<=': (value, wanted) => compare(value, wanted) <= 0,
  in: (value, wanted) => Array.isArray(wanted) && wanted.includes(value),
  between: (value, wanted) =>
    Array.isArray(wanted) &&
    comparable(value) !== '' &&
    compare(value, wanted[0]) >= 0 &&
    compare(value, wanted[1]) <= 0,
};

function json(text: string | undefined, what: string): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused('ValidationError', `${what} is no JSON`);
  }
}

function conditions(text: string | undefined, what: string, known: (field: string) => boolean): readonly Condition[] {
  const list = json(text, what) ?? [];
  if (!Array.isArray(list)) throw new Refused('ValidationError', `${what} is no list`);
  return list.map((one) => {
    const [field, operator] = Array.isArray(one) ? one : [];
    if (typeof field !== 'string' || !known(field)) {
      throw new Refused('DataError', `Field not permitted in query: ${String(field)}`);
    }
    if (typeof operator !== 'string' || !Object.hasOwn(OPERATORS, operator)) {
      throw new Refused('ValidationError', `Operator must be one of ${Object.keys(OPERATORS).join(', ')}`);
    }
    return one as unknown as Condition;
  });
}

const holds = (document: SiteDocument, [field, operator, wanted]: Condition): boolean =>
  OPERATORS[operator]?.(document[field], wanted) === true;

/** Lists never hold child tables. */
function project(document: SiteDocument, fields: unknown): Record<string, unknown> {
  const plain = Object.entries(document).filter(([, value]) => !Array.isArray(value));
  const wanted = Array.isArray(fields) ? fields : ['name'];
  return Object.fromEntries(wanted.includes('*') ? plain : plain.filter(([field]) => wanted.includes(field)));
}

const DEFAULT_PAGE = 20;

/**
 * The list API of Frappe: `filters` are ANDed, `or_filters` ORed, 20 rows unless asked for more, `name` alone unless fields are named.
 * @throws Refused
 */
export function answerList(documents: readonly SiteDocument[], query: Query, alsoKnown: readonly string[]): unknown[] {
  const known = (field: string) =>
    STANDARD.has(field) || alsoKnown.includes(field) || documents.some((document) => Object.hasOwn(document, field));
  const all = documents.length === 0 ? () => true : known;
  const every = conditions(query.filters, 'filters', alsoKnown.length > 0 ? known : all);
  const some = conditions(query.or_filters, 'or_filters', all);
  const fields = json(query.fields, 'fields');
  const order = (query.order_by ?? 'modified desc').split(',').map((part) => part.trim().split(/\s+/));
  const found = documents
    .filter((document) => every.every((one) => holds(document, one)))
    .filter((document) => some.length === 0 || some.some((one) => holds(document, one)))
    .sort((a, b) => {
      for (const [field = 'modified', direction] of order) {
        const compared = compare(a[field], b[field]);
        if (compared !== 0) return direction === 'desc' ? -compared : compared;
      }
      return 0;
    });
  const start = Number(query.limit_start ?? 0);
  const length = Number(query.limit_page_length ?? query.limit ?? DEFAULT_PAGE);
  return found.slice(start, length === 0 ? undefined : start + length).map((document) => project(document, fields));
}
