import {
  type AdapterContext,
  AdapterError,
  type CheckResult,
  type Command,
  type CommandResult,
  type HttpAnswer,
  isJsonObject,
  type JsonObject,
  type Page,
  type PullRequest,
  parseJson,
} from '@kirana/adapter';
import type { Settings } from './settings.ts';

type Context = AdapterContext<Settings>;

function judge({ status, headers }: HttpAnswer): void {
  if (status >= 200 && status < 300) return;
  const message = `Lotus answered ${status}`;
  if (status === 401 || status === 403) throw new AdapterError('auth', message);
  const seconds = Number(headers['retry-after']);
  const wait = Number.isInteger(seconds) ? { retryAfterMs: seconds * 1_000 } : {};
  if (status === 429) throw new AdapterError('rate_limited', message, wait);
  throw new AdapterError(status === 408 || status >= 500 ? 'transient' : 'permanent', message, wait);
}

async function call(
  context: Context,
  method: 'GET' | 'PUT',
  path: string,
  body?: object,
): Promise<[HttpAnswer, JsonObject]> {
  const answer = await context.http({
    method,
    url: context.settings.baseUrl + path,
    headers: { 'x-lotus-key': context.secret('apiKey'), 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  judge(answer);
  const json = parseJson(answer.bytes);
  if (!isJsonObject(json)) throw new AdapterError('schema', 'Lotus answered with no object');
  return [answer, json];
}

export interface Cursor {
  /** Which of the stores. */
  readonly store: number;
  /** What the provider calls the next page. */
  readonly from: number;
  /** The newest revision when the pull began. */
  readonly until: number;
}

/** A store after the other, each in pages; the next pull begins where the newest revision stood when this one began. */
export async function pull(context: Context, { scope, since, cursor }: PullRequest): Promise<Page> {
  const { store, from, until } = (cursor === null ? { store: 0, from: 0, until: -1 } : JSON.parse(cursor)) as Cursor;
  const location = context.locations[store];
  if (location === undefined) throw new AdapterError('permanent', 'there is no such page');
  const only = scope === 'stock' ? '&only=counts' : '';
  const [{ bytes }, json] = await call(
    context,
    'GET',
    `/stores/${location}/rows?from=${from}&after=${since ?? 0}${only}`,
  );
  const { next, rev } = json;
  if (!Array.isArray(json.rows) || typeof rev !== 'number')
    throw new AdapterError('schema', 'Lotus answered with no rows');
  const began = until < 0 ? rev : until;
  const more =
    typeof next === 'number' ? { store, from: next, until: began } : { store: store + 1, from: 0, until: began };
  const isLast = typeof next !== 'number' && store + 1 >= context.locations.length;
  const page = { endpoint: 'list', location, bytes, cursor: isLast ? null : JSON.stringify(more) };
  if (!isLast) return page;
  return {
    ...page,
    resume: String(began),
    ...(since === null && scope === null ? { completes: ['item'] as const } : {}),
  };
}

/** Lotus says no with a 200 as well. */
export async function send(context: Context, command: Command): Promise<CommandResult> {
  if (command.kind !== 'stock.set') throw new AdapterError('bug', `${command.kind} is not declared`);
  const [line] = command.lines;
  if (line === undefined) return { kind: 'done', reference: null, lines: [] };
  const { externalId: sku, quantity, on } = line;
  const body = { key: command.id, sku, count: on ? quantity : 0 };
  const [, json] = await call(context, 'PUT', `/stores/${command.location}/count`, body);
  if (json.ok === true) return { kind: 'done', reference: null, lines: [] };
  if (json.ok !== false) throw new AdapterError('schema', 'Lotus answered neither yes nor no');
  return {
    kind: 'refused',
    code: typeof json.code === 'string' ? json.code.slice(0, 20) : null,
    detail: 'Lotus refused the count',
  };
}

export async function check(context: Context): Promise<CheckResult> {
  try {
    await call(context, 'GET', '/me');
    return { ok: true, detail: 'Lotus knows the key.' };
  } catch (error) {
    if (!(error instanceof AdapterError) || !['auth', 'config'].includes(error.kind)) throw error;
    return { ok: false, detail: error.message };
  }
}
