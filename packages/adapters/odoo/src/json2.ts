import {
  type AdapterContext,
  AdapterError,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
} from '@kirana/adapter';
import { all, type Domain, is } from './domain.ts';
import { failureOf } from './json2-failure.ts';
import { idOf } from './odoo-values.ts';
import type { ConnectionSettings } from './settings.ts';

export type Context = AdapterContext<ConnectionSettings>;

export interface Json2Answer {
  readonly bytes: Uint8Array;
  /** By Odoo's clock; by ours where it did not say. */
  readonly answeredAtMs: number;
}

/**
 * Calls a method of a model by its named arguments. Each call is a transaction of its own.
 * @throws AdapterError: auth, config, rate_limited with its wait, transient, or permanent for what Odoo refuses to do
 */
export async function callOdoo(
  context: Context,
  model: string,
  method: string,
  args: Readonly<Record<string, unknown>>,
  odooContext: Readonly<Record<string, unknown>> = {},
): Promise<Json2Answer> {
  const { url, database, companyId, language } = context.settings;
  const key = context.secret('apiKey');
  const answer = await context.http({
    method: 'POST',
    url: `${url.replace(/\/+$/, '')}/json/2/${model}/${method}`,
    headers: {
      authorization: `bearer ${key}`,
      'content-type': 'application/json; charset=utf-8',
      ...(database === null ? {} : { 'x-odoo-database': database }),
    },
    body: JSON.stringify({
      ...args,
      context: {
        lang: language,
        tz: 'UTC',
        ...(companyId === null ? {} : { allowed_company_ids: [companyId] }),
        ...odooContext,
      },
    }),
  });
  if (answer.status !== 200) throw failureOf(answer, `${model}.${method}`, key);
  const date = Date.parse(answer.headers.date ?? '');
  return { bytes: answer.bytes, answeredAtMs: Number.isNaN(date) ? context.now().getTime() : date };
}

export interface Search {
  readonly domain: Domain;
  readonly fields: readonly string[];
  readonly order?: string;
  readonly limit?: number;
  /** Archived records too. */
  readonly archived?: boolean;
  readonly context?: Readonly<Record<string, unknown>>;
}

export interface Rows extends Json2Answer {
  readonly rows: readonly JsonObject[];
  /** The highest id; 0 without rows. */
  readonly lastId: number;
}

const isRow = (value: JsonValue): value is JsonObject => isJsonObject(value) && idOf(value.id) !== undefined;

/** Records as Odoo tells them, with the bytes they came in. @throws as callOdoo, and AdapterError('schema') for what is no list of records */
export async function searchRead(context: Context, model: string, search: Search): Promise<Rows> {
  const { domain, fields, order = 'id', limit, archived = false } = search;
  const args = { domain, fields, order, ...(limit === undefined ? {} : { limit }) };
  const more = archived ? { active_test: false, ...search.context } : (search.context ?? {});
  const answer = await callOdoo(context, model, 'search_read', args, more);
  const rows = parseJson(answer.bytes);
  if (!isJsonArray(rows) || !rows.every(isRow)) {
    throw new AdapterError('schema', `Odoo answered ${model}.search_read with something that is no list of records`);
  }
  return { ...answer, rows, lastId: rows.reduce((last, { id }) => Math.max(last, idOf(id) ?? 0), 0) };
}

/** All records of a search, read so many at a time. */
export async function searchReadAll(
  context: Context,
  model: string,
  search: Omit<Search, 'limit' | 'order'>,
  most: number,
): Promise<readonly Rows[]> {
  const read: Rows[] = [];
  for (let after = 0; ; ) {
    const rows = await searchRead(context, model, {
      ...search,
      domain: all(is('id', '>', after), search.domain),
      limit: most,
    });
    read.push(rows);
    if (rows.rows.length < most) return read;
    after = rows.lastId;
  }
}
