import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { LRUCache } from 'lru-cache';
import type pg from 'pg';

/** A statement is prepared when it comes for this time: what was built for one call only leaves nothing behind in the session. */
const PREPARED_FROM_USE = 3;
/** Statements a session keeps; ours that come again are some two hundred. */
const MOST_PREPARED = 400;
const MOST_COUNTED = 2_000;

/**
 * For each session: a prepared statement is planned once and not for each set of values. Planning costs more than most of ours, which look
 * things up by key whatever the values. A value that an index is limited to has to stand in the text, then (`sql.lit`).
 */
export const PLAN_ONCE = 'set plan_cache_mode = force_generic_plan';

/** A migration changed what a prepared statement answers: this session can run it no more, a new one can. */
export const isPlanOutdated = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '0A000' && /cached plan/.test(error.message);

/** Gives a name to each text that comes again. */
function statementNames(owner: string): (text: string) => string | undefined {
  const uses = new LRUCache<string, number>({ max: MOST_COUNTED });
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const count = (uses.get(text) ?? 0) + 1;
    uses.set(text, count);
    if (count < PREPARED_FROM_USE || names.size >= MOST_PREPARED) return undefined;
    uses.delete(text);
    const name = `${owner}_${names.size + 1}`;
    names.set(text, name);
    return name;
  };
}

/**
 * The pool, with statements that come again prepared under a name: a session parses and plans them once instead of every time, which is
 * most of what a small statement costs. A session plans anew by itself when tables or statistics change. It would do so as well each time
 * one statement is run as another role than before, since the role decides what row-level security lets it see: so each role has its own.
 * @param owner begins the names: another one for each role
 */
export function namedStatements(pool: pg.Pool, owner: string): PostgresPool {
  const nameOf = statementNames(owner);
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const naming = (client: pg.PoolClient): PostgresPoolClient => {
    let isOutdated = false;
    const query = (text: string, values: readonly unknown[] = []) => {
      const name = values.length === 0 ? undefined : nameOf(text);
      if (name === undefined) return client.query({ text, values: [...values] });
      return client.query({ text, values: [...values], name }).catch((error: unknown) => {
        isOutdated ||= isPlanOutdated(error);
        throw error;
      });
    };
    // Kysely also types cursors, which nothing here uses
    return {
      query: query as unknown as PostgresPoolClient['query'],
      release: (destroy) => client.release(destroy === true || isOutdated),
    };
  };
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect();
      const wrapped = known.get(client) ?? naming(client);
      known.set(client, wrapped);
      return wrapped;
    },
    end: () => pool.end(),
  };
}
