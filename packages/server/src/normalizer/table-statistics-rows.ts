import { sql } from 'kysely';
import type { Database } from '../database/database.ts';

/** Rows written before the planner is told anew; doubled each time, for a table that grows by half again needs it less and less. */
const FIRST = 300;
const LONGEST = 50_000;

export interface TableStatistics {
  /** So many things were written. */
  note(changed: number): Promise<void>;
}

/**
 * Tells the planner how large the catalog has become. A plan made while the tables were empty is kept for foreign keys as long as nobody
 * says otherwise: it made the first menu quadratic. PGlite never gathers statistics by itself, PostgreSQL only every minute.
 */
export function tableStatistics(database: Database): TableStatistics {
  let written = 0;
  let next = FIRST;
  return {
    async note(changed) {
      written += changed;
      if (written < next) return;
      written = 0;
      next = Math.min(LONGEST, next * 2);
      const tables = sql.raw(
        'catalog_items, store_items, source_mappings, source_values, modifier_groups, modifier_options',
      );
      // Without it things are slower, not wrong: a delivery never fails for it.
      await database.owner((db) => sql`analyze ${tables}`.execute(db)).catch(() => undefined);
    },
  };
}
