import { Args } from '@oclif/core';
import { given, pageFlags, storeFlag, withEnvTwins } from '../../flags.ts';
import { pastInstant } from '../../instant-flag.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { renderStock, renderStocks } from '../../render/stock.ts';
import { minStockVersionFlag } from '../../stock-flags.ts';

export class StockShow extends KiranaCommand {
  static override summary = 'Show the stock of an item, or of all items of a store';
  static override examples = [
    '<%= config.bin %> stock show',
    '<%= config.bin %> stock show itm_…',
    '<%= config.bin %> stock show itm_… --at 2h',
  ];
  static override args = { item: Args.string({ description: 'Id of the item; all of them unless given' }) };
  static override flags = withEnvTwins({
    ...storeFlag,
    at: pastInstant({ summary: 'With an item: as it was known then' }),
    ...minStockVersionFlag,
    ...pageFlags,
  });

  async run(): Promise<object> {
    const { args, flags } = await this.parse(StockShow);
    const kirana = await this.connect(flags);
    const storeId = await this.storeId(flags);
    const minimum = { minStockVersion: flags['min-stock-version'] };
    if (args.item !== undefined) {
      const params = { path: { storeId, itemId: args.item }, query: given({ at: flags.at, ...minimum }) };
      const stock = await kirana.get('/v1/stores/{storeId}/stock/{itemId}', { params });
      this.print(renderStock(stock));
      return stock;
    }
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/stores/{storeId}/stock', {
        params: { path: { storeId }, query: { ...query, ...given(minimum) } },
      }),
    );
    this.print(renderStocks(page.items));
    return page;
  }
}
