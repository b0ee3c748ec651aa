import { z } from 'zod';
import type { Route } from './route.ts';

/** Fields of a query that narrow a list to what an id of ours names. */
export const FILTER_IDS = ['connectionId', 'sourceId', 'merchantId', 'categoryId', 'entityId'] as const;
export type FilterId = (typeof FILTER_IDS)[number];

/** Such a list answers NOT_FOUND when the caller has no such thing. */
export const filtersById = ({ query }: Pick<Route, 'query'>): boolean =>
  query instanceof z.ZodObject && FILTER_IDS.some((field) => Object.hasOwn(query.shape, field));
