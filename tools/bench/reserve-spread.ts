import { alternate } from './alternate.ts';
import { onDatabase } from './bench-database.ts';
import type { Bench } from './bench-room.ts';
import { keepAsking } from './keep-asking.ts';
import { onPostgres } from './result.ts';
import { newReservation, withShop } from './stock-shop.ts';

const CALLERS = 1_024;
const ITEMS = 5_000;

export const reserveSpread: Bench = {
  name: 'reserve-spread',
  about: 'reservations of 5,000 items in turn, against one hot item',
  sets: ['embedded', 'postgres'],
  run: (room) =>
    onDatabase(room, (database) =>
      withShop(database, { items: ITEMS + 1 }, async (shop) => {
        const [hot = '', ...spread] = shop.itemIds;
        const ms = room.options.quick ? 700 : 2_000;
        let turn = 0;
        const nextItem = (): string => spread[turn++ % spread.length] ?? hot;
        const reserve = (itemOf: () => string) =>
          keepAsking(ms, CALLERS, () => shop.ledger.submit(shop.tenantId, newReservation(shop, itemOf())));
        const { value, baseline, ratio } = await alternate(
          3,
          { baseline: () => reserve(() => hot), ours: () => reserve(nextItem) },
          (perSecond) => perSecond,
        );
        const note = `${ITEMS} items of one store, ${CALLERS} callers in process, against one of them`;
        const bar = onPostgres(room.set, { at: 'least', ratio: 0.3 });
        return [
          { name: 'reserve-spread', value, unit: 'reservations/s', baseline, ratio, bar, engines: room.set, note },
        ];
      }),
    ),
};
