import { Flags } from '@oclif/core';
import { given, pageFlags, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { connectionState } from '../../render/connection.ts';
import { renderTable } from '../../render/table.ts';

export class ConnectionList extends KiranaCommand {
  static override summary = 'List connections';
  static override examples = ['<%= config.bin %> connection list'];
  static override flags = withEnvTwins({
    source: Flags.string({ summary: 'Only of this source', helpValue: '<id>' }),
    merchant: Flags.string({ summary: 'Only of this merchant', helpValue: '<id>' }),
    ...pageFlags,
  });

  async run() {
    const { flags } = await this.parse(ConnectionList);
    const kirana = await this.connect(flags);
    const filter = given({ sourceId: flags.source, merchantId: flags.merchant });
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/connections', { params: { query: { ...query, ...filter } } }),
    );
    this.print(
      renderTable(page.items, {
        id: (row) => row.id,
        adapter: (row) => row.adapter,
        account: (row) => row.account,
        name: (row) => row.name,
        state: connectionState,
      }),
    );
    return page;
  }
}
