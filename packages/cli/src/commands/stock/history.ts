import { pageFlags, storeFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { renderEntries } from '../../render/stock.ts';
import { itemArg } from '../../stock-flags.ts';

export class StockHistory extends KiranaCommand {
  static override summary = 'List what happened to the stock of an item, the newest first';
  static override examples = ['<%= config.bin %> stock history itm_… --limit 10'];
  static override args = itemArg;
  static override flags = withEnvTwins({ ...storeFlag, ...pageFlags });

  async run() {
    const { args, flags } = await this.parse(StockHistory);
    const kirana = await this.connect(flags);
    const path = { storeId: await this.storeId(flags), itemId: args.item };
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/stores/{storeId}/stock/{itemId}/entries', { params: { path, query } }),
    );
    this.print(renderEntries(page.items));
    return page;
  }
}
