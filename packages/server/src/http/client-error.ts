import type { Socket } from 'node:net';
import { KiranaError } from '@kirana/core';
import { newId } from '../database/new-id.ts';
import { PROBLEM_TYPE, problemOf } from './problem.ts';

const DETAILS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'The headers are over 16 kB.',
  ERR_HTTP_REQUEST_TIMEOUT: 'The request did not arrive in time.',
};

/** Answers bytes that are no HTTP request; there is no request to hand to the app. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const detail = DETAILS[error.code ?? ''] ?? 'The request is not valid HTTP.';
  const body = JSON.stringify(problemOf(new KiranaError('REQUEST_INVALID', {}, { detail }), newId('request')));
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: ${PROBLEM_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
