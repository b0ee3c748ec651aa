import { KiranaError } from '@kirana/core';
import type { Database } from '../database/database.ts';
import { FILTER_IDS, type FilterId, filtersById } from '../http/filter-ids.ts';
import type { Call, Route } from '../http/route.ts';
import { findUnknown } from './known-rows.ts';

type Query = Readonly<Partial<Record<FilterId, string | undefined>>>;

/**
 * Lists that filter by an id answer NOT_FOUND when the caller has no such thing. An empty page would be true as well, but then a mistyped
 * id looks like a quiet day.
 */
export const withKnownIds = (routes: readonly Route[], database: Pick<Database, 'tenant'>): Route[] =>
  routes.map((route) => {
    const { handle } = route;
    if (handle === undefined || !filtersById(route)) return route;
    const checked = async (input: { readonly query: Query }, call: Call) => {
      const { query } = input;
      if (FILTER_IDS.some((field) => query[field] !== undefined)) {
        const asking = { tenantId: call.tenantId, storeId: call.caller.storeId };
        const unknown = await database.tenant(call.tenantId, (tx) => findUnknown(tx, asking, query));
        if (unknown !== undefined) throw new KiranaError('NOT_FOUND', { [unknown]: query[unknown] });
      }
      return handle(input as never, call);
    };
    return { ...route, handle: checked as NonNullable<Route['handle']> };
  });
