import { KiranaError, type LoggedEvent } from '@kirana/core';
import { streamKey } from './stream-place.ts';

export interface Handled {
  /** Keys of the streams whose events could not be handled. */
  readonly failed: ReadonlySet<string>;
  /** Last sequence handled, by stream key. */
  readonly reached: ReadonlyMap<string, number>;
}

/**
 * Handles a batch of many streams in one call; when that fails, each stream by itself, so that one bad stream holds up no other.
 * Events that the first call got through are handled again then. When the reason is that something we need does not answer,
 * no stream would fare better: all have failed.
 */
export async function handleApart(
  events: readonly LoggedEvent[],
  handle: (events: readonly LoggedEvent[]) => Promise<void>,
  onTrouble: (error: unknown) => void,
): Promise<Handled> {
  const byStream = Map.groupBy(events, streamKey);
  const failed = new Set<string>();
  let parts: readonly (readonly LoggedEvent[])[] = events.length === 0 ? [] : [events];
  for (let apart = false; parts.length > 0; apart = true) {
    const broken: LoggedEvent[][] = [];
    for (const part of parts) {
      try {
        await handle(part);
      } catch (error) {
        onTrouble(error);
        const own = Map.groupBy(part, streamKey);
        const unavailable = error instanceof KiranaError && error.kind === 'unavailable';
        if (apart || own.size === 1 || unavailable) for (const key of own.keys()) failed.add(key);
        else broken.push(...own.values());
      }
    }
    parts = broken;
  }
  const reached = new Map<string, number>();
  for (const [key, own] of byStream) if (!failed.has(key)) reached.set(key, (own.at(-1) as LoggedEvent).sequence);
  return { failed, reached };
}
