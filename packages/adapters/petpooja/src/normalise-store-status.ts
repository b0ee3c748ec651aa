import {
  AdapterError,
  type ChangeProblem,
  type Given,
  isJsonObject,
  type JsonObject,
  type Normalised,
  parseJson,
  type StoreStatus,
} from '@kirana/adapter';
import { flag } from './lenient-values.ts';
import { readText } from './provider-text.ts';
import { readReturnTime } from './return-time.ts';
import type { ConnectionSettings } from './settings.ts';

const MAX_REASON = 300;

function readReason(body: JsonObject, problems: ChangeProblem[]): string | null {
  const reason = readText(body.reason, MAX_REASON);
  if (reason !== undefined) return reason;
  problems.push({ path: '/reason', externalId: null, message: 'too long or has hidden characters; left out' });
  return null;
}

/** Closed with a time to return is a pause; without one, or with one that cannot be read, closed until opened. */
function readStatus(
  body: JsonObject,
  open: boolean,
  given: Given<ConnectionSettings>,
  problems: ChangeProblem[],
): StoreStatus {
  const reason = readReason(body, problems);
  if (open) return { state: 'open', returnAt: null, reason };
  const time = readReturnTime(body.turn_on_time, given);
  if (time.kind === 'unreadable') {
    problems.push({ path: '/turn_on_time', externalId: null, message: 'not a time; closed until opened' });
    return { state: 'closed', returnAt: null, reason };
  }
  return { state: time.until === null ? 'closed' : 'paused', returnAt: time.until, reason };
}

/** The store takes orders, or not, perhaps until a time. */
export function normaliseStoreStatus(bytes: Uint8Array, given: Given<ConnectionSettings>): Normalised {
  const body = parseJson(bytes);
  if (!isJsonObject(body)) throw new AdapterError('schema', 'the body is not an object', { path: '' });
  const open = flag(body.store_status);
  if (open === undefined)
    throw new AdapterError('schema', 'store_status is neither 1 nor 0', { path: '/store_status' });
  const problems: ChangeProblem[] = [];
  const status = readStatus(body, open, given, problems);
  return { changes: [{ kind: 'store.status', path: '/store_status', status }], problems, snapshotOf: [] };
}
