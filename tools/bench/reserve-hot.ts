import type { Database } from '../../packages/server/src/database/database.ts';
import { alternate } from './alternate.ts';
import { onDatabase } from './bench-database.ts';
import type { Bench } from './bench-room.ts';
import { keepAsking } from './keep-asking.ts';
import { reserveOneByOne } from './reserve-one-by-one.ts';
import { type EngineSet, type Measured, onPostgres } from './result.ts';
import { newReservation, withShop } from './stock-shop.ts';

const CALLERS = 1_024;
const AIM_PER_SECOND = 30_000;
/** PGlite has one connection: more clients would wait for one another. */
const CLIENTS: Readonly<Partial<Record<EngineSet, readonly number[]>>> = { embedded: [1], postgres: [1, 4, 16, 32] };

/** With how many clients the baseline is at its best. */
async function bestClients(counts: readonly number[], run: (clients: number) => Promise<number>): Promise<number> {
  let best = { clients: 1, perSecond: 0 };
  for (const clients of counts) {
    const perSecond = await run(clients);
    if (perSecond > best.perSecond) best = { clients, perSecond };
  }
  return best.clients;
}

async function compareOn(database: Database, set: EngineSet, ms: number): Promise<Measured[]> {
  return withShop(database, { items: 2 }, async (shop) => {
    const [ours = '', theirs = ''] = shop.itemIds;
    const oneByOne = reserveOneByOne(database, shop.tenantId, shop.storeId);
    const baseline = (clients: number) => keepAsking(ms, clients, () => oneByOne(theirs, crypto.randomUUID()));
    const together = () => keepAsking(ms, CALLERS, () => shop.ledger.submit(shop.tenantId, newReservation(shop, ours)));
    const counts = CLIENTS[set] ?? [];
    const clients = await bestClients(counts, baseline);
    const compared = await alternate(
      3,
      { baseline: () => baseline(clients), ours: together },
      (perSecond) => perSecond,
    );
    const { value, baseline: other, ratio } = compared;
    const fastest = Math.max(...compared.ours);
    const aim = `aim ${AIM_PER_SECOND.toLocaleString('en-US')}/s, fastest round ${Math.round(fastest).toLocaleString('en-US')}`;
    const against = `a statement each, best of ${counts.join(', ')} clients: ${clients}`;
    return [
      {
        name: 'reserve-hot',
        value,
        unit: 'reservations/s',
        baseline: other,
        ratio,
        bar: onPostgres(set, { at: 'least', ratio: 20 }),
        engines: set,
        note: `one item, ${CALLERS} callers in process, against ${against}; ${aim}`,
      },
    ];
  });
}

export const reserveHot: Bench = {
  name: 'reserve-hot',
  about: 'reservations of one item by group commit, against a transaction for each',
  sets: ['embedded', 'postgres'],
  run: (room) => onDatabase(room, (database) => compareOn(database, room.set, room.options.quick ? 700 : 2_000), 32),
};
