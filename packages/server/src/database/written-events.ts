import type { LoggedEvent } from '@kirana/core';
import type { Tx } from './database.ts';

const written = new WeakMap<Tx, LoggedEvent[]>();

/** Notes what a transaction wrote to the event log, for those who are told after its commit. */
export function noteWritten(tx: Tx, events: readonly LoggedEvent[]): void {
  const known = written.get(tx);
  if (known === undefined) written.set(tx, [...events]);
  else known.push(...events);
}

/** What a transaction wrote to the event log. */
export const writtenBy = (tx: Tx): readonly LoggedEvent[] => written.get(tx) ?? [];
