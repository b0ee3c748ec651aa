import { Flags } from '@oclif/core';
import { given, pageFlags, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { storeState } from '../../render/store.ts';
import { renderTable } from '../../render/table.ts';

export class StoreList extends KiranaCommand {
  static override summary = 'List stores';
  static override examples = ['<%= config.bin %> store list'];
  static override flags = withEnvTwins({
    merchant: Flags.string({ summary: 'Only of this merchant', helpValue: '<id>' }),
    ...pageFlags,
  });

  async run() {
    const { flags } = await this.parse(StoreList);
    const kirana = await this.connect(flags);
    const filter = given({ merchantId: flags.merchant });
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/stores', { params: { query: { ...query, ...filter } } }),
    );
    this.print(
      renderTable(page.items, {
        id: (row) => row.id,
        name: (row) => row.name,
        kind: (row) => row.kind,
        state: (row) => storeState(row.status),
        zone: (row) => row.zone,
        currency: (row) => row.currency,
      }),
    );
    return page;
  }
}
