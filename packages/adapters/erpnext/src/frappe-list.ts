import { AdapterError, type HttpAnswer, isJsonArray, isJsonObject, type JsonObject } from '@kirana/adapter';
import { type Context, callSite, judge, parseAnswer, resource } from './frappe-call.ts';

export type Filter = readonly [field: string, operator: string, value: unknown];

/** The place after a row in the order (modified, name). */
export type Place = readonly [modified: string, name: string];

export interface List {
  readonly doctype: string;
  readonly fields: readonly string[];
  readonly filters: readonly Filter[];
  readonly limit: number;
  readonly newestFirst?: boolean;
}

export interface Rows {
  /** As the site answered them, one or two. */
  readonly answers: readonly HttpAnswer[];
  readonly rows: readonly JsonObject[];
  /** Where the next ones begin; null: there are no more. */
  readonly next: Place | null;
}

/** One call of a list. Frappe gives 20 rows unless it is told. */
export async function list(context: Context, { doctype, fields, filters, limit, newestFirst = false }: List) {
  const what = `a list of ${doctype}`;
  const answer = await callSite(context, {
    path: resource(doctype),
    query: {
      fields: JSON.stringify(fields),
      filters: JSON.stringify(filters),
      order_by: newestFirst ? 'modified desc, name desc' : 'modified asc, name asc',
      limit_start: '0',
      limit_page_length: String(limit),
    },
  });
  judge(context, answer, what);
  const { data } = parseAnswer(answer, what);
  if (!isJsonArray(data)) throw new AdapterError('schema', `the site answered ${what} without one`);
  return { answer, rows: data.filter(isJsonObject) };
}

const isPlaced = (row: JsonObject): row is JsonObject & { readonly modified: string; readonly name: string } =>
  typeof row.modified === 'string' && typeof row.name === 'string';

/**
 * The next rows in the order (modified, name), which no row can leave to be skipped: what is saved meanwhile moves to the end. Offsets would
 * skip a row for each one that moves. Frappe's filters are all ANDed, so "after this row" is asked in two calls: those of the same moment
 * with a later name, and those of a later moment.
 */
export async function rowsAfter(context: Context, of: List, after: Place | null): Promise<Rows> {
  if (after === null) return together(of, [await list(context, of)]);
  const [modified, name] = after;
  const sameMoment: Filter[] = [...of.filters, ['modified', '=', modified], ['name', '>', name]];
  const first = await list(context, { ...of, filters: sameMoment });
  const left = of.limit - first.rows.length;
  if (left <= 0) return together(of, [first]);
  const later: Filter[] = [...of.filters.filter(([field]) => field !== 'modified'), ['modified', '>', modified]];
  return together(of, [first, await list(context, { ...of, filters: later, limit: left })]);
}

function together(
  of: List,
  parts: readonly { readonly answer: HttpAnswer; readonly rows: readonly JsonObject[] }[],
): Rows {
  const rows = parts.flatMap((part) => part.rows);
  const answers = parts.filter((part) => part.rows.length > 0).map(({ answer }) => answer);
  const last = rows.at(-1);
  if (rows.length < of.limit || last === undefined) return { answers, rows, next: null };
  if (!isPlaced(last)) throw new AdapterError('schema', `a row of ${of.doctype} has no name or no time of change`);
  return { answers, rows, next: [last.modified, last.name] };
}

/** All rows there are, page by page. */
export async function allRows(context: Context, of: List): Promise<{ answers: HttpAnswer[]; rows: JsonObject[] }> {
  const answers: HttpAnswer[] = [];
  const rows: JsonObject[] = [];
  let after: Place | null = null;
  do {
    const part: Rows = await rowsAfter(context, of, after);
    answers.push(...part.answers);
    rows.push(...part.rows);
    after = part.next;
  } while (after !== null);
  return { answers, rows };
}

/** The newest time of change of a type, as the site's own clock tells it; null when there is none. */
export async function newestChange(context: Context, doctype: string): Promise<string | null> {
  const { rows } = await list(context, { doctype, fields: ['modified'], filters: [], limit: 1, newestFirst: true });
  const modified = rows[0]?.modified;
  return typeof modified === 'string' ? modified : null;
}

/** Longest list of names in one filter, in characters: an address has its limits. */
const LONGEST_FILTER = 1_500;

/** Names cut into lists that fit into an address each. */
export function inPieces(names: readonly string[]): string[][] {
  const pieces: string[][] = [];
  let room = 0;
  for (const name of names) {
    const size = encodeURIComponent(name).length + 9;
    const piece = pieces.at(-1);
    if (piece === undefined || size > room) {
      pieces.push([name]);
      room = LONGEST_FILTER - size;
    } else {
      piece.push(name);
      room -= size;
    }
  }
  return pieces;
}
