import type { Report } from '../../packages/core/src/index.ts';
import type { Database } from '../../packages/server/src/database/database.ts';
import { onDatabase } from './bench-database.ts';
import type { Bench } from './bench-room.ts';
import { plain } from './result.ts';
import { dice, shuffled } from './seeded.ts';
import { type BenchShop, submitAll, withShop } from './stock-shop.ts';

const ITEMS = 1_000;
const DUPLICATES_OF_HUNDRED = 20;
const SEED = 4;
const MINUTE_MS = 60_000;

/** What one provider said of each item in turn, as it happened. */
function reportsOf({ of, itemIds }: BenchShop, count: number, startMs: number): Report[] {
  const roll = dice(SEED);
  return Array.from({ length: count }, (_, n): Report => {
    const itemId = itemIds[n % itemIds.length] ?? '';
    return of.report(itemId, n + 1, { absolute: 1 + roll(1_000_000) }, { observedAtMs: startMs + n });
  });
}

/** Final figures by the place of the item in its shop: ids differ between shops. */
async function finalOnHand({ ledger, tenantId, storeId, itemIds }: BenchShop): Promise<(number | undefined)[]> {
  const found = await ledger.positions(tenantId, storeId, { limit: itemIds.length });
  const byItem = new Map(found.map(({ position }) => [position.itemId, position.onHand]));
  return itemIds.map((itemId) => byItem.get(itemId));
}

/** As they come off a bad line: repeated, and in any order. */
function scrambled(reports: readonly Report[]): Report[] {
  const roll = dice(SEED);
  const repeated = reports.slice(
    0,
    Math.round((reports.length * DUPLICATES_OF_HUNDRED) / (100 - DUPLICATES_OF_HUNDRED)),
  );
  return shuffled([...reports, ...repeated], roll);
}

async function compareOn(database: Database, count: number) {
  const distinct = Math.round((count * (100 - DUPLICATES_OF_HUNDRED)) / 100);
  const startMs = Date.now() - count - MINUTE_MS;
  const shop = { items: ITEMS, onHand: 0 };
  const want = await withShop(database, shop, async (inOrder) => {
    await submitAll(inOrder.ledger, inOrder.tenantId, reportsOf(inOrder, distinct, startMs));
    return finalOnHand(inOrder);
  });
  return withShop(database, shop, async (mixed) => {
    const commands = scrambled(reportsOf(mixed, distinct, startMs));
    const started = performance.now();
    await submitAll(mixed.ledger, mixed.tenantId, commands);
    const perSecond = (commands.length / (performance.now() - started)) * 1_000;
    const got = await finalOnHand(mixed);
    const wrong = got.filter((onHand, n) => onHand === undefined || onHand !== want[n]).length;
    if (wrong > 0) throw new Error(`${wrong} of ${ITEMS} positions are not what the reports in order lead to`);
    return { perSecond, sent: commands.length };
  });
}

export const stockReports: Bench = {
  name: 'stock-reports',
  about: 'stock as a provider reports it, repeated and out of order; the end must be that of the reports in order',
  sets: ['embedded', 'postgres'],
  run: (room) =>
    onDatabase(room, async (database) => {
      const { perSecond, sent } = await compareOn(database, room.options.quick ? 10_000 : 100_000);
      const amount = `${sent.toLocaleString('en-US')} absolute reports of ${ITEMS} items of one store`;
      const note = `${amount}, ${DUPLICATES_OF_HUNDRED} % of them repeated, shuffled; every position is as without`;
      return [{ name: 'stock-reports', ...plain(perSecond), unit: 'reports/s', engines: room.set, note }];
    }),
};
