import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { AnswerCache } from '../engines/cache/answer-cache.ts';
import type { EventLog } from '../events/event-log.ts';
import type { Route } from '../http/route.ts';
import { type CatalogReader, catalogReader } from './catalog-reader.ts';
import { catalogRoutes } from './catalog-routes.ts';
import { editRoutes } from './edit-routes.ts';
import type { StockPolicy } from './item-stock.ts';
import type { StoreSnapshots } from './store-snapshots.ts';

export interface CatalogDeps {
  readonly database: Database;
  readonly snapshots: StoreSnapshots;
  readonly policy: StockPolicy;
  readonly cache: AnswerCache;
  readonly eventLog: EventLog;
  readonly now: () => Date;
  readonly log: Logger;
}

export interface CatalogRoom {
  readonly routes: readonly Route[];
  readonly reader: CatalogReader;
  close(): Promise<void>;
}

/** The catalog-api role: reads from prepared answers, edits by people. */
export async function openCatalog(deps: CatalogDeps): Promise<CatalogRoom> {
  const reader = catalogReader(deps);
  const following = await deps.eventLog.follow((events) => reader.noteEvents(events));
  return {
    routes: [...catalogRoutes(reader), ...editRoutes(deps)],
    reader,
    close: () => following.stop(),
  };
}
