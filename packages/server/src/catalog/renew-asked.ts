import { LRUCache } from 'lru-cache';
import type { CachedAnswer } from '../engines/cache/answer-cache.ts';
import { answerGroup } from '../engines/cache/answer-key.ts';
import type { AskedContext } from './catalog-reader.ts';

/** Menus in one context; of a store, the ones made last. */
const MOST_MENUS = 2_000;
const MOST_CONTEXTS = 8;

interface Made {
  readonly tenantId: string;
  readonly storeId: string;
  readonly context: AskedContext;
  readonly answer: CachedAnswer;
}

/**
 * A menu that was asked for since it was made is made anew as soon as something in it changes, not when it is asked for next: the one who
 * asks then waits for less. One that nobody asked for waits, so a change costs at most one making in vain.
 */
export function renewAsked(
  make: (tenantId: string, storeId: string, context: AskedContext, group: string) => Promise<unknown>,
) {
  const madeOf = new LRUCache<string, Map<string, Made>>({ max: MOST_MENUS });
  const askedFor = new WeakSet<CachedAnswer>();
  /** Groups in which a menu is being made ahead: what changes meanwhile waits until it is asked for. */
  const busy = new Set<string>();

  return {
    made(tenantId: string, storeId: string, context: AskedContext, answer: CachedAnswer): void {
      const group = answerGroup(tenantId, storeId);
      const contexts = madeOf.get(group) ?? new Map<string, Made>();
      const name = `${context.orderType ?? ''}/${context.channel ?? ''}`;
      contexts.delete(name);
      contexts.set(name, { tenantId, storeId, context, answer });
      const [oldest] = contexts.keys();
      if (contexts.size > MOST_CONTEXTS && oldest !== undefined) contexts.delete(oldest);
      madeOf.set(group, contexts);
    },

    asked(answer: CachedAnswer): void {
      askedFor.add(answer);
    },

    changed(group: string): void {
      if (busy.has(group)) return;
      const asked = [...(madeOf.get(group)?.values() ?? [])].filter(({ answer }) => askedFor.has(answer));
      if (asked.length === 0) return;
      busy.add(group);
      const making = asked.map(({ tenantId, storeId, context }) => make(tenantId, storeId, context, group));
      // whoever asks next meets the trouble, and is told
      void Promise.allSettled(making).then(() => busy.delete(group));
    },
  };
}
