import { ERRORS, type ErrorCode, KiranaError } from '@kirana/core';
import type { FastifySchema, FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { filtersById } from './filter-ids.ts';
import { PROBLEM_TYPE, Problem, statusOf } from './problem.ts';
import type { Route } from './route.ts';

const NO_QUERY = z.strictObject({});
const MOST_PROBLEMS = 50;
const MOST_CHARACTERS = 200;

const PARTS: Readonly<Record<string, string>> = {
  body: 'body',
  querystring: 'query',
  params: 'params',
  headers: 'headers',
};

const pointer = (part: string, path: readonly PropertyKey[]): string =>
  [
    '',
    part,
    ...path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1').slice(0, MOST_CHARACTERS)),
  ].join('/');

/** One problem a field; each unknown field is named by itself. */
function problemsOf(part: string, error: z.ZodError): { path: string; message: string }[] {
  return error.issues
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ path: pointer(part, [...issue.path, key]), message: 'unknown field' }))
        : [{ path: pointer(part, issue.path), message: issue.message.slice(0, MOST_CHARACTERS) }],
    )
    .slice(0, MOST_PROBLEMS);
}

/** NUL in a path or query: no database keeps it. Bodies are looked at when they are read. */
const nulsIn = (part: string, data: unknown): { path: string; message: string }[] =>
  Object.entries(data ?? {})
    .filter(([, value]) => String(value).includes('\0'))
    .map(([name]) => ({ path: pointer(part, [name]), message: 'holds NUL' }));

/** Checks a part of the request by its zod schema. An absent body is undefined to the schema, not null. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart }) => {
  const part = PARTS[httpPart ?? ''] ?? 'body';
  return (data: unknown) => {
    const unstorable = part === 'body' ? [] : nulsIn(part, data);
    if (unstorable.length > 0) return { error: new KiranaError('REQUEST_INVALID', {}, { problems: unstorable }) };
    const result = schema.safeParse(data ?? undefined);
    if (result.success) return { value: result.data };
    return { error: new KiranaError('REQUEST_INVALID', {}, { problems: problemsOf(part, result.error) }) };
  };
};

/** Codes a route can answer because of what it is, besides those it declares. */
function codesOf(route: Route): Set<ErrorCode> {
  const codes = new Set<ErrorCode>(route.errors ?? []);
  if (route.access !== 'public' && route.access !== 'hook') {
    for (const code of ['KEY_MISSING', 'KEY_INVALID', 'SCOPE_MISSING', 'RATE_LIMITED'] as const) codes.add(code);
    codes.add('REQUEST_INVALID');
  }
  if (route.browserTokens === true) codes.add('ORIGIN_FORBIDDEN');
  if (route.path.includes('/:')) codes.add('NOT_FOUND');
  if (route.body !== undefined) {
    for (const code of ['JSON_INVALID', 'BODY_TOO_LARGE', 'ENCODING_UNSUPPORTED'] as const) codes.add(code);
  }
  if (route.query instanceof z.ZodObject) {
    if ('cursor' in route.query.shape) codes.add('CURSOR_INVALID');
    if (filtersById(route)) codes.add('NOT_FOUND');
  }
  if (route.method !== 'GET' && route.handle !== undefined) {
    codes.add('IDEMPOTENCY_IN_FLIGHT').add('IDEMPOTENCY_KEY_REUSED');
  }
  return codes;
}

const problemContent = { [PROBLEM_TYPE]: { schema: Problem } };

function responsesOf(route: Route): Record<string, unknown> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codesOf(route)) {
    const status = statusOf(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const status = route.status ?? (route.response === undefined && route.handle !== undefined ? 204 : 200);
  const success =
    route.response === undefined
      ? z.undefined().meta({ description: status === 204 ? 'Done' : 'As described' })
      : { description: 'Success', content: { 'application/json': { schema: route.response } } };
  const problems = [...byStatus.entries()]
    .sort(([a], [b]) => a - b)
    .map(([code, codes]) => [
      String(code),
      { description: codes.map((name) => `\`${name}\`: ${ERRORS[name].title}`).join('\n\n'), content: problemContent },
    ]);
  return {
    [status]: success,
    ...Object.fromEntries(problems),
    default: { description: 'Any other problem', content: problemContent },
  };
}

/** What the framework validates and OpenAPI publishes. */
export function routeSchema(route: Route): FastifySchema {
  const { params, query, body } = route;
  const isOpen = route.access === 'hook';
  return {
    operationId: route.operationId,
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    tags: [route.tag],
    ...(params === undefined ? {} : { params }),
    ...(query !== undefined || !isOpen ? { querystring: query ?? NO_QUERY } : {}),
    ...(body === undefined ? {} : { body }),
    response: responsesOf(route),
    security:
      isOpen || route.access === 'public'
        ? []
        : [{ key: [] }, ...(route.browserTokens === true ? [{ token: [] }] : [])],
    'x-access': route.access,
  } as FastifySchema;
}
