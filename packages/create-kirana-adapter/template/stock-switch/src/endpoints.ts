import type { EventEndpoint } from '@kirana/adapter';
import { normaliseCatalog } from './normalise-catalog.ts';
import { normaliseStock } from './normalise-stock.ts';
import { reply } from './replies.ts';

/** What __TITLE__ has to say, by name. */
export const endpoints = {
  catalog: { kind: 'event', normalise: normaliseCatalog, reply },
  stock: { kind: 'event', normalise: normaliseStock, reply },
} as const satisfies Record<string, EventEndpoint<unknown>>;
