import type { Answer } from './answer.ts';
import type { Batch } from './batch.ts';
import type { Extend } from './command.ts';
import { findOpen, snapshotOf } from './end-reservation.ts';

/**
 * Lets a reservation hold until so long from now: never shorter than it does already, never beyond its longest life. Asking again only
 * asks for the same from a later now, so it needs no id of its own.
 */
export function extend(batch: Batch, command: Extend): Answer {
  const record = findOpen(batch, command.storeId, command.reservationId);
  if ('outcome' in record) return record;
  const { nowMs, limits } = batch.state;
  const latestMs = record.madeAtMs + limits.maxLifetimeMs;
  const expiresAtMs = Math.max(record.expiresAtMs, Math.min(nowMs + command.ttlMs, latestMs));
  if (expiresAtMs !== record.expiresAtMs) {
    record.expiresAtMs = expiresAtMs;
    batch.changed(record);
    batch.extendHolds(record);
  }
  return { outcome: 'extended', reservation: snapshotOf(record), replayed: false };
}
