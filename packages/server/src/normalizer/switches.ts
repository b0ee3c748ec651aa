import type { Switch } from '@kirana/core';
import type { Mark } from '../database/schema.ts';
import { isOlder, type Versioning } from './change-order.ts';
import type { ChunkRun, Incoming } from './chunk-run.ts';

/** An `on` has no end; an `off` without one lasts until somebody switches it on. */
export const movedSwitch = ({ on, until }: { readonly on: boolean; readonly until: string | null }): Switch => ({
  on,
  until: on || until === null ? null : new Date(until).toISOString(),
});

/**
 * Whether a switch was moved by a newer word. Whoever moved it last decides, provider or person. A delivery that is replayed does not
 * move again what it moved before: a timer or a person may have moved it since.
 */
export function isSwitchOlder(
  run: ChunkRun,
  incoming: Incoming,
  mark: Mark | undefined,
  movedByPersonAt: string | undefined,
  versioning: Versioning,
): boolean {
  const version = ('version' in incoming.change ? incoming.change.version : undefined) ?? null;
  if (isOlder({ v: version, n: incoming.ingress }, mark, versioning)) return true;
  if (movedByPersonAt !== undefined && Date.parse(movedByPersonAt) > incoming.receivedAt.getTime()) return true;
  return run.delivery.again && !incoming.waited && mark !== undefined && incoming.ingress === mark.n;
}
