import { ERRORS, type ErrorCode, type ErrorKind, type ErrorParams, KiranaError, Reason, Shortfall } from '@kirana/core';
import { z } from 'zod';

/** The only place that knows which HTTP status a kind of error has. */
export const HTTP_STATUS = {
  invalid: 400,
  unauthorised: 401,
  forbidden: 403,
  not_found: 404,
  method: 405,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  reused: 422,
  too_many: 429,
  unavailable: 503,
  bug: 500,
} as const satisfies Record<ErrorKind, number>;

export const statusOf = (code: ErrorCode): number => HTTP_STATUS[ERRORS[code].kind];

export const PROBLEM_TYPE = 'application/problem+json';

/** How every error is answered (RFC 9457). Act on `code`; the other texts are for people. */
export const Problem = z
  .strictObject({
    type: z.string().meta({ example: 'urn:kirana:problem:NOT_FOUND' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    code: z
      .enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]])
      .meta({ id: 'ErrorCode', description: 'Codes are added, never renamed or reused' }),
    next: z.string().meta({ description: 'What to do about it' }),
    retryable: z
      .boolean()
      .meta({ description: 'Whether the same request may succeed later, without anybody changing anything' }),
    requestId: z.string(),
    params: z
      .record(
        z.string(),
        z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.array(Shortfall), z.array(Reason)]),
      )
      .optional()
      .meta({
        description:
          'The facts to act on: ids, limits, names; `shortfalls` of STOCK_INSUFFICIENT, `reasons` of NOT_ORDERABLE',
      }),
    problems: z
      .array(z.strictObject({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Wrong fields; `path` is a JSON pointer into { params, query, headers, body }' }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** Errors of the framework that have a code of ours; any other of its 4xx is REQUEST_INVALID. */
const FRAMEWORK_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'ENCODING_UNSUPPORTED',
  FST_ERR_BAD_URL: 'ROUTE_NOT_FOUND',
  FST_ERR_MAX_PARAM_LENGTH: 'ROUTE_NOT_FOUND',
};

/**
 * What PostgreSQL says of values that passed their schema and still cannot be stored, or that lost a race. The schemas should refuse these
 * first: whoever sees one in the log has a schema to tighten. A caller's bytes are never our bug (SQLSTATE, PostgreSQL manual appendix A).
 */
const DATABASE_CODES: Readonly<Record<string, ErrorCode>> = {
  '22001': 'REQUEST_INVALID', // text too long
  '22003': 'REQUEST_INVALID', // number out of range
  '22007': 'REQUEST_INVALID',
  '22008': 'REQUEST_INVALID', // time out of range
  '22021': 'REQUEST_INVALID', // NUL in text
  '22P05': 'REQUEST_INVALID', // NUL in jsonb
  '23503': 'NOT_FOUND', // removed by another call meanwhile
  '23505': 'ALREADY_EXISTS', // made by another call meanwhile
};

const fieldOf = (error: unknown, field: string): unknown =>
  typeof error === 'object' && error !== null && field in error ? (error as Record<string, unknown>)[field] : undefined;

export const isDatabaseRefusal = (error: unknown): boolean => String(fieldOf(error, 'code')) in DATABASE_CODES;

/** Any thrown thing as an error of the published list. What is not known becomes INTERNAL, with the cause kept for the log only. */
export function asKiranaError(error: unknown, limitBytes?: number): KiranaError {
  if (error instanceof KiranaError) return error;
  const thrown = String(fieldOf(error, 'code'));
  const code = FRAMEWORK_CODES[thrown] ?? DATABASE_CODES[thrown];
  if (code === 'BODY_TOO_LARGE') return new KiranaError(code, { limitBytes }, { cause: error });
  if (code !== undefined) return new KiranaError(code, {}, { cause: error });
  const status = fieldOf(error, 'statusCode');
  const isCallers = typeof status === 'number' && status >= 400 && status < 500;
  return new KiranaError(isCallers ? 'REQUEST_INVALID' : 'INTERNAL', {}, { cause: error });
}

/** The document that answers an error. */
export function problemOf(error: KiranaError, requestId: string): Problem {
  const params = Object.entries(error.params).filter(([, value]) => value !== undefined);
  return {
    type: `urn:kirana:problem:${error.code}`,
    title: ERRORS[error.code].title,
    status: statusOf(error.code),
    detail: error.message,
    code: error.code,
    next: error.next,
    retryable: error.retryable,
    requestId,
    ...(params.length === 0 ? {} : { params: Object.fromEntries(params) as Problem['params'] }),
    ...(error.problems.length === 0 ? {} : { problems: [...error.problems] }),
  };
}

const DEFAULT_RETRY_SECONDS = 1;

/** Seconds for Retry-After; undefined where waiting does not help. */
export function retryAfterSeconds(error: {
  kind: ErrorKind;
  retryable: boolean;
  params: ErrorParams;
}): number | undefined {
  if (!error.retryable || (error.kind !== 'too_many' && error.kind !== 'unavailable')) return undefined;
  const asked = error.params.retryAfterSeconds;
  return typeof asked === 'number' && asked > 0 ? Math.ceil(asked) : DEFAULT_RETRY_SECONDS;
}
