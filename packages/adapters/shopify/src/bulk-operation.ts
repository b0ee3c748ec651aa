import { AdapterError } from '@kirana/adapter';
import { askShop, type Context, judgeStatus, shortText } from './graphql.ts';
import { asObject, listOf } from './lenient-values.ts';
import { BULK_QUERY, START_BULK_MUTATION } from './queries.ts';

/** Others are running: five of an app at a time in each shop. */
const BUSY: readonly unknown[] = ['OPERATION_IN_PROGRESS', 'LIMIT_REACHED'];
const WAIT_FOR_OTHERS_MS = 30_000;

/** Starts a bulk operation; its id. Nothing is lost when nobody ever asks for its result. */
export async function startBulk(context: Context, query: string): Promise<string> {
  const what = 'starting a bulk operation';
  const { data } = await askShop(context, what, START_BULK_MUTATION, { query });
  const payload = asObject(data.bulkOperationRunQuery);
  const [error] = listOf(payload?.userErrors).map(asObject);
  if (error !== undefined) {
    const message = `Shopify refused ${what}: ${shortText(error.message)}`;
    if (BUSY.includes(error.code)) {
      throw new AdapterError('rate_limited', message, { retryAfterMs: WAIT_FOR_OTHERS_MS });
    }
    throw new AdapterError('permanent', message);
  }
  const id = asObject(payload?.bulkOperation)?.id;
  if (typeof id === 'string') return id;
  throw new AdapterError('schema', `Shopify's answer to ${what} has no id`, { path: '/data/bulkOperationRunQuery' });
}

const LEAST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 3_600_000;

/** Half of how long it has been running already: few questions for long ones, and never half as late again as it was ready. */
function waitMs(context: Context, createdAt: unknown): number {
  const ageMs = typeof createdAt === 'string' ? context.now().getTime() - Date.parse(createdAt) : Number.NaN;
  return Number.isNaN(ageMs) ? LEAST_WAIT_MS : Math.min(Math.max(ageMs / 2, LEAST_WAIT_MS), LONGEST_WAIT_MS);
}

/**
 * Where the result is; null: it is empty. Nothing waits here: an operation that is not ready is asked for again later.
 * @throws AdapterError('rate_limited') while it runs, 'permanent' when it came to nothing: a new pull starts a new one
 */
export async function bulkResultUrl(context: Context, id: string): Promise<string | null> {
  const { data } = await askShop(context, 'a bulk operation', BULK_QUERY, { id });
  const operation = asObject(data.node);
  const { status, errorCode, createdAt, url } = operation ?? {};
  switch (status) {
    case 'COMPLETED':
      return typeof url === 'string' ? url : null;
    case 'CREATED':
    case 'RUNNING': {
      const retryAfterMs = waitMs(context, createdAt);
      throw new AdapterError('rate_limited', 'the bulk operation is still running', { retryAfterMs });
    }
    default: {
      const kind = errorCode === 'ACCESS_DENIED' ? 'auth' : 'permanent';
      const why = typeof errorCode === 'string' ? ` (${errorCode})` : '';
      throw new AdapterError(kind, `the bulk operation is ${String(status ?? 'gone').toLowerCase()}${why}`);
    }
  }
}

/** Bytes of a result fetched for one page: thousands of lines, and well below what one answer may have. */
export const SLICE_BYTES = 4 * 1024 * 1024;

export interface Slice {
  /** Whole lines only. */
  readonly bytes: Uint8Array;
  /** Where the next one begins; null: this was the last. */
  readonly next: number | null;
}

const NEWLINE = 0x0a;

/** Whole lines of a result, from an offset on. @param url signed by Shopify, and therefore never in a message */
export async function resultSlice(context: Context, url: string, from: number): Promise<Slice> {
  const answer = await context.http({ url, headers: { range: `bytes=${from}-${from + SLICE_BYTES - 1}` } });
  if (answer.status === 416) return { bytes: new Uint8Array(), next: null };
  judgeStatus(answer, 'the result of a bulk operation');
  // A server that knows no ranges sends everything.
  const rest = answer.status === 206 ? answer.bytes : answer.bytes.subarray(from);
  if (rest.byteLength < SLICE_BYTES) return { bytes: rest, next: null };
  const end = rest.lastIndexOf(NEWLINE, SLICE_BYTES - 1) + 1;
  if (end === 0) throw new AdapterError('permanent', `a line of a bulk operation is longer than ${SLICE_BYTES} bytes`);
  return { bytes: rest.subarray(0, end), next: from + end };
}
