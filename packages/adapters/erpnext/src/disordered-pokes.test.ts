import { disorder } from '@kirana/adapter/simulator';
import { expect, test } from 'vitest';
import { erpnext } from './adapter.ts';
import { changesOf, normalise, openTestSite, pullAll } from './site-for-tests.ts';

test('webhooks that come twice, late or never still lead to what the site has', async () => {
  const site = await openTestSite();
  try {
    const stock = new Map<string, unknown>();
    const take = (pages: Awaited<ReturnType<typeof pullAll>>) => {
      for (const change of changesOf(pages, site.settings)) {
        if (change.kind === 'stock.reported') stock.set(`${change.externalId}|${change.warehouse}`, change.amount);
      }
    };
    const first = await pullAll(site, { scope: 'stock' });
    take(first);
    let since = first.at(-1)?.resume ?? null;
    const { site: shop } = site.provider;
    for (let sale = 0; sale < 12; sale += 1) shop.move(sale % 2 === 0 ? 'TEA-0005' : 'SOAP-0003', 'Front - JG', -1);
    for (const poke of disorder(shop.pokes, { seed: 3, duplicates: 0.3, late: 4, lost: 0.2 })) {
      const route = erpnext.route(poke);
      const { changes } = normalise(route?.endpoint ?? '', poke.body, site.settings);
      expect(changes).toMatchObject([{ kind: 'refetch', scope: 'stock' }]);
      const pages = await pullAll(site, { scope: 'stock', since });
      take(pages);
      since = pages.at(-1)?.resume ?? null;
    }
    for (const item of ['TEA-0005', 'SOAP-0003']) {
      const { actual_qty, reserved_qty } = shop.binOf(item, 'Front - JG');
      expect(stock.get(`${item}|Front - JG`)).toEqual({ absolute: Number(actual_qty) - Number(reserved_qty) });
    }
  } finally {
    await site.provider.close();
  }
});
