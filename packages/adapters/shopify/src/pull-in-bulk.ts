import { AdapterError, atPointer, parseJson } from '@kirana/adapter';
import { bulkResultUrl, resultSlice, startBulk } from './bulk-operation.ts';
import { locationGid } from './external-ids.ts';
import type { Context } from './graphql.ts';
import type { Position, Step } from './pull-position.ts';
import { CATALOG_IN_BULK, STOCK_IN_BULK } from './queries.ts';
import { linesOf } from './read-body.ts';

/** One page of a step at a location. */
export interface StepPage {
  readonly bytes: Uint8Array;
  /** Where the list goes on; null: it is at its end. */
  readonly place: Position['place'];
}

const QUERY: Readonly<Record<Step, string>> = { catalog: CATALOG_IN_BULK, stock: STOCK_IN_BULK };

export const startStep = (context: Context, step: Step): Promise<string> => startBulk(context, QUERY[step]);

/** What cannot be read stays in: that it is there must be known before anything counts as missing. */
function isOfLocation(line: Uint8Array, gid: string): boolean {
  try {
    const value = parseJson(line);
    const location = atPointer(value, '/location/id');
    return location === undefined ? atPointer(value, '/id') === undefined : location === gid;
  } catch {
    return true;
  }
}

/** The levels of all locations are in one result. */
function linesOfLocation(bytes: Uint8Array, location: string): Uint8Array {
  const gid = locationGid(location);
  const lines = linesOf(bytes).filter((line) => isOfLocation(line, gid));
  return Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
}

/** A slice of the result of a bulk operation, for one location. @throws AdapterError, 'rate_limited' while it is not there yet */
export async function pullInBulk(context: Context, { step, location, place, bulk }: Position): Promise<StepPage> {
  if (bulk === null) throw new AdapterError('bug', 'a result is read before it is asked for');
  const url = await bulkResultUrl(context, bulk);
  if (url === null) return { bytes: new Uint8Array(), place: null };
  const { bytes, next } = await resultSlice(context, url, typeof place === 'number' ? place : 0);
  return { bytes: step === 'catalog' ? bytes : linesOfLocation(bytes, location), place: next };
}
