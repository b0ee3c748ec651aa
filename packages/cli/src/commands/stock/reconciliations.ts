import { Args, Flags } from '@oclif/core';
import { given, pageFlags, storeFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { reconciliationColumns } from '../../render/reconciliation.ts';
import { renderTable } from '../../render/table.ts';

export class StockReconciliations extends KiranaCommand {
  static override summary = 'List what was laid beside the stock of a store, the newest first';
  static override examples = ['<%= config.bin %> stock reconciliations --status proposed'];
  static override args = {
    store: Args.string({ description: 'Id of the store; the one of the context unless given' }),
  };
  static override flags = withEnvTwins({
    ...storeFlag,
    status: Flags.option({
      summary: 'Only these',
      options: ['agreed', 'proposed', 'approved', 'applied', 'rejected'] as const,
    })(),
    ...pageFlags,
  });

  async run() {
    const { args, flags } = await this.parse(StockReconciliations);
    const kirana = await this.connect(flags);
    const path = { storeId: args.store ?? (await this.storeId(flags)) };
    const filter = given({ status: flags.status });
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/stores/{storeId}/stock/reconciliations', { params: { path, query: { ...query, ...filter } } }),
    );
    this.print(renderTable(page.items, reconciliationColumns));
    return page;
  }
}
