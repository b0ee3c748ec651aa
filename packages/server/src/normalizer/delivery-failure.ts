import { AdapterError } from '@kirana/adapter';
import { type ErrorCode, KiranaError } from '@kirana/core';
import type { DeadLettersTable } from '../database/schema.ts';
import { AdapterDown } from '../plugins/adapter-down.ts';

/** What to do about a delivery that could not be applied. */
export type Failure =
  | {
      readonly kind: 'wait';
      readonly code: ErrorCode;
      readonly detail: string;
      readonly afterMs: number | undefined;
      /**
       * Of an adapter in a process of its own. `ended`: the delivery ended that process and, as one that ends ours, is tried three times
       * only. `away`: the process could not be asked; says nothing of the delivery, and takes nothing back.
       */
      readonly process?: 'ended' | 'away';
    }
  | { readonly kind: 'hold'; readonly code: ErrorCode; readonly detail: string }
  | {
      readonly kind: 'dead';
      readonly code: ErrorCode;
      readonly detail: string;
      readonly stage: DeadLettersTable['stage'];
      readonly path: string;
    };

/** Known before anything is read: the delivery can never be applied as it is. */
export class DeadDelivery extends Error {
  readonly code: ErrorCode;
  readonly stage: DeadLettersTable['stage'];

  constructor(stage: DeadLettersTable['stage'], code: ErrorCode, message: string) {
    super(message);
    this.code = code;
    this.stage = stage;
  }
}

/** Somebody else works on this lane or finished the delivery: leave it to them. */
export class LaneLost extends Error {}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Trouble that passes keeps the delivery waiting, and its lane with it; trouble of the delivery's own ends it. */
export function judgeFailure(error: unknown): Failure {
  const detail = messageOf(error);
  if (error instanceof DeadDelivery) return { kind: 'dead', code: error.code, detail, stage: error.stage, path: '' };
  if (error instanceof AdapterDown) return judgeAdapterDown(error);
  if (error instanceof AdapterError) return judgeAdapterError(error);
  if (error instanceof KiranaError) {
    if (error.kind === 'unavailable' || error.kind === 'too_many') {
      return { kind: 'wait', code: error.code, detail, afterMs: undefined };
    }
    const stage = error.code === 'ARCHIVE_BODY_MISSING' ? 'read' : 'apply';
    return { kind: 'dead', code: error.code, detail, stage, path: '' };
  }
  return { kind: 'dead', code: 'INTERNAL', detail, stage: 'apply', path: '' };
}

function judgeAdapterDown({ message, byThisCall, retryAfterMs }: AdapterDown): Failure {
  return {
    kind: 'wait',
    code: 'INTERNAL',
    detail: message,
    afterMs: retryAfterMs,
    process: byThisCall ? 'ended' : 'away',
  };
}

function judgeAdapterError(error: AdapterError): Failure {
  const detail = error.message;
  switch (error.kind) {
    case 'transient':
      return { kind: 'wait', code: 'PROVIDER_UNREACHABLE', detail, afterMs: error.retryAfterMs };
    case 'rate_limited':
      return { kind: 'wait', code: 'PROVIDER_RATE_LIMITED', detail, afterMs: error.retryAfterMs };
    case 'config':
      return { kind: 'hold', code: 'SETTINGS_INVALID', detail };
    case 'auth':
      return { kind: 'hold', code: 'PROVIDER_REFUSED', detail };
    case 'permanent':
    case 'schema':
    case 'bug':
      return { kind: 'dead', code: 'DELIVERY_UNREADABLE', detail, stage: 'read', path: error.path ?? '' };
  }
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** Doubles with each attempt up to five minutes; `random` (0 to 1) spreads it so that lanes do not come back all at once. */
export const backoffMs = (attempts: number, random: number): number =>
  Math.round(
    Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(Math.max(attempts - 1, 0), 20)) * (0.5 + random / 2),
  );
