import type { IncomingMessage } from 'node:http';
import { answerClientError } from './client-error.ts';

/** Ends the connection of a request whose body has not arrived in time, as the HTTP server itself would for all of them alike. */
export function endLateRequest(request: IncomingMessage, afterMs: number): void {
  if (request.complete) return;
  const hasBody = request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
  if (!hasBody || request.headers['content-length'] === '0') return;
  const timer = setTimeout(() => {
    if (request.complete) return;
    const error = Object.assign(new Error('the request did not arrive in time'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
    answerClientError(error, request.socket);
  }, afterMs);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
  request.once('end', () => clearTimeout(timer));
}
