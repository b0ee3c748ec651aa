import { KiranaError } from '../../packages/core/src/index.ts';
import type { Database, Tx } from '../../packages/server/src/database/database.ts';

type Work<T> = (tx: Tx) => Promise<T>;

/** Stands in the server's own database, on any engine: a commit is made, and whoever waits for it hears that the database is gone. */
export interface LosingCommits {
  /** Of the commits that write something, the acknowledgement of the so many-th from now on is lost; 0: of none. */
  nth: number;
}

const hasWritten = async (tx: Tx): Promise<boolean> => {
  const { wrote } = await tx
    .selectNoFrom(({ eb, fn }) => eb(fn('pg_current_xact_id_if_assigned', []), 'is not', null).as('wrote'))
    .executeTakeFirstOrThrow();
  return wrote === true;
};

const offsets = async (tx: Tx): Promise<string> =>
  JSON.stringify(await tx.selectFrom('consumer_offsets').selectAll().execute());

/** Commits of those who follow the events are left alone: they come when they come. */
export function loseCommits(database: Database): LosingCommits {
  const { tenant, system } = database;
  const state: LosingCommits = { nth: 0 };

  async function losing<T>(
    run: (work: Work<T>) => Promise<T>,
    work: Work<T>,
    readOffsets: (tx: Tx) => Promise<string>,
  ) {
    if (state.nth === 0) return run(work);
    let isCounted = false;
    const result = await run(async (tx) => {
      const before = await readOffsets(tx);
      const given = await work(tx);
      isCounted = (await hasWritten(tx)) && before === (await readOffsets(tx));
      return given;
    });
    if (!isCounted || state.nth === 0) return result;
    state.nth -= 1;
    if (state.nth > 0) return result;
    throw new KiranaError('DATABASE_UNAVAILABLE');
  }

  const methods: Pick<Database, 'tenant' | 'system'> = {
    tenant: (tenantId, work, options) =>
      losing(
        (run) => tenant(tenantId, run, options),
        work,
        async () => '',
      ),
    system: (work, options) => losing((run) => system(run, options), work, offsets),
  };
  Object.assign(database, methods);
  return state;
}
