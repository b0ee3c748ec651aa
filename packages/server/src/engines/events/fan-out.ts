import type { LoggedEvent } from '@kirana/core';
import { type StreamPlace, streamKey } from './stream-place.ts';

type OnEvents = (events: readonly LoggedEvent[]) => void | Promise<void>;

export interface Joined {
  leave(): Promise<void>;
}

export interface FanOut {
  /**
   * Adds a follower that sees what was committed after `readFloor` answered. Events that arrive while it is being read wait for it.
   */
  join(onEvents: OnEvents, readFloor: () => Promise<readonly StreamPlace[]>): Promise<Joined>;
  /** Hands events to all followers; resolves when all have taken them, so a slow one slows the reading and never fills the memory. */
  deliver(events: readonly LoggedEvent[]): Promise<void>;
}

interface Follower {
  /** Handles one batch after the other. */
  turn: Promise<void>;
  readonly take: (events: readonly LoggedEvent[]) => Promise<void>;
}

/** The followers of one process. One that throws is reported and gets the next events all the same: it has to look after itself. */
export function createFanOut(onTrouble: (error: unknown) => void): FanOut {
  const followers = new Set<Follower>();
  return {
    async join(onEvents, readFloor) {
      let floor: Map<string, number> | undefined;
      const isNew = (event: LoggedEvent): boolean => event.sequence > (floor?.get(streamKey(event)) ?? 0);
      let release = () => {};
      const follower: Follower = {
        turn: new Promise((resolve) => {
          release = resolve;
        }),
        async take(events) {
          const fresh = events.filter(isNew);
          if (fresh.length === 0 || !followers.has(follower)) return;
          try {
            await onEvents(fresh);
          } catch (error) {
            onTrouble(error);
          }
        },
      };
      followers.add(follower);
      try {
        floor = new Map((await readFloor()).map((place) => [streamKey(place), place.sequence]));
      } catch (error) {
        followers.delete(follower);
        throw error;
      } finally {
        release();
      }
      return {
        async leave() {
          followers.delete(follower);
          await follower.turn;
        },
      };
    },
    async deliver(events) {
      if (events.length === 0) return;
      const turns = [...followers].map((follower) => {
        follower.turn = follower.turn.then(() => follower.take(events));
        return follower.turn;
      });
      await Promise.all(turns);
    },
  };
}
