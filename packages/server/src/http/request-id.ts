import type { IncomingMessage } from 'node:http';
import { newId } from '../database/new-id.ts';

export const REQUEST_ID_HEADER = 'x-request-id';
const SANE = /^[A-Za-z0-9._-]{1,100}$/;

/** Unique to this process and moment; a counter behind it costs less for each request than a new id would. */
const STEM = newId('request');
let requests = 0;
const nextRequestId = (): string => {
  requests += 1;
  return `${STEM}-${requests.toString(36)}`;
};

/** The caller's, when it sent a sane one, and one of ours otherwise. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers[REQUEST_ID_HEADER];
  return typeof given === 'string' && SANE.test(given) ? given : nextRequestId();
}
