import { Flags } from '@oclif/core';
import { given, pageFlags, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { syncColumns } from '../../render/sync.ts';
import { renderTable } from '../../render/table.ts';

export class SyncList extends KiranaCommand {
  static override summary = 'List syncs, the newest first';
  static override examples = ['<%= config.bin %> sync list --connection con_…'];
  static override flags = withEnvTwins({
    connection: Flags.string({ summary: 'Only of this connection', helpValue: '<id>' }),
    ...pageFlags,
  });

  async run() {
    const { flags } = await this.parse(SyncList);
    const kirana = await this.connect(flags);
    const filter = given({ connectionId: flags.connection });
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/syncs', { params: { query: { ...query, ...filter } } }),
    );
    this.print(renderTable(page.items, syncColumns));
    return page;
  }
}
