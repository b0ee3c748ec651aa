import { KiranaError, type LoggedEvent } from '@kirana/core';
import type { EventLog } from '../events/event-log.ts';
import type { Subscription } from './store-subscription.ts';

export interface LiveHub {
  /** Takes one of the places for open streams. Gives it back by the function it returns. @throws RATE_LIMITED */
  admit(keyId: string): () => void;
  /** Events of these topics go to the subscription until the function it returns is called. */
  subscribe(topics: readonly string[], subscription: Subscription): () => void;
  close(): Promise<void>;
}

export interface LiveHubOptions {
  readonly eventLog: EventLog;
  readonly heartbeatMs: number;
  readonly mostStreams: number;
  readonly mostStreamsPerKey: number;
  readonly onCount: (streams: number) => void;
  readonly onTrouble: (error: unknown) => void;
}

export const streamTopic = (tenantId: string, stream: string): string => `${tenantId}|${stream}`;
export const tenantTopic = (tenantId: string): string => tenantId;

/** One follower of the log for all live streams of this process. */
export async function openLiveHub(options: LiveHubOptions): Promise<LiveHub> {
  const { eventLog, heartbeatMs, mostStreams, mostStreamsPerKey, onCount, onTrouble } = options;
  const byTopic = new Map<string, Set<Subscription>>();
  const all = new Set<Subscription>();
  const perKey = new Map<string, number>();
  let admitted = 0;

  function tell(subscription: Subscription, act: (subscription: Subscription) => void): void {
    try {
      act(subscription);
    } catch (error) {
      onTrouble(error);
      subscription.end();
    }
  }

  function deliver(events: readonly LoggedEvent[]): void {
    for (const event of events)
      for (const topic of [streamTopic(event.tenantId, event.stream), tenantTopic(event.tenantId)])
        for (const subscription of byTopic.get(topic) ?? []) tell(subscription, (one) => one.take(event));
  }

  const following = await eventLog.follow(deliver);
  const beating = setInterval(() => {
    for (const subscription of all) tell(subscription, (one) => one.heartbeat());
  }, heartbeatMs);
  beating.unref();

  return {
    admit(keyId) {
      const own = perKey.get(keyId) ?? 0;
      if (own >= mostStreamsPerKey) throw new KiranaError('RATE_LIMITED', { limit: mostStreamsPerKey, of: 'key' });
      if (admitted >= mostStreams) throw new KiranaError('RATE_LIMITED', { limit: mostStreams, of: 'process' });
      perKey.set(keyId, own + 1);
      admitted += 1;
      onCount(admitted);
      let released = false;
      return () => {
        if (released) return;
        released = true;
        admitted -= 1;
        const left = (perKey.get(keyId) ?? 1) - 1;
        if (left === 0) perKey.delete(keyId);
        else perKey.set(keyId, left);
        onCount(admitted);
      };
    },
    subscribe(topics, subscription) {
      all.add(subscription);
      for (const topic of topics) {
        const subscriptions = byTopic.get(topic) ?? new Set();
        subscriptions.add(subscription);
        byTopic.set(topic, subscriptions);
      }
      return () => {
        all.delete(subscription);
        for (const topic of topics) {
          const subscriptions = byTopic.get(topic);
          subscriptions?.delete(subscription);
          if (subscriptions?.size === 0) byTopic.delete(topic);
        }
      };
    },
    async close() {
      clearInterval(beating);
      await following.stop();
      for (const subscription of [...all]) subscription.end();
    },
  };
}
