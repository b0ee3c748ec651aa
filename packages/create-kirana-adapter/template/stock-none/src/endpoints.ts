import type { EventEndpoint } from '@kirana/adapter';
import { normaliseCatalog } from './normalise-catalog.ts';
import { reply } from './replies.ts';

/** What __TITLE__ has to say, by name. */
export const endpoints = {
  catalog: { kind: 'event', normalise: normaliseCatalog, reply },
} as const satisfies Record<string, EventEndpoint<unknown>>;
