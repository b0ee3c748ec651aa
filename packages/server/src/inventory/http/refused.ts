import { hash } from 'node:crypto';
import { type Answer, type Command, KiranaError } from '@kirana/core';
import type { Call } from '../../http/route.ts';
import type { StockLedger } from '../stock-ledger.ts';
import { formatStockVersion } from './stock-version.ts';

/** Answers that are no refusal. */
export type Done = Exclude<Answer, { readonly outcome: 'refused' }>;

/** How long a key that holds as much as it may is asked to wait: reservations live minutes. */
const QUOTA_RETRY_SECONDS = 10;

/** A refusal as the problem that tells of it: with what is short, and why. */
export function refusal(answer: Extract<Answer, { readonly outcome: 'refused' }>): KiranaError {
  const { code, params, shortfalls, reasons } = answer;
  return new KiranaError(code, {
    ...params,
    ...(shortfalls.length === 0 ? {} : { shortfalls }),
    ...(reasons.length === 0 ? {} : { reasons }),
    ...(code === 'HOLD_QUOTA_EXCEEDED' ? { retryAfterSeconds: QUOTA_RETRY_SECONDS } : {}),
  });
}

/**
 * Hands a command to the ledger. `stockVersion`: from which on readers see what it did; of a repetition the version of now.
 * @throws what the ledger refuses with
 */
export async function submit(
  ledger: StockLedger,
  call: Call,
  command: Command,
): Promise<Done & { readonly stockVersion: string }> {
  const { answer, stockVersion } = await ledger.write(call.tenantId, command);
  if (answer.outcome === 'refused') throw refusal(answer);
  if ('replayed' in answer && answer.replayed) call.markReplayed();
  if (stockVersion === null) throw new KiranaError('INTERNAL');
  return { ...answer, stockVersion: formatStockVersion(stockVersion) };
}

/** Names what is asked: the same id or key with another request is refused. The request is as its schema gives it, so spelling does not count. */
export const requestHash = (what: string, request: unknown): string =>
  hash('sha256', JSON.stringify([what, request]), 'base64url');

/** Under which an effect is kept that its caller may repeat: keys of one API key do not meet those of another. */
export const effectKeyOf = (call: Call): string | null =>
  call.idempotencyKey === null ? null : `call:${call.caller.keyId}:${call.idempotencyKey}`;

/** When something happened, never after now: clocks of tills run ahead. */
export const occurredMs = (occurredAt: string | null, nowMs: number): number =>
  occurredAt === null ? nowMs : Math.min(nowMs, Date.parse(occurredAt));
